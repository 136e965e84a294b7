// What happens when a member clicks on a card.

import { act } from "../actions.js";
import { plain } from "../element.js";
import { word } from "../words.js";

/// Clicks on the card of this message; what became of one is shown in `status`.
export function clicker(context, status) {
  return async (target) => {
    const card = plain(context.entry.data.answer?.msgid || context.content.task_id);
    const member = context.member || plain(prompt(word("as")));
    if (member === "") return;
    const { called, error } = await act({ action: "click", member, card, ...target });
    status.textContent = error ?? `${called.event} → ${called.attempts.map((attempt) => attempt.outcome).join(", ")}`;
    if (called?.problem) status.textContent += ` · ${called.problem}`;
  };
}
