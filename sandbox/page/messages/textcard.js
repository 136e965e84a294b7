// A text card: title, description with three colours of text, a row at the bottom that opens the page.

import { element, link, plain } from "../element.js";
import { word } from "../words.js";

export function textcard(context, content) {
  const { text, mark } = context.limited("textcard.description", content.description);
  const button = content.btntxt ? context.text("textcard.btntxt", content.btntxt) : word("open");
  return element("div.textcard", {},
    element("h3.title", {}, context.text("textcard.title", content.title)),
    element("div.description", {}, coloured(text), mark),
    element("p.jump", {}, link(plain(content.url), button)));
}

/// `<div class="gray|normal|highlight">`, `<br>`, and nothing else.
function coloured(text) {
  const nodes = [];
  let colour = null;
  for (const piece of text.split(/(<div class=["']?(?:gray|normal|highlight)["']?>|<\/div>|<br\s*\/?>|\n)/i)) {
    const opened = /^<div class=["']?(\w+)/i.exec(piece);
    if (opened) colour = opened[1].toLowerCase();
    else if (/^<\/div>$/i.test(piece)) colour = null;
    else if (piece === "\n" || /^<br/i.test(piece)) nodes.push(element("br"));
    else if (piece !== "") nodes.push(colour ? element(`div.${colour}`, {}, piece) : piece);
  }
  return nodes;
}
