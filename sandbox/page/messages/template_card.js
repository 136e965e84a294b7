// A template card, as this member sees it.

import { buttonInteraction } from "../cards/button_interaction.js";
import { clicker } from "../cards/click.js";
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
  const make = Object.hasOwn(KINDS, shown.card_type) ? KINDS[shown.card_type] : null;
  if (!make) return element("div.card", {}, element("p.quiet", {}, `${word("unknownType")}: ${plain(shown.card_type)}`));
  return element("div.card", { "data-card": shown.card_type }, make(new Parts(context, shown, label, clicker(context, status))), status);
}
