// A list that has only the rows in sight: of thousands, the others are empty boxes of about their height.

import { element } from "./element.js";

const ESTIMATE = 64;

export class List {
  #make;
  #keepsEnd;
  #rows = new Map();
  #observer;
  #due = [];

  /// `make` builds the row of an item; it is called again when the row comes back into sight. A list that keeps its end
  /// shows what is added last, unless the user has scrolled away from it.
  constructor(make, { label, role = "log", keepsEnd = false } = {}) {
    this.#make = make;
    this.#keepsEnd = keepsEnd;
    this.node = element("div.list", { role, "aria-label": label, tabindex: "0" });
    this.#observer = new IntersectionObserver((seen) => this.#show(seen), { root: this.node, rootMargin: "800px 0px" });
  }

  /// At the end, or at the start. What comes between two pictures is added at once.
  add(item, { first = false } = {}) {
    const row = element("div.row", { role: this.node.getAttribute("role") === "list" ? "listitem" : null });
    row.style.minHeight = `${ESTIMATE}px`;
    row.item = item;
    this.#rows.set(item, row);
    if (this.#due.length === 0) requestAnimationFrame(() => this.#append());
    this.#due.push({ row, first });
  }

  #append() {
    const atEnd = this.#keepsEnd && this.isAtEnd();
    const [before, after] = [true, false].map((wanted) => this.#due.filter(({ first }) => first === wanted).map(({ row }) => row));
    this.#due = [];
    this.node.prepend(...before.reverse());
    this.node.append(...after);
    [...before, ...after].forEach((row) => this.#observer.observe(row));
    if (atEnd) this.scrollToEnd();
  }

  /// Builds the row of an item anew, if it is in sight.
  refresh(item) {
    const row = this.#rows.get(item);
    if (!row?.firstChild) return;
    const hadFocus = row.contains(document.activeElement);
    row.replaceChildren(this.#make(item));
    if (hadFocus) row.firstElementChild.focus({ preventScroll: true });
  }

  clear() {
    this.#observer.disconnect();
    this.#rows.clear();
    this.#due = [];
    this.node.replaceChildren();
  }

  isAtEnd() {
    return this.node.scrollTop + this.node.clientHeight >= this.node.scrollHeight - 60;
  }

  scrollToEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  #show(seen) {
    const atEnd = this.#keepsEnd && this.isAtEnd();
    const gone = seen.filter(({ target, isIntersecting }) => !isIntersecting && target.firstChild && !target.contains(document.activeElement));
    const heights = gone.map(({ target }) => target.offsetHeight);
    gone.forEach(({ target }, index) => {
      target.style.minHeight = `${heights[index]}px`;
      target.replaceChildren();
    });
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting || target.firstChild) continue;
      target.style.minHeight = "";
      target.append(this.#make(target.item));
    }
    if (atEnd) this.scrollToEnd();
  }
}
