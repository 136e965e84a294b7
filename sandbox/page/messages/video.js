// A video: its place, and its title.

import { element, plain } from "../element.js";
import { word } from "../words.js";

export function video(context, content) {
  const name = content.title ? context.text("video.title", content.title) : plain(context.upload(content.media_id)?.filename ?? word("video"));
  return element("div.video", {}, element("div.film", { role: "img", "aria-label": word("video") }, element("span.play", { "aria-hidden": "true" })),
    element("p.video-title", {}, name),
    content.description && element("p.quiet", {}, context.text("video.description", content.description)));
}
