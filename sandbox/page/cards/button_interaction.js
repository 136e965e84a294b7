// A card with buttons: some call back, some open a page.

import { element, items, link, plain } from "../element.js";
import { choices } from "./parts.js";

const MOST = 6;
const IN_A_ROW = 3;

export function buttonInteraction(parts) {
  const chosen = new Map();
  const selection = parts.card.button_selection;
  return [parts.source(), parts.mainTitle(), parts.quote(), parts.subTitle(), parts.horizontal(),
    selection && parts.select(selection, "button_selection", chosen), parts.label === null ? buttons(parts, chosen) : parts.greyedOut()];
}

function buttons(parts, chosen) {
  const list = items(parts.card.button_list).slice(0, MOST);
  const button = (item) => {
    const style = [1, 2, 3, 4].includes(item.style) ? item.style : 1;
    const label = parts.text("button_list[].text", item.text);
    if (item.type === 1) return element(`span.button.style-${style}`, {}, link(plain(item.url), label));
    const click = () => parts.click({ button: plain(item.key), chosen: choices(chosen) });
    return element(`button.style-${style}`, { type: "button", title: plain(item.text), onclick: click }, label);
  };
  const rows = list.length <= IN_A_ROW ? [list] : [list.slice(0, Math.ceil(list.length / 2)), list.slice(Math.ceil(list.length / 2))];
  return rows.map((row) => element("div.buttons", {}, row.map(button)));
}
