// Up to three drop-downs, and one button.

import { items } from "../element.js";
import { submit } from "./submit.js";

const MOST = 3;

export function multipleInteraction(parts) {
  const chosen = new Map();
  const selects = items(parts.card.select_list).slice(0, MOST).map((question) => parts.select(question, "select_list[]", chosen));
  return [parts.source(), parts.mainTitle(), selects, submit(parts, chosen)];
}
