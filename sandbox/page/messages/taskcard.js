// Task cards of both kinds, which have left the documentation.

import { element, items, link, plain } from "../element.js";
import { markdown } from "../markup.js";
import { word } from "../words.js";

export function taskcard(context, content) {
  const path = context.body.msgtype;
  const { text, mark } = context.limited(`${path}.description`, content.description);
  const button = (item) => element("span.task-button", { class: `task-button ${item.color === "red" ? "red" : "blue"} ${item.is_bold ? "bold" : ""}` }, plain(item.name));
  return element("div.taskcard", {},
    element("h3.title", {}, context.text(`${path}.title`, content.title)),
    element("div.description", {}, markdown(text), mark),
    content.url && element("p", {}, link(plain(content.url), word("open"))),
    element("div.task-buttons", {}, items(content.btn).map(button)));
}
