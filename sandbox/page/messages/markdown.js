// Markdown of the first dialect.

import { element } from "../element.js";
import { markdown, markdownV2 } from "../markup.js";

export function markdownMessage(context, content) {
  const { text, mark } = context.limited("markdown.content", content.content);
  const isBot = context.entry.kind === "chat"; // bots write the second dialect under the name of the first
  return element("div.markdown", {}, isBot ? markdownV2(text) : markdown(text), mark);
}
