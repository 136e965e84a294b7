// Mass messages, greetings and other bodies without `msgtype`: a text and attachments.

import { element, items } from "../element.js";
import { word } from "../words.js";
import { file } from "./file.js";
import { image } from "./image.js";
import { webLink } from "./link.js";
import { miniprogram } from "./miniprogram.js";
import { video } from "./video.js";

const ATTACHMENTS = { image, link: webLink, miniprogram, video, file };

export function massMessage(context) {
  const { body } = context;
  const attachment = (item) => ATTACHMENTS[item.msgtype]?.(context, item[item.msgtype] ?? {});
  return element("div.mass", {},
    body.text?.content !== undefined && element("p.text", {}, context.text("text.content", body.text.content)),
    items(body.attachments).map((item) => element("div.attachment", {}, attachment(item))),
    body.chat_type !== undefined && element("p.quiet", {}, word("massMessage")));
}
