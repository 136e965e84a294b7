// The button that sends what was chosen.

import { element } from "../element.js";
import { word } from "../words.js";
import { choices } from "./parts.js";

export function submit(parts, chosen) {
  if (parts.label !== null) return parts.greyedOut();
  const button = parts.card.submit_button;
  if (!button) return null;
  const label = button.text ? parts.text("submit_button.text", button.text) : word("submit");
  return element("div.buttons", {}, element("button.style-1", { type: "button", onclick: () => parts.click({ chosen: choices(chosen) }) }, label));
}
