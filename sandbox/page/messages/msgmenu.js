// A menu of customer service, as the customer sees it in WeChat.

import { element, items, link, plain } from "../element.js";
import { word } from "../words.js";

export function msgmenu(context, content) {
  const path = "msgmenu";
  const entry = (item) => {
    const inner = item[item.type] ?? {};
    const label = context.text(`${path}.list[].${plain(item.type)}.content`, inner.content);
    if (item.type === "view") return link(plain(inner.url), label);
    if (item.type === "text") return element("span", {}, label);
    const hint = item.type === "miniprogram" ? `${word("miniProgram")} ${plain(inner.appid)}` : plain(inner.id);
    return element("span.menu-entry", { title: hint }, label);
  };
  return element("div.menu", {},
    content.head_content && element("p", {}, context.text(`${path}.head_content`, content.head_content)),
    items(content.list).map((item) => element("p", {}, entry(item))),
    content.tail_content && element("p", {}, context.text(`${path}.tail_content`, content.tail_content)));
}
