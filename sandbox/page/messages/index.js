// Every kind of message: how it is drawn, and whether it is a bubble, a bare picture or a card of the whole width.

import { element, items, plain } from "../element.js";
import { word } from "../words.js";
import { caLink } from "./ca_link.js";
import { file } from "./file.js";
import { image } from "./image.js";
import { webLink } from "./link.js";
import { location } from "./location.js";
import { markdownMessage } from "./markdown.js";
import { markdownV2Message } from "./markdown_v2.js";
import { massMessage } from "./mass_message.js";
import { miniprogram } from "./miniprogram.js";
import { miniprogramNotice } from "./miniprogram_notice.js";
import { mpnews } from "./mpnews.js";
import { msgmenu } from "./msgmenu.js";
import { news } from "./news.js";
import { stream } from "./stream.js";
import { taskcard } from "./taskcard.js";
import { templateCard } from "./template_card.js";
import { templateMsg } from "./template_msg.js";
import { text } from "./text.js";
import { textcard } from "./textcard.js";
import { video } from "./video.js";
import { voice } from "./voice.js";

const KINDS = {
  text: [text, "bubble"],
  image: [image, "bare"],
  voice: [voice, "bubble"],
  video: [video, "full"],
  file: [file, "bubble"],
  textcard: [textcard, "full"],
  news: [news, "full"],
  mpnews: [mpnews, "full"],
  markdown: [markdownMessage, "bubble"],
  markdown_v2: [markdownV2Message, "bubble"],
  miniprogram_notice: [miniprogramNotice, "full"],
  miniprogram: [miniprogram, "bubble"],
  taskcard: [taskcard, "full"],
  interactive_taskcard: [taskcard, "full"],
  template_msg: [templateMsg, "full"],
  template_card: [templateCard, "full"],
  msgmenu: [msgmenu, "bubble"],
  location: [location, "bubble"],
  link: [webLink, "bubble"],
  ca_link: [caLink, "bubble"],
  stream: [stream, "bubble"],
};

/// The message and its form. What is not known is shown as it came.
export function draw(context) {
  const type = context.body.msgtype;
  const [make, form] = Object.hasOwn(KINDS, type) ? KINDS[type] : [type === undefined ? massMessage : unknown, "bubble"];
  const content = context.body[type] ?? {};
  try {
    const node = make(context, typeof content === "object" ? content : {});
    const isSafe = [1, 2].includes(context.body.safe);
    return { node: [node, isSafe && element("p.safe", {}, word("confidential"))], form };
  } catch (error) {
    // A drawing must not take the conversation with it.
    return { node: [unknown(context), element("p.problem", {}, String(error))], form };
  }
}

function unknown({ body }) {
  return element("div", {}, element("p.quiet", {}, `${word("unknownType")}: ${plain(body.msgtype)}`), element("pre", {}, JSON.stringify(body, null, 2)));
}

/// A passive reply that is a message of its own.
export function drawReply(reply) {
  if (reply === null) return null;
  const bubble = (...children) => element("div.line.bubble", {}, element("span.avatar", { "aria-hidden": "true" }), element("div.column", {}, element("div.bubble", {}, children)));
  if (reply.MsgType === "text") return bubble(plain(reply.Content));
  if (reply.MsgType === "news") {
    const articles = Array.isArray(reply.Articles?.item) ? items(reply.Articles.item) : [reply.Articles?.item ?? {}];
    return bubble(articles.map((article) => element("p", {}, plain(article.Title))));
  }
  return ["image", "voice", "video"].includes(reply.MsgType) ? bubble(word(reply.MsgType === "image" ? "picture" : reply.MsgType)) : null;
}
