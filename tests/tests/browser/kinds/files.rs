//! Small files of every kind, uploaded for the messages that show them.

use wecom_message::{Client, FileSource, Media, Robot};

/// The ids of what was uploaded.
pub(crate) struct Files {
    pub(crate) image: String,
    pub(crate) voice: String,
    pub(crate) video: String,
    pub(crate) file: String,
    /// A robot has files of its own.
    pub(crate) robot_voice: String,
    pub(crate) robot_file: String,
}

pub(crate) fn upload(client: &Client, robot: &Robot) -> Files {
    let of_client = |media| client.upload(media).unwrap().media_id.to_string();
    let of_robot = |media| robot.upload(media).unwrap().media_id.to_string();
    let report = || FileSource::bytes("report.pdf", vec![b'_'; 1536]);
    Files {
        image: of_client(Media::image(FileSource::bytes("dot.png", png()))),
        voice: of_client(Media::voice(FileSource::bytes("silence.amr", amr()))),
        video: of_client(Media::video(FileSource::bytes("empty.mp4", mp4()))),
        file: of_client(Media::file(report())),
        robot_voice: of_robot(Media::voice(FileSource::bytes("silence.amr", amr()))),
        robot_file: of_robot(Media::file(report())),
    }
}

/// One white pixel.
fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend(b"\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55");
    png.extend(b"\0\0\0\x0aIDAT\x78\x9c\x63\xf8\x0f\0\x01\x01\x01\0\xb1\x38\xf6\x14");
    png.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    png
}

/// Two seconds of silence: a hundred frames of the lowest rate.
fn amr() -> Vec<u8> {
    let frame = [0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    b"#!AMR\n".iter().copied().chain(frame.repeat(100)).collect()
}

/// A container without a film.
fn mp4() -> Vec<u8> {
    b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08mdat".to_vec()
}
