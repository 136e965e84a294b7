"""Sends everything that wechatpy knows through the server of the environment. It raises where the errcode is not 0."""

import os

from wechatpy.work import WeChatClient

BASE = os.environ["WECOM_BASE_URL"].rstrip("/") + "/cgi-bin/"


class Client(WeChatClient):
    API_BASE_URL = BASE

    def fetch_access_token(self):
        params = {"corpid": self.corp_id, "corpsecret": self.secret}
        return self._fetch_access_token(url=BASE + "gettoken", params=params)


def app_messages(client, agent, media):
    message, to = client.message, ["zhangsan", "lisi"]
    message.send_text(agent, to, "磁盘已满", party_ids=["1"], tag_ids="2", safe=1)
    message.send_text(agent, "@all", "磁盘已满")
    message.send_text_card(agent, to, "领奖通知", '<div class="gray">今天</div>', "https://example.com")
    message.send_image(agent, to, media["image"])
    message.send_voice(agent, to, media["voice"])
    message.send_video(agent, to, media["video"], title="影片", description="说明")
    message.send_video(agent, to, media["video"])
    message.send_file(agent, to, media["file"])
    article = {"title": "标题", "description": "", "url": "https://example.com", "image": ""}
    message.send_articles(agent, to, [article])
    article = {
        "thumb_media_id": media["image"],
        "author": "",
        "title": "标题",
        "content": "正文",
        "content_source_url": "",
        "digest": "",
        "show_cover_pic": 0,
    }
    message.send_mp_articles(agent, to, [article])
    message.send_markdown(agent, to, "**完成** <font color=\"info\">是</font>")
    notice = {"appid": "wx123", "title": "会议室预订", "content_item": [{"key": "会议室", "value": "402"}]}
    message.send(agent, to, msg={"msgtype": "miniprogram_notice", "miniprogram_notice": notice})
    card = {"card_type": "text_notice", "main_title": {"title": "标题"}, "card_action": {"type": 1, "url": "https://example.com"}}
    message.send(agent, to, msg={"msgtype": "template_card", "template_card": card})
    task = {"title": "标题", "description": "说明", "task_id": "task1", "btn": [{"key": "yes", "name": "是"}]}
    message.send(agent, to, msg={"msgtype": "interactive_taskcard", "interactive_taskcard": task})
    message.update_taskcard(agent, to, "task1", "已处理")


def group_chat(client, media):
    chat, members = client.appchat, ["zhangsan", "lisi", "wangwu"]
    chat.create(chat_id="duty", name="值班", owner="zhangsan", user_list=members)
    chat.update("duty", name="夜班", add_user_list=["zhaoliu"], del_user_list=["lisi"])
    assert chat.get("duty")["userlist"] == ["zhangsan", "wangwu", "zhaoliu"]
    chat.send_text("duty", "磁盘已满")
    for kind in ("image", "voice", "video", "file"):
        chat.send("duty", kind, media_id=media[kind])
    chat.send("duty", "video", media_id=media["video"], title="影片", description="说明")
    chat.send("duty", "textcard", title="标题", description="说明", url="https://example.com", btntxt="更多")
    article = {"title": "标题", "url": "https://example.com"}
    chat.send("duty", "news", articles=[article])
    article = {"title": "标题", "thumb_media_id": media["image"], "content": "正文"}
    chat.send("duty", "mpnews", articles=[article], safe=1)
    chat.send("duty", "markdown", content="**完成**")


def customer_service(client, media):
    kf = client.kf_message
    kf.send_text("wm1", "wk1", "您好", msgid="m1")
    kf.send_image("wm1", "wk1", media["image"])
    kf.send_voice("wm2", "wk1", media["voice"])
    kf.send_video("wm2", "wk1", media["video"])
    kf.send_file("wm3", "wk1", media["file"])
    kf.send_msgmenu("wm3", "wk1", "满意吗？", [{"type": "click", "click": {"id": "1", "content": "满意"}}], "谢谢")


def customers(client):
    contact = client.external_contact
    mass = {"chat_type": "single", "external_userid": ["wm1", "wm2"], "sender": "zhangsan", "text": {"content": "您好"}}
    assert contact.add_msg_template(mass)["msgid"]
    template_id = contact.add_group_welcome_template({"text": {"content": "欢迎"}})["template_id"]
    contact.update_group_welcome_template({"text": {"content": "欢迎您"}}, template_id)
    assert contact.get_group_welcome_template(template_id)["text"]["content"] == "欢迎您"
    contact.del_group_welcome_template(template_id)
    contact.send_welcome_msg({"welcome_code": os.environ["WECOM_WELCOME_CODE"], "text": {"content": "您好"}})


def uploaded(client):
    files = {
        "image": ("图 (1).png", b"\x89PNG\r\n\x1a\n and more"),
        "voice": ("语音.amr", b"#!AMR\n\x3c______"),
        "video": ("film.mp4", b"\0\0\0\x20ftypisom"),
        "file": ("报表.csv", b"a,b\n1,2\n"),
    }
    assert client.media.upload_img(files["image"])["url"]
    return {kind: client.media.upload(kind, file)["media_id"] for kind, file in files.items()}


def main():
    client = Client(os.environ["WECOM_CORP_ID"], os.environ["WECOM_CORP_SECRET"])
    agent = int(os.environ["WECOM_AGENT_ID"])
    media = uploaded(client)
    app_messages(client, agent, media)
    group_chat(client, media)
    customer_service(client, media)
    customers(client)


main()
