//! Messages that an application alone has: task cards, templates, texts with names for ids.

use serde_json::json;

use super::{Kind, kind};

pub(super) fn kinds() -> Vec<Kind> {
    let names = kind("text", json!({"content": "$userName=lisi$ is on call"}), &["lisi is on call"], &[".text"]);
    let safe = kind("text", json!({"content": "for you"}), &["for you", "Confidential"], &[".safe"]);
    vec![
        names.beside("enable_id_trans", 1),
        safe.beside("safe", 1),
        kind("text", json!({"content": "磁盘满了。".repeat(200)}), &["磁盘满了。"], &[".mark.cut"]),
        kind(
            "taskcard",
            json!({"title": "请假", "description": "李四\n三天", "url": "https://example.com/leave", "task_id": "leave-1",
            "btn": [{"key": "yes", "name": "批准", "color": "red", "is_bold": true}, {"key": "no", "name": "驳回"}]}),
            &["请假", "李四", "三天", "Details", "批准", "驳回"],
            &[
                ".full .taskcard h3.title",
                "a[href='https://example.com/leave']",
                "button.task-button.red.bold",
                "button.task-button.blue:not(.bold)",
            ],
        ),
        kind(
            "interactive_taskcard",
            json!({"title": "请假", "description": "三天", "task_id": "leave-2", "btn": [{"key": "yes", "name": "批准"}]}),
            &["请假", "三天", "批准"],
            &[".full .taskcard h3.title", "button.task-button.blue"],
        ),
        kind(
            "template_msg",
            json!({"template_id": "ROOMS", "url": "https://example.com/rooms", "content_item": [{"key": "会议室", "value": "402"}]}),
            &["ROOMS", "会议室", "402"],
            &[".full .notice h3.title", "dl .pair dd", ".jump a[href='https://example.com/rooms']"],
        ),
    ]
}
