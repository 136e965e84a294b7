//! The left column: whom messages went to, and each of their conversations.

use serde_json::json;
use wecom_message::{Raw, Robot, To, linked_corp, school};
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;
use crate::kinds::create_chat;

#[test]
fn members_stand_beside_departments_tags_groups_and_all_others() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let _ = client.send_text(To::everyone(), "to everyone").unwrap();
    let _ = client.send_text(To::users(["lisi", "LiSi", "wangwu"]), "to two members").unwrap();
    let _ = client.send_text(To::parties(["2", "3"]), "to two departments").unwrap();
    let _ = client.send_text(To::tags(["7"]), "to a tag").unwrap();
    let card = json!({"template_id": "T", "url": "https://example.com", "content_item": [{"key": "k", "value": "v"}]});
    let by_ticket = Raw::new("template_msg", card).unwrap().with("selected_ticket_list", json!(["ticket1"]));
    let _ = client.send(To::user("zhaoliu"), &by_ticket).unwrap();
    create_chat(&client);
    let _ = client.appchat("release").send_text("to a chat").unwrap();
    let _ = Robot::from_url(&sandbox.webhook_url()).unwrap().send_text("to a group").unwrap();
    let _ = client.kf("wkAccount").send_text("wmCustomer", "to a customer").unwrap();
    let _ = client.school().send_text(school::To::parents_of(["student"]), "to parents").unwrap();
    let _ = client.linked_corp().send_text(linked_corp::To::users(["ww2/zhao"]), "to another corporation").unwrap();
    let browser = Browser::start(1100, 900);
    let table = [
        ("Everyone", "全体成员", "everyone/all", "to everyone"),
        ("Members", "成员", "users/lisi", "to two members"),
        ("Members", "成员", "users/wangwu", "to two members"),
        ("Departments", "部门", "parties/2", "to two departments"),
        ("Departments", "部门", "parties/3", "to two departments"),
        ("Tags", "标签", "tags/7", "to a tag"),
        ("Picked members", "选人票据", "tickets/ticket1", "T"),
        ("Group chats", "群聊", "chats/release", "to a chat"),
        ("Robots", "群机器人", "robots/1", "to a group"),
        ("Customers", "客户", "customers/wmcustomer", "to a customer"),
        ("Parents and students", "家长与学生", "families/student+", "to parents"),
        ("Members", "成员", "users/ww2/zhao", "to another corporation"),
    ];
    for (language, heading) in [("en", 0), ("zh", 1)] {
        browser.open(&format!("{}?lang={language}", sandbox.page_url()));
        for (english, chinese, conversation, text) in table {
            let heading = [english, chinese][heading];
            let link = format!("document.querySelector('nav a[href=\"#{conversation}\"]')");
            let _ = browser.until(&format!("{link} !== null"));
            let above = format!(
                "(() => {{ let node = {link}; while (node.localName !== 'h2') node = node.previousElementSibling; return node.innerText }})()"
            );
            assert_eq!(browser.evaluate(&above), json!(heading), "{conversation}");
            let _ = browser.evaluate(&format!("{link}.click()"));
            let _ =
                browser.until(&format!("document.querySelector('main .chat article')?.innerText.includes({text:?})"));
            assert_eq!(browser.evaluate(&format!("{link}.getAttribute('aria-current')")), json!("page"));
        }
    }
    assert_eq!(browser.evaluate("document.querySelectorAll('nav a[href=\"#users/lisi\"]').length"), json!(1));
    assert_eq!(browser.errors(), Vec::<String>::new());
}
