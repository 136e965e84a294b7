// A voice message with its length.

import { mediaAddress } from "../context.js";
import { element } from "../element.js";
import { word } from "../words.js";

/// Bytes of an AMR frame after its first one, by its mode; a frame lasts 20 ms.
const FRAMES = [12, 13, 15, 17, 19, 20, 26, 31, 5];

export function voice(context, content) {
  const length = element("span.length", {}, "…");
  const shown = element("div.voice", { role: "img", "aria-label": word("voice") }, element("span.waves", { "aria-hidden": "true" }), length);
  if (!context.upload(content.media_id)) {
    length.textContent = word("unknownMedia");
    return shown;
  }
  seconds(content.media_id).then((found) => {
    length.textContent = `${found}''`;
    shown.style.width = `${70 + Math.min(found, 60) * 2}px`;
  });
  return shown;
}

async function seconds(id) {
  const bytes = new Uint8Array(await (await fetch(mediaAddress(id))).arrayBuffer());
  let frames = 0;
  for (let at = "#!AMR\n".length; at < bytes.length; frames += 1) at += 1 + (FRAMES[(bytes[at] >> 3) & 15] ?? 0);
  return Math.max(1, Math.round(frames / 50));
}
