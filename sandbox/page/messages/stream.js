// What a smart bot answers: it grows while the bot writes, and its reader can rate it.

import { act } from "../actions.js";
import { element, plain } from "../element.js";
import { markdownV2 } from "../markup.js";
import { word } from "../words.js";

export function stream(context, content) {
  const { data } = context.entry;
  const state = data.stream === "growing" || data.stream === "expired" ? data.stream : "byAi";
  return element("div.stream", {}, element("div.markdown", {}, markdownV2(plain(content.content))),
    element("p.kind", { "data-stream": plain(data.stream) }, word(state), data.feedback_id && rating(context)));
}

function rating(context) {
  const { aibot, feedback_id: feedback } = context.entry.data;
  const button = (rating, sign) => {
    const rate = () => act({ aibot, action: "rate", member: context.member || plain(prompt(word("as"))), feedback, rating });
    return element("button.rating", { type: "button", "aria-label": word(rating), onclick: rate }, sign);
  };
  return element("span.ratings", {}, button("accurate", "👍"), button("inaccurate", "👎"));
}
