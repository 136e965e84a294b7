// What happens when a member clicks on a card.

import { act } from "../actions.js";
import { plain } from "../element.js";
import { word } from "../words.js";

/// Clicks on the card of this message; what became of one is shown in `status`.
export function clicker(context, status) {
  return async (target) => {
    const { data, kind } = context.entry;
    const card = plain(kind === "chat" ? context.content.task_id : data.answer?.msgid || context.content.task_id);
    const member = context.member || plain(prompt(word("as")));
    if (member === "") return;
    const { called, error } = await act({ action: "click", aibot: data.aibot ?? undefined, member, card, ...target });
    if (!called) {
      status.textContent = error ?? "✓";
      return;
    }
    status.textContent = `${called.event} → ${called.attempts.map((attempt) => attempt.outcome).join(", ")}`;
    if (called.problem) status.textContent += ` · ${called.problem}`;
  };
}
