//! Messages of schools and of customer service: mini programs, links, places, menus.

use serde_json::json;

use super::{Files, Kind, kind};

pub(super) fn miniprogram(files: &Files) -> Kind {
    kind(
        "miniprogram",
        json!({"appid": "wx123123123123123", "title": "夏令营", "thumb_media_id": files.image, "pagepath": "pages/camp"}),
        &["wx123123123123123", "夏令营", "Mini program"],
        &[".bubble .mini[title='pages/camp'] img.picture.wide", ".mini .kind"],
    )
}

pub(super) fn kinds(files: &Files) -> Vec<Kind> {
    vec![
        miniprogram(files),
        kind(
            "link",
            json!({"title": "退换货说明", "desc": "七天无理由", "url": "https://example.com/returns", "thumb_media_id": files.image}),
            &["退换货说明", "七天无理由"],
            &[".web-link a[href='https://example.com/returns'] .title", ".web-link-body .quiet", "img.picture.small"],
        ),
        kind(
            "location",
            json!({"name": "海珠门店", "address": "新港中路397号", "latitude": 23.099_994, "longitude": 113.32452}),
            &["海珠门店", "新港中路397号", "Location 23.099994, 113.32452"],
            &[".place .title", ".place .map[role=img] .pin"],
        ),
        kind(
            "msgmenu",
            json!({"head_content": "满意吗？", "list": [
                {"type": "click", "click": {"id": "101", "content": "满意"}}, {"type": "text", "text": {"content": "也可以"}},
                {"type": "view", "view": {"url": "https://example.com/help", "content": "自助查询"}},
                {"type": "miniprogram", "miniprogram": {"appid": "wx1", "pagepath": "p", "content": "小程序查询"}}], "tail_content": "再见"}),
            &["满意吗？", "满意", "也可以", "自助查询", "小程序查询", "再见"],
            &[
                ".bubble .menu .menu-entry[title='101']",
                ".menu a[href='https://example.com/help']",
                ".menu-entry[title*=wx1]",
            ],
        ),
        kind(
            "ca_link",
            json!({"link_url": "https://work.weixin.qq.com/ca/xyz"}),
            &["Contact link", "https://work.weixin.qq.com/ca/xyz"],
            &[".web-link .title", ".web-link a[href='https://work.weixin.qq.com/ca/xyz']"],
        ),
    ]
}
