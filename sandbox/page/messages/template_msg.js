// A notice by a template of the application market; the template's own words are not in the request.

import { element, plain } from "../element.js";
import { rows } from "./rows.js";

export function templateMsg(context, content) {
  return element("div.notice", {},
    element("h3.title", {}, plain(content.template_id)),
    element("dl", {}, rows(context, content.content_item, "template_msg.content_item")),
    element("p.jump", {}, context.opening({ ...content.miniprogram, url: content.url }, plain(content.miniprogram?.appid ?? content.url))));
}
