// A link with title, description and thumbnail.

import { element, link, plain } from "../element.js";

export function webLink(context, content) {
  const address = plain(content.url);
  return element("div.web-link", {}, link(address,
    element("span.title", {}, context.text("link.title", content.title)),
    element("span.web-link-body", {}, element("span.quiet", {}, context.text("link.desc", content.desc)), context.picture(content.thumb_media_id, content.picurl, ".small"))));
}
