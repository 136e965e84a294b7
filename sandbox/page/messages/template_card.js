// A template card, as this member sees it, and what happens when they click on it.

import { act } from "../actions.js";
import { buttonInteraction } from "../cards/button_interaction.js";
import { multipleInteraction } from "../cards/multiple_interaction.js";
import { newsNotice } from "../cards/news_notice.js";
import { Parts } from "../cards/parts.js";
import { textNotice } from "../cards/text_notice.js";
import { voteInteraction } from "../cards/vote_interaction.js";
import { element, plain } from "../element.js";
import { word } from "../words.js";

const KINDS = {
  text_notice: textNotice,
  news_notice: newsNotice,
  button_interaction: buttonInteraction,
  vote_interaction: voteInteraction,
  multiple_interaction: multipleInteraction,
};

export function templateCard(context, content) {
  const { card, label } = context.store.copyOf(context.entry, context.member);
  const shown = card ?? content;
  const status = element("p.status", { role: "status" });
  const click = async (target) => {
    const sent = context.body.template_card ?? {};
    const name = plain(context.entry.data.answer?.msgid || sent.task_id);
    const member = context.member || plain(prompt(word("as")));
    if (member === "") return;
    const { called, error } = await act({ action: "click", member, card: name, ...target });
    status.textContent = error ?? `${called.event} → ${called.attempts.map((attempt) => attempt.outcome).join(", ")}`;
    if (called?.problem) status.textContent += ` · ${called.problem}`;
  };
  const make = Object.hasOwn(KINDS, shown.card_type) ? KINDS[shown.card_type] : null;
  if (!make) return element("div.card", {}, element("p.quiet", {}, `${word("unknownType")}: ${plain(shown.card_type)}`));
  return element("div.card", { "data-card": shown.card_type }, make(new Parts(context, shown, label, click)), status);
}
