// A mini program's card: title and cover.

import { element, plain } from "../element.js";
import { word } from "../words.js";

export function miniprogram(context, content) {
  return element("div.mini", { title: plain(content.pagepath) },
    element("p.quiet", {}, plain(content.appid)),
    element("p.title", {}, context.text("miniprogram.title", content.title)),
    context.picture(content.thumb_media_id ?? content.pic_media_id, null, ".wide"),
    element("p.kind", {}, word("miniProgram")));
}
