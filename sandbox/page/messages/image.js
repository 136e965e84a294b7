// A picture: uploaded, or a robot's in base64.

import { element, plain } from "../element.js";
import { word } from "../words.js";

const PICTURES = { iVBORw: "image/png", "/9j/": "image/jpeg", R0lGOD: "image/gif" };

export function image(context, content) {
  if (content.base64 === undefined) return context.picture(content.media_id, null);
  const base64 = plain(content.base64);
  const start = Object.keys(PICTURES).find((start) => base64.startsWith(start));
  if (!start) return element("span.picture.elsewhere", { role: "img", "aria-label": word("picture") });
  return element("img.picture", { src: `data:${PICTURES[start]};base64,${base64}`, alt: word("picture") });
}
