// Whom a message went to, and the list of them at the left.

import { element } from "./element.js";
import { word } from "./words.js";

const KINDS = ["everyone", "users", "parties", "tags", "tickets", "chats", "robots", "aibots", "customers", "families"];

/// The conversations that a delivered request shows in.
export function conversationsOf(received) {
  const to = received.to ?? {};
  if ((to.chats ?? []).length > 0) return to.chats.map((id) => ({ kind: "chats", id }));
  const found = [];
  if (to.everyone) found.push({ kind: "everyone", id: "all" });
  for (const kind of ["users", "parties", "tags", "tickets", "customers"]) {
    found.push(...(to[kind] ?? []).map((id) => ({ kind, id })));
  }
  if (to.robot) found.push({ kind: "robots", id: String(to.robot) });
  found.push(...(to.parents ?? []).concat(to.students ?? []).map((id) => ({ kind: "families", id })));
  found.push(...(to.parents_of ?? []).map((id) => ({ kind: "families", id: `${id}+` })));
  return found.length > 0 ? found : [{ kind: "customers", id: received.body?.external_userid?.[0] ?? received.path }];
}

/// The name of a conversation.
export function nameOf({ kind, id }) {
  if (kind === "everyone") return word("everyone");
  if (kind === "robots") return `${word("robot")} ${id}`;
  if (kind === "aibots") return id.slice(id.indexOf("/") + 1);
  if (kind === "families" && id.endsWith("+")) return `${word("parentsOf")} ${id.slice(0, -1)}`;
  return id;
}

/// The list, in its groups; `selected` is the key of the one that is open.
export function conversationList(store, selected) {
  const entry = (key, name, count) =>
    element("a.conversation", { href: `#${encodeURI(key)}`, "aria-current": key === selected ? "page" : null },
      element("span.name", {}, name), element("span.count", {}, String(count)));
  const group = (kind) => {
    const members = [...store.conversations.values()].filter((conversation) => conversation.kind === kind);
    if (members.length === 0) return null;
    const rows = members.map((conversation) => entry(conversation.key, nameOf(conversation), conversation.entries.length));
    return [element("h2", {}, word(kind)), rows];
  };
  return [entry("", word("everything"), store.entries.length), KINDS.map(group)];
}
