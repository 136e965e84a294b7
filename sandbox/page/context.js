// What the drawing of a message may ask for: texts as they are displayed, files, whose eyes look at it.

import { element, link, plain } from "./element.js";
import { limited } from "./limits.js";
import { word } from "./words.js";

export class Context {
  constructor(store, entry, conversation) {
    this.store = store;
    this.entry = entry;
    this.conversation = conversation;
    this.body = entry.data.body ?? {};
    this.limits = store.limitsOf(entry.data);
  }

  /// What the body has below its `msgtype`.
  get content() {
    const content = this.body[this.body.msgtype];
    return content !== null && typeof content === "object" ? content : {};
  }

  /// The member who looks; several may have got what went to a department.
  get member() {
    if (this.conversation?.kind === "aibots") return this.entry.data.group ? "" : this.entry.data.chat;
    return this.conversation?.kind === "users" ? this.conversation.id : "";
  }

  /// The text and the mark of the value at this path: `news.articles[].title`.
  limited(path, value) {
    const text = this.body.enable_id_trans === 1 ? names(plain(value)) : plain(value);
    return limited(text, this.limits[path]);
  }

  /// The value at this path, as nodes.
  text(path, value) {
    const { text, mark } = this.limited(path, value);
    return mark ? [text, mark] : [text];
  }

  /// An uploaded file, if it was uploaded here.
  upload(id) {
    return this.store.uploads.get(id) ?? null;
  }

  /// An uploaded picture, or a drawing in the place of one that is elsewhere: the page asks no other host.
  picture(id, address, classes = "") {
    const label = this.upload(id)?.filename ?? plain(address || id) ?? word("picture");
    if (this.upload(id)) return element(`img.picture${classes}`, { src: mediaAddress(id), alt: label, loading: "lazy" });
    return element(`span.picture.elsewhere${classes}`, { role: "img", "aria-label": label, title: label });
  }

  /// Makes the whole of something open a page, or a mini program.
  opening({ type, url, appid, pagepath }, ...children) {
    if (type === 2 || (!url && appid)) {
      return element("span.opens", { title: `${word("miniProgram")} ${plain(appid)} ${plain(pagepath)}` }, children);
    }
    return url ? link(url, children) : element("span", {}, children);
  }
}

export function mediaAddress(id) {
  return `media?id=${encodeURIComponent(id)}`;
}

/// Replaces ids with names. The sandbox has no other names than the ids.
function names(text) {
  return text.replace(/\$(?:userName|departmentName|userAlias|userAliasOrName)=([^$\s]+)\$/g, "$1");
}
