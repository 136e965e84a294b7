// A notice of a mini program: title, description, rows, the first of them large if it is emphasised.

import { element, items, plain } from "../element.js";
import { word } from "../words.js";
import { rows } from "./rows.js";

export function miniprogramNotice(context, content) {
  const path = "miniprogram_notice";
  const list = items(content.content_item).filter((item) => item.key || item.value);
  const first = content.emphasis_first_item === true ? list.shift() : undefined;
  return element("div.notice", {},
    element("h3.title", {}, context.text(`${path}.title`, content.title)),
    content.description && element("p.quiet", {}, context.text(`${path}.description`, content.description)),
    first && element("div.emphasis", {}, element("p.quiet", {}, plain(first.key)), element("p.big", {}, plain(first.value))),
    element("dl", {}, rows(context, list, `${path}.content_item`)),
    element("p.jump", { title: plain(content.page) }, word("miniProgram"), " ", plain(content.appid)));
}
