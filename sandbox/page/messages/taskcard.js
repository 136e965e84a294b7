// Task cards of both kinds, which have left the documentation; their buttons still call back.

import { clicker } from "../cards/click.js";
import { element, items, link, plain } from "../element.js";
import { markdown } from "../markup.js";
import { word } from "../words.js";

const MOST = 2;

export function taskcard(context, content) {
  const path = context.body.msgtype;
  const { text, mark } = context.limited(`${path}.description`, content.description);
  const status = element("p.status", { role: "status" });
  return element("div.taskcard", {},
    element("h3.title", {}, context.text(`${path}.title`, content.title)),
    element("div.description", {}, markdown(text), mark),
    content.url && element("p", {}, link(plain(content.url), word("open"))),
    element("div.task-buttons", {}, buttons(context, content, clicker(context, status))),
    status);
}

function buttons(context, content, click) {
  const { label } = context.store.copyOf(context.entry, context.member);
  if (label !== null) return element("button.task-button.grey", { type: "button", disabled: true }, label);
  return items(content.btn).slice(0, MOST).map((item) =>
    element(`button.task-button.${item.color === "red" ? "red" : "blue"}${item.is_bold === true ? ".bold" : ""}`,
      { type: "button", onclick: () => click({ button: plain(item.key) }) }, context.text(`${context.body.msgtype}.btn[].name`, item.name)));
}
