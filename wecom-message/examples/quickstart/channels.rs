//! One message through every channel but the application's own, to the stand-in.

use std::error::Error;

use wecom_message::appchat::CreateChat;
use wecom_message::customer::{AddMsgTemplate, SendWelcome};
use wecom_message::kf::{MenuItem, Msgmenu, SendOnEvent};
use wecom_message::robot::Image;
use wecom_message::{Client, Robot, linked_corp, school};
use wecom_sandbox::{Sandbox, SessionEvent};

pub(crate) fn every(sandbox: &Sandbox, client: &Client, picture: &[u8]) -> Result<(), Box<dyn Error>> {
    let robot = Robot::from_url(&sandbox.webhook_url())?;
    robot.send_markdown("**build 42** <font color=\"warning\">failed</font>")?;
    robot.send_image(Image::from_bytes(picture)?)?;
    println!("robot: two messages into its group");

    let made = client.create_appchat(CreateChat::new(["lisi", "wangwu"]).name("Release"))?;
    let chat = client.appchat(made.chat_id);
    chat.send_text("v2.3 is live")?;
    let chat = chat.get()?.chat.ok_or("a chat that exists is described")?;
    println!("appchat: {} with the members {:?}", chat.chat_id, chat.users);

    let to = linked_corp::To::users(["lisi", "wwcorpid1/zhangsan"]);
    let receipt = client.linked_corp().send_text(to, "Delivery at the south gate")?;
    println!("linked_corp: not reached: {:?}", receipt.invalid_users);

    let to = school::To::parents_of(["student_wang"]);
    let receipt = client.school().send_text(to, "School closes at noon tomorrow.")?;
    println!("school: not reached: {:?}", receipt.invalid_students);

    let (customer, account) = ("wmCustomer", "wkAccount");
    sandbox.customer_wrote(customer, account);
    let kf = client.kf(account);
    let menu = Msgmenu::new("Did this help?", [MenuItem::click("yes", "Yes"), MenuItem::click("no", "No")]);
    let receipt = kf.send_msgmenu(customer, menu)?;
    println!("kf: {}", receipt.message_id);
    let code = sandbox.event_code(customer, account, SessionEvent::Ended);
    let reply = client.send_kf_on_event(SendOnEvent::text(code, "Until next time."))?;
    println!("kf, on an event: {}", reply.message_id);

    let template = AddMsgTemplate::to_customers([customer]).text("The spring sale begins on Monday.");
    let reply = client.add_msg_template(template)?;
    println!("customer: {}, refused for {:?}", reply.message_id, reply.failed);
    client.send_welcome(SendWelcome::new(sandbox.welcome_code(customer), "Thank you for adding me."))?;
    println!("customer: one customer greeted");
    Ok(())
}
