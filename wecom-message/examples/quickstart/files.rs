//! Small files of every kind, and their upload.

use wecom_message::{Client, Error, FileSource, Media, MediaId};

/// What was uploaded.
pub(crate) struct Uploads {
    pub(crate) image: MediaId,
    pub(crate) voice: MediaId,
    pub(crate) video: MediaId,
    pub(crate) file: MediaId,
    /// The address of a picture inside an article.
    pub(crate) picture: String,
}

pub(crate) fn upload(client: &Client) -> Result<Uploads, Error> {
    let send = |media: Media<'_>| {
        let uploaded = client.upload(media)?;
        println!("{:?}: {}", uploaded.kind, uploaded.media_id);
        Ok::<MediaId, Error>(uploaded.media_id)
    };
    let uploads = Uploads {
        image: send(Media::image(FileSource::bytes("点.png", png())))?,
        voice: send(Media::voice(FileSource::bytes("silence.amr", amr())))?,
        video: send(Media::video(FileSource::bytes("empty.mp4", mp4())))?,
        file: send(Media::file(FileSource::bytes("报告 \"final\".txt", "All is well.\n".as_bytes())))?,
        picture: client.upload_image(FileSource::bytes("dot.png", png()))?.url,
    };
    println!("picture for articles: {}", uploads.picture);
    Ok(uploads)
}

/// One white pixel.
pub(crate) fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend(b"\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55");
    png.extend(b"\0\0\0\x0aIDAT\x78\x9c\x63\xf8\x0f\0\x01\x01\x01\0\xb1\x38\xf6\x14");
    png.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    png
}

/// A second of silence: fifty frames of the lowest rate.
fn amr() -> Vec<u8> {
    let frame = [0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    b"#!AMR\n".iter().copied().chain(frame.repeat(50)).collect()
}

/// A container without a film.
fn mp4() -> Vec<u8> {
    b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08mdat".to_vec()
}
