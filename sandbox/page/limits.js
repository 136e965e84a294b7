// What WeCom cuts, and what a client shows badly; the numbers come from the descriptions.

import { element } from "./element.js";
import { word } from "./words.js";

const encoder = new TextEncoder();

/// A text with its limits: what is left of it, and a mark where it was cut or is longer than advised.
export function limited(text, limit) {
  const size = limit?.unit === "bytes" ? encoder.encode(text).length : [...text].length;
  if (!limit || limit.unit === "items" || size <= limit.max) return { text, mark: null };
  if (limit.beyond === "advised") return { text, mark: mark("over", "↔", word("overHint")) };
  return { text: cut(text, limit), mark: mark("cut", "✂", word("cutHint")) };
}

function cut(text, { unit, max }) {
  if (unit === "chars") return [...text].slice(0, max).join("");
  // A character that does not fit whole is left out.
  const bytes = encoder.encode(text).slice(0, max);
  return new TextDecoder().decode(bytes, { stream: true });
}

function mark(kind, sign, hint) {
  return element(`span.mark.${kind}`, { title: hint, role: "img", "aria-label": hint }, sign);
}
