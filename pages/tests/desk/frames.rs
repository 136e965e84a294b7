//! Pages about long connections: commands in frames, and what a bot receives in JSON.

use crate::changes::check;
use crate::{Desk, text};

#[test]
fn frames_are_read_as_what_they_carry() {
    assert_eq!(Desk::new().differences("frames.md", &text("frames.md")), Vec::<String>::new());
}

#[test]
fn a_change_of_a_frame_is_reported_at_its_line() {
    check(
        "frames.md",
        &[
            ("30个", "20个", &["contradiction limit days: at most 20 / at most 30, unstated @22"]),
            (
                "| body.egg | string | 是 | 蛋 |\n",
                "",
                &["missing_there member egg: in the sample, in no table / string, required @14,21"],
            ),
            (
                "| body.ring |",
                "| body.rings |",
                &[
                    "missing_there member ring: in the sample, in no table / string @28,38",
                    "missing_here member rings: string /  @36",
                ],
            ),
            (
                "\"cmd\": \"parrot_hatch\"",
                "\"cmd\": \"parrot_fly\"",
                &["missing_there request :  / parrot/hatch @1", "missing_here request : parrot_fly /  @21"],
            ),
            (
                "固定值 parrot_hatch",
                "固定值 parrot_fly",
                &["not_understood sentence cmd: parrot_fly, but parrot_hatch in the sample /  @19"],
            ),
            (
                "| body.days | int | 否",
                "| body.days | int | 是",
                &["contradiction required days: required / optional @22"],
            ),
            (
                "不超过40个字节",
                "不超过80个字节",
                &["contradiction limit squawk.words: at most 80 bytes / at most 40 bytes, unstated @55"],
            ),
            (
                "| body.egg | string | 是 | 蛋 |\n| body.days | int | 否 | 天数，不超过30个 |",
                "| body | object | 是 | 详见孵化 |",
                &[],
            ),
        ],
    );
}

#[test]
fn a_change_of_what_a_bot_receives_is_reported_in_the_words_of_the_description() {
    check(
        "frames.md",
        &[
            (
                "| body.sound.words | string |",
                "| body.sound.words | int |",
                &["contradiction type words: integer / string @79"],
            ),
            (
                "| room |",
                "| house |",
                &[
                    "missing_there member source.room: in the sample, in no table / string @67,80",
                    "missing_here member source.house: member /  @85",
                ],
            ),
            (
                "| window |",
                "| door |",
                &[
                    "missing_there member window: in the sample, in no table / string @93,101",
                    "missing_here member door: member /  @102",
                ],
            ),
            (
                "Source结构体说明",
                "Origin结构体说明",
                &[
                    "not_understood sentence source: no structure `origin` on this page /  @80",
                    "not_understood sentence : a table inside of parrot_msg_callback /  @85",
                ],
            ),
        ],
    );
}
