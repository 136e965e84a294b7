// One conversation, as its reader sees it.

import { act } from "./actions.js";
import { Context } from "./context.js";
import { nameOf } from "./conversations.js";
import { requestDetails } from "./details.js";
import { element } from "./element.js";
import { List } from "./list.js";
import { draw, drawReply } from "./messages/index.js";
import { translated, word } from "./words.js";

/// The word for who writes into a group.
const SENDERS = { robots: "robot", aibots: "aibot" };

export class ConversationView {
  #store;
  #key;
  #list;
  #listeners = [];

  constructor(store, key) {
    this.#store = store;
    this.#key = key;
    const name = nameOf(this.#conversation);
    this.#list = new List((entry) => this.#row(entry), { label: name, keepsEnd: true });
    this.node = element("section.chat", {}, element("h2.chat-title", {}, name, this.#conversation.kind === "robots" && botTag()),
      this.#list.node, this.#composer());
    store.conversations.get(key)?.entries.forEach((entry) => this.#list.add(entry));
    this.#on("entry", (entry) => entry.conversations.includes(key) && this.#list.add(entry));
    this.#on("joined", ({ entry, keys }) => keys.includes(key) && this.#list.add(entry));
    this.#on("changed", (entry) => this.#list.refresh(entry));
  }

  get #conversation() {
    const [kind, ...id] = this.#key.split("/");
    return this.#store.conversations.get(this.#key) ?? { kind, id: id.join("/"), entries: [] };
  }

  #on(name, hear) {
    const listener = (event) => hear(event.detail);
    this.#store.addEventListener(name, listener);
    this.#listeners.push([name, listener]);
  }

  close() {
    this.#listeners.forEach(([name, listener]) => this.#store.removeEventListener(name, listener));
    this.#list.clear();
  }

  #row(entry) {
    const time = element("time", {}, this.#store.timeOf(entry).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }));
    if (entry.kind === "called") return element("article.message", {}, time, this.#call(entry));
    if (entry.kind === "chat" && entry.data.member !== null) return element("article.message", { "aria-label": entry.data.member, tabindex: "-1" }, time, this.#own(entry));
    if (entry.recalled) return element("article.message.recalled", {}, time, element("p.system", {}, word("recalled")), this.#details(entry));
    const context = new Context(this.#store, entry, this.#conversation);
    const { node, form } = draw(context);
    const isGroup = ["robots", "chats"].includes(this.#conversation.kind) || entry.data.group === true;
    const sender = isGroup && element("p.sender", {}, word(SENDERS[this.#conversation.kind] ?? "application"), botTag());
    const kind = String(entry.data.body?.msgtype ?? "");
    const label = translated(this.#store.titleOf(entry.data)) ?? kind;
    return element("article.message", { "data-msgtype": kind, "data-number": String(entry.data.number), "aria-label": label, tabindex: "-1" }, time,
      element(`div.line.${form}`, {}, form !== "full" && element("span.avatar", { "aria-hidden": "true" }, word("application").slice(0, 1)),
        element("div.column", {}, sender, element(`div.${form}`, {}, node))),
      entry.kind !== "chat" && this.#details(entry));
  }

  /// What a member wrote to a smart bot.
  #own(entry) {
    const name = entry.data.group && element("p.sender", {}, entry.data.member);
    const { node } = draw(new Context(this.#store, entry, this.#conversation));
    return element("div.line.own", {}, element("div.column", {}, name, element("div.bubble.own", {}, node)));
  }

  #details(entry) {
    const { data } = entry;
    const count = data.findings.length + data.unknown_members.length;
    const summary = element("summary", {}, `${word("details")} #${data.number}`, count > 0 && element("span.badge.cut", {}, `${count} ${word(count === 1 ? "warning" : "warnings")}`));
    return requestDetails(this.#store, entry, summary);
  }

  /// What the member did, and what the program answered.
  #call(entry) {
    const { data } = entry;
    const said = data.event === "text" && new DOMParser().parseFromString(data.text, "text/xml").querySelector("Content")?.textContent;
    const result = data.attempts.map((attempt) => `${attempt.outcome} · ${attempt.took_ms} ms`).join(", ");
    const summary = element("summary", {}, `${word("callback")} ${data.event}`, element("span.badge", { class: `badge ${data.taken ? "call" : "refused"}` }, result));
    return [
      said && element("div.line.own", {}, element("div.column", {}, element("div.bubble.own", {}, said))),
      drawReply(data.reply),
      requestDetails(this.#store, entry, summary),
    ];
  }

  #composer() {
    const { kind, id, entries } = this.#conversation;
    if (kind === "aibots") {
      const [bot, ...chat] = id.split("/");
      const chatId = entries[0]?.data.chat ?? chat.join("/");
      const place = { aibot: Number(bot), group: entries[0]?.data.group ? chatId : undefined };
      return this.#composerOf(place.group ? "" : chatId, place);
    }
    if (kind !== "users") return null;
    if (!this.#store.hello?.calls_back) return element("p.composer.quiet", {}, word("noCallback"));
    return this.#composerOf(id, {});
  }

  #composerOf(known, place) {
    const label = `${word("sayAs")} ${known || "…"}`;
    const input = element("input", { type: "text", name: "text", placeholder: label, "aria-label": label, autocomplete: "off" });
    const problem = element("span.problem", { role: "status" });
    const form = element("form.composer", {}, input, element("button", { type: "submit" }, word("send")), problem);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (input.value === "") return;
      const member = known || prompt(word("as"));
      if (!member) return;
      const text = input.value;
      input.value = "";
      problem.textContent = (await act({ action: "say", member, text, ...place })).error ?? "";
    });
    return form;
  }
}

function botTag() {
  return element("span.bot", {}, word("bot"));
}
