// Puts the page together: the list at the left, everything or one conversation at the right.

import { conversationList } from "./conversations.js";
import { ConversationView } from "./conversation.js";
import { OverviewView } from "./overview.js";
import { Store } from "./store.js";
import { descriptions, follow } from "./stream.js";
import { currentLanguage, switchLanguage, word } from "./words.js";

const store = new Store();
const at = (id) => document.getElementById(id);
let view = null;

function selected() {
  try {
    return decodeURI(location.hash.slice(1));
  } catch {
    return "";
  }
}

function show() {
  const key = selected();
  view?.close();
  view = key === "" ? new OverviewView(store, at("search").value) : new ConversationView(store, key);
  at("main").replaceChildren(view.node);
  document.body.classList.toggle("in-conversation", key !== "");
  showList();
}

let isListDue = false;

/// Once for all that came in since the last picture.
function showList() {
  if (isListDue) return;
  isListDue = true;
  requestAnimationFrame(() => {
    isListDue = false;
    const focused = at("conversations").contains(document.activeElement) && document.activeElement.getAttribute("href");
    at("conversations").replaceChildren(...conversationList(store, selected()).flat(Infinity).filter(Boolean));
    if (focused) [...at("conversations").querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
  });
}

function say() {
  document.documentElement.lang = currentLanguage() === "zh" ? "zh-CN" : "en";
  at("search").placeholder = word("search");
  at("search").setAttribute("aria-label", word("search"));
  at("back").setAttribute("aria-label", word("everything"));
  at("conversations").setAttribute("aria-label", word("conversations"));
  at("language").textContent = word("language");
  at("theme").textContent = word(isDark() ? "light" : "dark");
}

function isDark() {
  const wanted = document.documentElement.dataset.theme;
  return wanted ? wanted === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
}

setTheme(new URLSearchParams(location.search).get("theme") ?? localStorage.getItem("theme"));
say();
store.descriptions = await descriptions();
store.addEventListener("entry", showList);
store.addEventListener("joined", showList);
// Only then is it known whether anything is called back.
store.addEventListener("hello", show, { once: true });
addEventListener("hashchange", () => {
  show();
  // What is typed into the search is not to end in the list.
  if (document.activeElement !== at("search")) at("main").focus();
});
at("search").addEventListener("input", () => (selected() === "" ? show() : (location.hash = "")));
at("back").addEventListener("click", () => (location.hash = ""));
at("language").addEventListener("click", () => {
  switchLanguage();
  say();
  show();
});
at("theme").addEventListener("click", () => {
  setTheme(isDark() ? "light" : "dark");
  localStorage.setItem("theme", document.documentElement.dataset.theme);
  say();
});
show();
follow(store, (isLive) => {
  at("state").textContent = word(isLive ? "live" : "away");
  at("state").dataset.live = String(isLive);
});
