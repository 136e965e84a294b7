// A text: links, mentions, ids translated, cut at its limit.

import { element, plain } from "../element.js";
import { linked } from "../markup.js";
import { word } from "../words.js";

export function text(context, content) {
  const { text, mark } = context.limited("text.content", content.content);
  const mentioned = (content.mentioned_list ?? []).concat(content.mentioned_mobile_list ?? []);
  const mentions = mentioned.map((id) => element("span.mention", {}, id === "@all" ? word("mentionAll") : `@${plain(id)}`));
  return element("div.text", {}, linked(text), mark, mentions.length > 0 && element("p.mentions", {}, mentions));
}
