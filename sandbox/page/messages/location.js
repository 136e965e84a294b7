// A place.

import { element, plain } from "../element.js";
import { word } from "../words.js";

export function location(context, content) {
  return element("div.place", {},
    element("p.title", {}, context.text("location.name", content.name)),
    element("p.quiet", {}, context.text("location.address", content.address)),
    element("div.map", { role: "img", "aria-label": word("location") }, element("span.pin", { "aria-hidden": "true" })),
    element("p.kind", {}, `${word("location")} ${plain(content.latitude)}, ${plain(content.longitude)}`));
}
