// The chats of smart bots: what members and the bot wrote, with streams as they grow.

import { act } from "./actions.js";
import { Context } from "./context.js";
import { element, plain } from "./element.js";
import { markdownV2 } from "./markup.js";
import { draw } from "./messages/index.js";
import { word } from "./words.js";

/// A message as the page keeps its entries. Its body is that of a push.
export function chatEntry(chat) {
  const entry = { kind: "chat", at: chat.at_ms };
  refreshEntry(entry, chat);
  return entry;
}

/// The message as it is now.
export function refreshEntry(entry, chat) {
  entry.data = { ...chat, path: "aibot_send_msg", answer: null };
  entry.copies = new Map(Object.entries(chat.changed).map(([member, card]) => [member.toLowerCase(), { card, label: null }]));
}

/// The chat, as the list names it; those of the first bot by their ids alone.
export function chatName({ aibot, chat }) {
  return aibot === 1 ? chat : `${chat} · ${aibot}`;
}

export function chatRow(store, entry, conversation) {
  const { data } = entry;
  const time = element("time", {}, store.timeOf(entry).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }));
  const kind = plain(data.body.msgtype);
  const attributes = { "data-msgtype": kind, "data-stream": data.stream, "data-number": String(data.number), "aria-label": kind, tabindex: "-1" };
  if (data.member !== null) {
    return element("article.message", attributes, time, element("div.line.own", {},
      element("div.column", {}, data.group && element("p.sender", {}, data.member), element("div.bubble.own", {}, said(data.body)))));
  }
  const context = new Context(store, entry, data.group ? conversation : { kind: "users", id: data.chat });
  const { node, form } = drawn(context);
  const sender = element("p.sender", {}, word("smartBot"), element("span.bot", {}, word("bot")));
  return element("article.message", attributes, time,
    element(`div.line.${form}`, {}, form !== "full" && element("span.avatar", { "aria-hidden": "true" }, word("smartBot").slice(0, 1)),
      element("div.column", {}, sender, element(`div.${form}`, {}, node), state(data), data.feedback_id !== null && rating(context))));
}

/// What a member wrote; of a file only its kind.
function said(body) {
  const content = body[body.msgtype]?.content;
  return typeof content === "string" ? content : plain(word(body.msgtype === "image" ? "picture" : body.msgtype));
}

function drawn(context) {
  const { msgtype } = context.body;
  if (msgtype !== "markdown" && msgtype !== "stream") return draw(context);
  const { text, mark } = context.limited("markdown.content", context.content.content);
  const [, thought, rest] = /^<think>(.*?)(?:<\/think>|$)(.*)$/s.exec(text) ?? [null, null, text];
  const thinking = thought !== null && element("details.think", { open: rest === "" }, element("summary", {}, word("thinking")), markdownV2(thought));
  return { node: element("div.markdown", {}, thinking, markdownV2(rest), mark), form: "bubble" };
}

function state({ stream }) {
  return (stream === "growing" || stream === "expired") && element("p.quiet", { role: "status" }, word(stream));
}

/// Two buttons for what a member thinks of the answer.
function rating(context) {
  const { aibot, feedback_id: feedback } = context.entry.data;
  const button = (rating, label) => element("button", { type: "button", title: word(rating), "aria-label": word(rating), onclick: () => {
    const member = memberOf(context.member);
    if (member !== "") act({ aibot, action: "rate", member, feedback, rating });
  } }, label);
  return element("p.ratings", {}, button("accurate", "👍"), button("inaccurate", "👎"));
}

/// The member who acts; in a group the page asks.
function memberOf(member) {
  return member || plain(prompt(word("as")));
}

/// The field that writes to the bot. `conversation` gives the chat as it is now; one without messages is a member's.
export function chatComposer(conversation) {
  const label = word("sayToBot");
  const input = element("input", { type: "text", name: "text", placeholder: label, "aria-label": label, autocomplete: "off" });
  const problem = element("span.problem", { role: "status" });
  const form = element("form.composer", {}, input, element("button", { type: "submit" }, word("send")), problem);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { id, entries } = conversation();
    const { aibot, chat, group } = entries[0]?.data ?? { aibot: 1, chat: id, group: false };
    const member = input.value === "" ? "" : memberOf(group ? "" : chat);
    if (member === "") return;
    const text = input.value;
    input.value = "";
    problem.textContent = (await act({ aibot, action: "say", member, text, ...(group && { group: chat }) })).error ?? "";
  });
  return form;
}
