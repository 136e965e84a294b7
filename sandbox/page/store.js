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
  /// Mass messages as they are now, by their ids.
  #masses = new Map();
  /// The messages of smart bots' chats, by their numbers.
  #chats = new Map();

  add(happening) {
    if (happening.hello) this.#greet(happening.hello);
    else if (happening.received) this.#receive(happening.received);
    else if (happening.called) this.#call(happening.called);
    else if (happening.changed) this.#change(happening.changed);
    else if (happening.recalled) this.#recall(happening.recalled);
    else if (happening.chat) this.#chat(happening.chat);
    else if (happening.mass_message) this.#changeMass(happening.mass_message);
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
    entry.mass = this.#masses.get(message);
    if ((received.delivered || entry.mass) && typeof message === "string") this.#messages.set(message, entry);
    if (entry.mass) this.#keep(entry, entry.mass.tasks.map((task) => ({ kind: "users", id: task.member })));
    else this.#keep(entry, isMessage(received) ? conversationsOf(received) : []);
  }

  /// A message in a chat of a smart bot came or grew. The frames that made it are among the requests.
  #chat(message) {
    const known = this.#chats.get(message.number);
    if (known) {
      known.data = message;
      this.dispatchEvent(new CustomEvent("changed", { detail: known }));
      return;
    }
    const entry = { kind: "chat", data: message, at: message.at_ms, recalled: false, conversations: [] };
    this.#chats.set(message.number, entry);
    this.#join(entry, { kind: "aibots", id: `${message.aibot}/${message.chat}` });
    this.dispatchEvent(new CustomEvent("joined", { detail: { entry, keys: entry.conversations } }));
  }

  #call(called) {
    const entry = { kind: "called", data: called, at: called.at_ms };
    this.#keep(entry, called.member ? [{ kind: "users", id: called.member }] : []);
  }

  #keep(entry, conversations) {
    this.entries.push(entry);
    entry.conversations = [];
    conversations.forEach((conversation) => this.#join(entry, conversation));
    this.dispatchEvent(new CustomEvent("entry", { detail: entry }));
  }

  /// Shows the entry in a conversation; `true` if it was not there.
  #join(entry, { kind, id }) {
    const key = `${kind}/${id.toLowerCase()}`;
    if (entry.conversations.includes(key)) return false;
    if (!this.conversations.has(key)) this.conversations.set(key, { key, kind, id, entries: [] });
    this.conversations.get(key).entries.push(entry);
    entry.conversations.push(key);
    return true;
  }

  #change({ message_id: message, members, card, label }) {
    const entry = this.#messages.get(message);
    if (!entry) return;
    if (members === null) entry.copies.clear();
    for (const member of members ?? [""]) entry.copies.set(member.toLowerCase(), { card, label });
    this.dispatchEvent(new CustomEvent("changed", { detail: entry }));
  }

  /// A member sent a mass message to the customers, or it was cancelled.
  #changeMass(mass) {
    this.#masses.set(mass.message_id, mass);
    const entry = this.#messages.get(mass.message_id);
    if (!entry) return;
    entry.mass = mass;
    const arrived = mass.tasks.flatMap((task) => task.recipients).filter((recipient) => recipient.status === 1);
    const joined = arrived.map(({ id }) => ({ kind: mass.chat_type === "group" ? "chats" : "customers", id })).filter((conversation) => this.#join(entry, conversation));
    if (joined.length > 0) this.dispatchEvent(new CustomEvent("joined", { detail: { entry, keys: joined.map(({ kind, id }) => `${kind}/${id.toLowerCase()}`) } }));
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
    const sent = entry.data.body?.[entry.data.body.msgtype];
    if (entry.kind === "chat") {
      const card = entry.data.changed[member] ?? sent;
      return { card, label: card?.replace_text ?? null };
    }
    return entry.copies.get(member.toLowerCase()) ?? entry.copies.get("") ?? { card: sent, label: sent?.replace_text ?? null };
  }

  channelOf(received) {
    const path = received.path?.replace(/^\//, "");
    return this.descriptions.channels.find((channel) => channel.path === path);
  }

  messageOf(received) {
    return this.channelOf(received)?.messages.find((message) => message.msgtype === received.body?.msgtype);
  }

  operationOf(received) {
    const path = received.path?.replace(/^\//, "");
    return this.descriptions.channels.flatMap((channel) => channel.operations).find((operation) => operation.path === path);
  }

  /// The title of the message type or operation, in both languages.
  titleOf(received) {
    return this.messageOf(received)?.title ?? this.operationOf(received)?.title ?? null;
  }

  /// The limits of its texts, by their paths.
  limitsOf(received) {
    return this.messageOf(received)?.limits ?? this.operationOf(received)?.limits ?? {};
  }

  /// When something happened, as a date.
  timeOf(entry) {
    return new Date((this.hello?.started_ms ?? 0) + entry.at);
  }
}

/// Whether the request delivered a new message instead of changing an earlier one.
function isMessage(received) {
  return received.delivered && !received.path.includes("update_t") && (received.aibot ?? null) === null;
}
