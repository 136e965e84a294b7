// Builds elements. Texts are set as texts: nothing that came in is ever read as markup.

/// `element("p.quiet", { title: "…" }, "text", child)`; what is null, undefined or false is left out.
export function element(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name || "div");
  if (classes.length > 0) made.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/// A link that opens in a window of its own, or the text alone where the address is none of the web.
export function link(address, ...children) {
  const shown = children.length > 0 ? children : [address];
  if (!isWebAddress(address)) return element("span.no-link", {}, shown);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, shown);
}

export function isWebAddress(address) {
  return typeof address === "string" && /^https?:\/\/[^\s]+$/i.test(address);
}

/// A value as text.
export function plain(value) {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/// The items of what should be a list.
export function items(value) {
  return Array.isArray(value) ? value.filter((item) => item !== null && typeof item === "object") : [];
}
