// The parts that several kinds of card have. Each is null where the card does not have it.

import { element, items, plain } from "../element.js";
import { word } from "../words.js";

const SOURCE_COLOURS = ["grey", "black", "red", "green"];
/// Beyond these a list is not shown.
const ROWS = 6;
const JUMPS = 3;
const VERTICAL = 4;
const MENU = 10;
const CHOICES = 10;

export class Parts {
  constructor(context, card, label, click) {
    this.context = context;
    this.card = card;
    this.label = label;
    this.click = click;
  }

  text(path, value) {
    return this.context.text(`template_card.${path}`, value);
  }

  source() {
    const { source, action_menu: menu } = this.card;
    if (!source && !menu) return null;
    return element("div.source", {},
      source?.icon_url && element("span.icon", { role: "img", "aria-label": plain(source.icon_url) }),
      source && element(`span.source-name.${Number.isInteger(source.desc_color) && SOURCE_COLOURS[source.desc_color] || "grey"}`, {}, this.text("source.desc", source.desc)),
      menu && this.#menu(menu));
  }

  #menu(menu) {
    const entry = (item) => element("button.menu-item", { type: "button", role: "menuitem", onclick: () => this.click({ menu: plain(item.key) }) }, this.text("action_menu.action_list[].text", item.text));
    return element("details.more", {}, element("summary", { "aria-label": word("more") }, "⋯"),
      element("div.menu-list", { role: "menu" }, menu.desc && element("p.quiet", {}, this.text("action_menu.desc", menu.desc)), items(menu.action_list).slice(0, MENU).map(entry)));
  }

  mainTitle() {
    const title = this.card.main_title;
    if (!title) return null;
    return element("div.main-title", {},
      title.title && element("h3.title", {}, this.text("main_title.title", title.title)),
      title.desc && element("p.desc", {}, this.text("main_title.desc", title.desc)));
  }

  emphasis() {
    const part = this.card.emphasis_content;
    return part && element("div.emphasis", {},
      element("p.big", {}, this.text("emphasis_content.title", part.title)), element("p.desc", {}, this.text("emphasis_content.desc", part.desc)));
  }

  quote() {
    const part = this.card.quote_area;
    return part && element("div.quote", {}, this.context.opening(part,
      part.title && element("p.quote-title", {}, this.text("quote_area.title", part.title)), element("p", {}, this.text("quote_area.quote_text", part.quote_text))));
  }

  subTitle() {
    const text = this.card.sub_title_text;
    return text ? element("p.sub-title", {}, this.text("sub_title_text", text)) : null;
  }

  cardImage() {
    const part = this.card.card_image;
    if (!part) return null;
    const shown = this.context.picture(null, part.url, ".card-image");
    const ratio = Number(part.aspect_ratio);
    shown.style.aspectRatio = ratio > 1.3 && ratio < 2.25 ? String(ratio) : "1.3";
    return shown;
  }

  imageText() {
    const part = this.card.image_text_area;
    return part && element("div.image-text", {}, this.context.opening(part, this.context.picture(null, part.image_url, ".small"),
      element("span", {}, element("span.title", {}, this.text("image_text_area.title", part.title)), element("span.desc", {}, this.text("image_text_area.desc", part.desc)))));
  }

  vertical() {
    return items(this.card.vertical_content_list).slice(0, VERTICAL).map((item) => element("div.vertical", {},
      element("p.title", {}, this.text("vertical_content_list[].title", item.title)), element("p.desc", {}, this.text("vertical_content_list[].desc", item.desc))));
  }

  horizontal() {
    const list = items(this.card.horizontal_content_list).slice(0, ROWS);
    const path = "horizontal_content_list[]";
    const value = (item) => {
      const text = this.text(`${path}.value`, item.value || item.userid);
      if (item.type === 1) return this.context.opening({ url: plain(item.url) }, text);
      return element(item.type === 2 || item.type === 3 ? "span.opens" : "span", { title: item.type === 3 ? plain(item.userid) : null }, text);
    };
    const row = (item) => element("div.pair", {}, element("dt", {}, this.text(`${path}.keyname`, item.keyname)), element("dd", {}, value(item)));
    return list.length > 0 ? element("dl.horizontal", {}, list.map(row)) : null;
  }

  jumps() {
    const list = items(this.card.jump_list).slice(0, JUMPS);
    const row = (item) => element("p.jump", { class: item.type === 1 || item.type === 2 ? "jump" : "jump nowhere" },
      this.context.opening(item, this.text("jump_list[].title", item.title)));
    return list.length > 0 ? element("div.jumps", {}, list.map(row)) : null;
  }

  /// The grey label in the place of the buttons.
  greyedOut() {
    return element("div.buttons", {}, element("button.style-grey", { type: "button", disabled: true }, this.label));
  }

  /// A drop-down; `chosen` hears of every choice.
  select(question, path, chosen) {
    const options = items(question.option_list).slice(0, CHOICES);
    const shown = (option) => this.context.limited(`template_card.${path}.option_list[].text`, option.text);
    // An option has room for its text alone.
    const mark = options.map((option) => shown(option).mark).find((mark) => mark !== null);
    const first = options.find((option) => option.id === question.selected_id) ?? options[0];
    const box = element("select", { disabled: this.label !== null || question.disable === true, "aria-label": plain(question.title) || word("choose") },
      options.map((option) => element("option", { value: plain(option.id), selected: option === first }, shown(option).text)));
    const key = plain(question.question_key);
    chosen.set(key, () => [box.value]);
    return element("label.select", {}, question.title && element("span", {}, this.text(`${path}.title`, question.title)), box, mark);
  }
}

/// What is chosen now, as the callback tells it.
export function choices(chosen) {
  return Object.fromEntries([...chosen].map(([key, now]) => [key, now()]));
}
