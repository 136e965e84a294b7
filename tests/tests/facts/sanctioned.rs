//! The differences between facts and descriptions that are meant to be, each with its reason.

use crate::compare::Difference::{self, Default, Limits, Page, Required};
use crate::compare::Sanctioned;

pub(crate) const SANCTIONED: &[Sanctioned] = &[
    sanctioned("app.taskcard", "", Page, "", PAGE_IS_GONE),
    sanctioned("app.interactive_taskcard", "", Page, "", PAGE_IS_GONE),
    sanctioned("app.update_task_card", "", Page, "", PAGE_IS_GONE),
    sanctioned("app.get_statistics", "", Page, "", PAGE_IS_GONE),
    sanctioned("app.interactive_taskcard", "interactive_taskcard.description", Required, "yes", TEXT_OF_A_TASK),
    sanctioned("app.miniprogram_notice", "miniprogram_notice.title", Limits, "4 to 12 chars advised", CHINESE),
    sanctioned("app.miniprogram_notice", "miniprogram_notice.description", Limits, "4 to 12 chars advised", CHINESE),
    sanctioned(
        "app.miniprogram_notice",
        "miniprogram_notice.content_item[].key",
        Limits,
        "max 10 chars unstated",
        CHINESE,
    ),
    sanctioned(
        "app.miniprogram_notice",
        "miniprogram_notice.content_item[].value",
        Limits,
        "max 30 chars unstated",
        CHINESE,
    ),
    sanctioned("linked_corp.miniprogram_notice", "miniprogram_notice.title", Limits, "4 to 12 chars advised", CHINESE),
    sanctioned(
        "linked_corp.miniprogram_notice",
        "miniprogram_notice.description",
        Limits,
        "4 to 12 chars advised",
        CHINESE,
    ),
    sanctioned(
        "linked_corp.miniprogram_notice",
        "miniprogram_notice.content_item[].key",
        Limits,
        "max 10 chars unstated",
        CHINESE,
    ),
    sanctioned(
        "linked_corp.miniprogram_notice",
        "miniprogram_notice.content_item[].value",
        Limits,
        "max 30 chars unstated",
        CHINESE,
    ),
    sanctioned("app.template_card", "template_card.quote_area", Limits, NOT_WITH_EMPHASIS, QUOTE_OR_EMPHASIS),
    sanctioned("app.template_card", "template_card.emphasis_content", Limits, NOT_WITH_QUOTE, QUOTE_OR_EMPHASIS),
    sanctioned("app.update_template_card", "template_card.quote_area", Limits, NOT_WITH_EMPHASIS, QUOTE_OR_EMPHASIS),
    sanctioned("app.update_template_card", "template_card.emphasis_content", Limits, NOT_WITH_QUOTE, QUOTE_OR_EMPHASIS),
    sanctioned("app.template_card", "template_card.submit_button.text", Default, "", LABEL_IS_ASKED_FOR),
    sanctioned("app.update_template_card", "template_card.submit_button.text", Default, "", LABEL_IS_ASKED_FOR),
    sanctioned("app.update_template_card", "atall", Default, "0", ABSENT_IS_OFF),
    sanctioned("app.update_template_card", "template_card.checkbox.disable", Default, "false", ABSENT_IS_OFF),
    sanctioned("app.update_template_card", "template_card.select_list[].disable", Default, "false", ABSENT_IS_OFF),
    sanctioned(
        "app.template_msg",
        "template_msg.url",
        Limits,
        "max 2048 bytes unstated; starts with http://|https:// unstated",
        "every url of the channel is of one type, which has the beginning",
    ),
    sanctioned(
        "app.update_task_card",
        "clicked_key",
        Limits,
        "max 128 bytes refused; only -0123456789@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz refused",
        "a button's key as it was sent, with the limits of that field",
    ),
    sanctioned("customer.send_welcome", "attachments[].link.picurl", Limits, "max 2048 bytes unstated", ONE_LINK),
    sanctioned("customer.send_welcome", "attachments[].link.url", Limits, "max 2048 bytes unstated", ONE_LINK),
    sanctioned("customer.add_group_welcome_template", "link.picurl", Limits, "max 2048 bytes unstated", ONE_LINK),
    sanctioned("customer.add_group_welcome_template", "link.url", Limits, "max 2048 bytes unstated", ONE_LINK),
    sanctioned("customer.edit_group_welcome_template", "link.picurl", Limits, "max 2048 bytes unstated", ONE_LINK),
    sanctioned("customer.edit_group_welcome_template", "link.url", Limits, "max 2048 bytes unstated", ONE_LINK),
];

const ONE_LINK: &str = "the page on mass messages has this limit for the same link; a longer address is only warned of";
const PAGE_IS_GONE: &str = "the page is gone; the description links to none";
const TEXT_OF_A_TASK: &str =
    "required as on taskcard in what clients copied; optional in the table that the page keeps commented out";
const CHINESE: &str =
    "a limit in Chinese characters; how others count is unknown, and the page's own sample mixes them";
const NOT_WITH_EMPHASIS: &str = "not with template_card.emphasis_content advised";
const NOT_WITH_QUOTE: &str = "not with template_card.quote_area advised";
const QUOTE_OR_EMPHASIS: &str =
    "advice of the smart robot's page; the page itself gives none and its sample shows both";
const LABEL_IS_ASKED_FOR: &str = "the page says required and names a default; whoever makes a button gives its label";
const ABSENT_IS_OFF: &str = "the page names no default; a switch that is absent is off";

const fn sanctioned(
    operation: &'static str,
    field: &'static str,
    what: Difference,
    described: &'static str,
    reason: &'static str,
) -> Sanctioned {
    Sanctioned { operation, field, what, described, reason }
}
