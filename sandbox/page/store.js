// What came in: requests, callbacks, cards as each member sees them.

import { conversationsOf } from "./conversations.js";

export class Store extends EventTarget {
  hello = null;
  descriptions = { channels: [], error_codes: {} };
  /// Requests and callbacks, oldest first.
  entries = [];
  /// The entries of each conversation, by its key.
  conversations = new Map();
  /// Uploaded files, by their ids.
  uploads = new Map();
  #messages = new Map();

  add(happening) {
    if (happening.hello) this.#greet(happening.hello);
    else if (happening.received) this.#receive(happening.received);
    else if (happening.called) this.#call(happening.called);
    else if (happening.changed) this.#change(happening.changed);
    else if (happening.recalled) this.#recall(happening.recalled);
  }

  #greet(hello) {
    // Another seed is another sandbox at the same address.
    if (this.hello && this.hello.seed !== hello.seed) location.reload();
    this.hello = hello;
    this.dispatchEvent(new Event("hello"));
  }

  #receive(received) {
    const id = received.answer?.media_id;
    if (id && received.body?.filename !== undefined) this.uploads.set(id, received.body);
    const entry = { kind: "received", data: received, at: received.at_ms, recalled: false, copies: new Map() };
    const message = received.answer?.msgid;
    if (received.delivered && typeof message === "string") this.#messages.set(message, entry);
    this.#keep(entry, isMessage(received) ? conversationsOf(received) : []);
  }

  #call(called) {
    const entry = { kind: "called", data: called, at: called.at_ms };
    this.#keep(entry, called.member ? [{ kind: "users", id: called.member }] : []);
  }

  #keep(entry, conversations) {
    this.entries.push(entry);
    for (const { kind, id } of conversations) {
      const key = `${kind}/${id.toLowerCase()}`;
      if (!this.conversations.has(key)) this.conversations.set(key, { key, kind, id, entries: [] });
      this.conversations.get(key).entries.push(entry);
    }
    entry.conversations = conversations.map(({ kind, id }) => `${kind}/${id.toLowerCase()}`);
    this.dispatchEvent(new CustomEvent("entry", { detail: entry }));
  }

  #change({ message_id: message, members, card, label }) {
    const entry = this.#messages.get(message);
    if (!entry) return;
    if (members === null) entry.copies.clear();
    for (const member of members ?? [""]) entry.copies.set(member.toLowerCase(), { card, label });
    this.dispatchEvent(new CustomEvent("changed", { detail: entry }));
  }

  #recall(message) {
    const entry = this.#messages.get(message);
    if (!entry) return;
    entry.recalled = true;
    this.dispatchEvent(new CustomEvent("changed", { detail: entry }));
  }

  /// The card as this member sees it.
  copyOf(entry, member) {
    const sent = entry.data.body?.template_card;
    return entry.copies.get(member.toLowerCase()) ?? entry.copies.get("") ?? { card: sent, label: sent?.replace_text ?? null };
  }

  channelOf(received) {
    const path = received.path.replace(/^\//, "");
    return this.descriptions.channels.find((channel) => channel.path === path);
  }

  messageOf(received) {
    return this.channelOf(received)?.messages.find((message) => message.msgtype === received.body?.msgtype);
  }

  /// The title of the message type or operation, in both languages.
  titleOf(received) {
    const path = received.path.replace(/^\//, "");
    const operations = this.descriptions.channels.flatMap((channel) => channel.operations);
    return this.messageOf(received)?.title ?? operations.find((operation) => operation.path === path)?.title ?? null;
  }

  /// When something happened, as a date.
  timeOf(entry) {
    return new Date((this.hello?.started_ms ?? 0) + entry.at);
  }
}

/// Whether the request delivered a new message instead of changing an earlier one.
function isMessage(received) {
  return received.delivered && !received.path.includes("update_t");
}
