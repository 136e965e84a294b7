// Beside each message: the request as it came, what is wrong with it, the answer.

import { element } from "./element.js";
import { rust } from "./rust.js";
import { word } from "./words.js";

/// Details that are built when they are opened.
export function requestDetails(store, entry, summary) {
  const details = element("details.request", {}, summary);
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(inside(store, entry));
  });
  return details;
}

function inside(store, entry) {
  return element("div.inside", {}, entry.kind === "called" ? ofCall(entry.data) : ofRequest(store, entry.data));
}

function ofRequest(store, data) {
  const problems = [...data.findings, ...data.unknown_members.map((path) => `${path}: ${word("ignored")}`)];
  const json = JSON.stringify(data.body, null, 2);
  return [
    element("p.path", {}, `${data.method} ${data.path} → ${data.status}`, meaning(store, data.errcode)),
    problems.length > 0 && element("ul.problems", {}, problems.map((problem) => element("li", {}, problem))),
    data.body !== null && [element("h3", {}, word("body")), element("pre", { tabindex: "0", "aria-label": word("body") }, visible(json))],
    data.body !== null && element("p.copies", {}, copier("copyJson", () => json), copier("copyRust", () => rust(data))),
    data.answer !== null && [element("h3", {}, word("answer")), element("pre", {}, visible(JSON.stringify(data.answer, null, 2)))],
  ];
}

/// With the characters that hide or turn around others written as JSON can write them.
function visible(json) {
  return json.replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function meaning(store, code) {
  if (code === null || code === 0) return "";
  return ` · ${code} ${store.descriptions.error_codes[code] ?? ""}`;
}

function ofCall(data) {
  const attempts = data.attempts.map((attempt) => element("li", {}, `${attempt.outcome} · ${attempt.took_ms} ms`));
  return [
    element("ol.attempts", { "aria-label": word("attempts") }, attempts),
    data.problem && element("ul.problems", {}, element("li", {}, data.problem)),
    element("pre", {}, data.text),
    data.reply !== null && [element("h3", {}, word("reply")), element("pre", {}, JSON.stringify(data.reply, null, 2))],
  ];
}

function copier(key, text) {
  const button = element("button", { type: "button" }, word(key));
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = word("copied");
  });
  return button;
}
