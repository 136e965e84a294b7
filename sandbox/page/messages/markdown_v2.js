// Markdown of the second dialect.

import { element } from "../element.js";
import { markdownV2 } from "../markup.js";

export function markdownV2Message(context, content) {
  const { text, mark } = context.limited("markdown_v2.content", content.content);
  return element("div.markdown", {}, markdownV2(text), mark);
}
