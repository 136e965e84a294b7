// A vote: one or several of up to twenty options.

import { element, items, plain } from "../element.js";
import { submit } from "./submit.js";

const MOST = 20;
let votes = 0;

export function voteInteraction(parts) {
  const chosen = new Map();
  return [parts.source(), parts.mainTitle(), options(parts, chosen), submit(parts, chosen)];
}

function options(parts, chosen) {
  const vote = parts.card.checkbox;
  if (!vote) return null;
  votes += 1;
  const type = vote.mode === 1 ? "checkbox" : "radio";
  const disabled = parts.label !== null || vote.disable === true;
  const boxes = items(vote.option_list).slice(0, MOST).map((option) => [
    element("input", { type, name: `vote-${votes}`, value: plain(option.id), checked: option.is_checked === true, disabled }), option,
  ]);
  chosen.set(plain(vote.question_key), () => boxes.filter(([box]) => box.checked).map(([box]) => box.value));
  return element("fieldset.vote", {}, boxes.map(([box, option]) => element("label", {}, box, element("span", {}, parts.text("checkbox.option_list[].text", option.text)))));
}
