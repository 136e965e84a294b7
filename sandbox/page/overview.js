// Everything that came in, newest first.

import { element } from "./element.js";
import { nameOf } from "./conversations.js";
import { List } from "./list.js";
import { requestDetails } from "./details.js";
import { translated, word } from "./words.js";

export class OverviewView {
  #store;
  #wanted;
  #list;
  #onEntry;

  constructor(store, search) {
    this.#store = store;
    this.#wanted = search.trim().toLowerCase();
    this.#list = new List((entry) => row(store, entry), { label: word("everything"), role: "list" });
    this.#empty = element("p.empty", {}, word(this.#wanted ? "noMatch" : "nothing"));
    this.node = element("section.overview", {}, this.#empty, this.#list.node);
    store.entries.forEach((entry) => this.#add(entry));
    this.#onEntry = (event) => this.#add(event.detail);
    store.addEventListener("entry", this.#onEntry);
  }

  #empty;

  #add(entry) {
    if (this.#wanted && !JSON.stringify(entry.data).toLowerCase().includes(this.#wanted)) return;
    this.#list.add(entry, { first: true });
    this.#empty.hidden = true;
  }

  close() {
    this.#store.removeEventListener("entry", this.#onEntry);
    this.#list.clear();
  }
}

function row(store, entry) {
  const { data } = entry;
  const time = element("time", {}, store.timeOf(entry).toLocaleTimeString());
  if (entry.kind === "called") {
    const summary = element("summary", {}, time, element("span.badge.call", {}, word("callback")), element("span.title", {}, data.event),
      element("span.to", {}, data.member), badge(data.taken ? null : "refused"));
    return requestDetails(store, entry, summary);
  }
  const isRefused = data.errcode !== null && data.errcode !== 0;
  const title = translated(store.titleOf(data)) ?? data.path;
  const to = entry.conversations.map((key) => element("a", { href: `#${encodeURI(key)}` }, nameOf(store.conversations.get(key))));
  const summary = element("summary", {}, time, element("span.title", {}, title), element("span.to", {}, to),
    isRefused && badge("refused", `${word("refused")} ${data.errcode}`),
    !isRefused && data.findings.length > 0 && badge("cut", `${data.findings.length} ${word(data.findings.length === 1 ? "warning" : "warnings")}`));
  return requestDetails(store, entry, summary);
}

function badge(kind, text) {
  return kind && element(`span.badge.${kind}`, {}, text ?? word(kind));
}
