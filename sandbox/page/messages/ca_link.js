// A link by which a customer adds a member.

import { element, link, plain } from "../element.js";
import { word } from "../words.js";

export function caLink(context, content) {
  return element("div.web-link", {}, element("p.title", {}, word("contactLink")), link(plain(content.link_url)));
}
