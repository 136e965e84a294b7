// The markup of texts and of both Markdown dialects, by allow-list: everything else stays literal text.

import { element, link } from "./element.js";

const COLOURS = ["info", "comment", "warning"];

/// A text with `<a href>`, the only tag that WeCom knows in it.
export function linked(text) {
  const nodes = [];
  let rest = 0;
  for (const match of text.matchAll(/<a\s+href\s*=\s*["']?([^"'>\s]+)["']?[^>]{0,200}>([^<]*)<\/a>/gi)) {
    nodes.push(text.slice(rest, match.index), link(match[1], match[2] || match[1]));
    rest = match.index + match[0].length;
  }
  nodes.push(text.slice(rest));
  return nodes.filter((node) => node !== "");
}

/// The first dialect: headings, bold, links, inline code, quotes, colours, mentions.
export function markdown(text) {
  return blocks(text, { lists: false });
}

/// The second dialect: no colours and mentions; italic, lists, tables, rules, code, pictures as well.
export function markdownV2(text) {
  return blocks(text, { lists: true });
}

/// Deeper quotes are shown as text.
const DEEPEST_QUOTE = 3;

function blocks(text, dialect, depth = 0) {
  const lines = text.split("\n");
  const made = [];
  while (lines.length > 0) made.push(block(lines, dialect, depth));
  return made;
}

function block(lines, dialect, depth) {
  const line = lines.shift();
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) return element(`h${heading[1].length}.md`, {}, inline(heading[2], dialect));
  if (line.startsWith(">") && depth < DEEPEST_QUOTE) {
    const quoted = [line, ...takeWhile(lines, (next) => next.startsWith(">"))];
    const inner = quoted.map((next) => next.replace(/^>\s?/, "")).join("\n");
    return element("blockquote", {}, dialect.lists ? blocks(inner, dialect, depth + 1) : inner.split("\n").map((next) => paragraph(next, dialect)));
  }
  if (!dialect.lists) return paragraph(line, dialect);
  if (/^```/.test(line)) {
    const code = takeWhile(lines, (next) => !/^```\s*$/.test(next));
    lines.shift();
    return element("pre.code", {}, element("code", {}, code.join("\n")));
  }
  if (/^\s*(-{3,}|\*{3,}|_{3,})\s*$/.test(line)) return element("hr");
  if (isRow(line) && lines.length > 0 && isDivider(lines[0])) return table(line, lines, dialect);
  if (itemOf(line)) return listOf(line, lines, dialect);
  return paragraph(line, dialect);
}

function paragraph(line, dialect) {
  return line.trim() === "" ? element("div.blank") : element("p.md", {}, inline(line, dialect));
}

function takeWhile(lines, fits) {
  const taken = [];
  while (lines.length > 0 && fits(lines[0])) taken.push(lines.shift());
  return taken;
}

function isRow(line) {
  return line.includes("|");
}

function isDivider(line) {
  return isRow(line) && /^[\s|:-]+$/.test(line) && line.includes("-");
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
}

function table(head, lines, dialect) {
  const sides = cells(lines.shift()).map((cell) => (cell.endsWith(":") ? (cell.startsWith(":") ? "center" : "right") : "left"));
  const row = (line, tag) =>
    element("tr", {}, cells(line).map((cell, index) => element(`${tag}.${sides[index] ?? "left"}`, {}, inline(cell, dialect))));
  const rows = takeWhile(lines, isRow).map((line) => row(line, "td"));
  return element("table.md", {}, element("thead", {}, row(head, "th")), element("tbody", {}, rows));
}

function itemOf(line) {
  return /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/.exec(line);
}

/// A list; deeper ones are in the items above them.
function listOf(first, lines, dialect) {
  const found = [first, ...takeWhile(lines, itemOf)].map((line) => {
    const [, indent, sign, text] = itemOf(line);
    return { depth: Math.min(indent.replace(/\t/g, "    ").length, 24), isOrdered: /\d/.test(sign), text };
  });
  const build = () => {
    const { depth, isOrdered } = found[0];
    const list = element(isOrdered ? "ol" : "ul");
    while (found.length > 0 && found[0].depth >= depth) {
      const [next] = found;
      if (next.depth > depth) list.lastChild.append(build());
      else if (next.isOrdered !== isOrdered) break;
      else list.append(element("li", {}, inline(found.shift().text, dialect)));
    }
    return list;
  };
  const lists = [];
  while (found.length > 0) lists.push(build());
  return element("div", {}, lists);
}

const FIRST = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\[([^\]\n]{0,500})\]\(([^)\s]{1,2000})\)|<font color="?(\w{1,20})"?>([^<]*)<\/font>|<@([^>\s]{1,100})>/g;
const SECOND = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|!?\[([^\]\n]{0,500})\]\(([^)\s]{1,2000})\)|\*([^*\n]+)\*/g;

function inline(text, dialect) {
  const nodes = [];
  let rest = 0;
  for (const match of text.matchAll(dialect.lists ? SECOND : FIRST)) {
    nodes.push(text.slice(rest, match.index), span(match, dialect));
    rest = match.index + match[0].length;
  }
  nodes.push(text.slice(rest));
  return nodes.filter((node) => node !== "");
}

function span(match, dialect) {
  const [whole, code, bold, label, address, fifth, coloured, mention] = match;
  if (code !== undefined) return element("code.md", {}, code);
  if (bold !== undefined) return element("strong", {}, inline(bold, dialect));
  if (whole.startsWith("![")) return element("span.picture.elsewhere.inline", { role: "img", "aria-label": label || address, title: address });
  if (address !== undefined) return link(address, label || address);
  if (dialect.lists) return element("em", {}, inline(fifth, dialect));
  if (mention !== undefined) return element("span.mention", {}, `@${mention}`);
  if (!COLOURS.includes(fifth)) return whole;
  return element(`span.colour-${fifth}`, {}, inline(coloured, dialect));
}
