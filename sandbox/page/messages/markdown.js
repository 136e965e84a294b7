// Markdown of the first dialect.

import { element } from "../element.js";
import { markdown } from "../markup.js";

export function markdownMessage(context, content) {
  const { text, mark } = context.limited("markdown.content", content.content);
  return element("div.markdown", {}, markdown(text), mark);
}
