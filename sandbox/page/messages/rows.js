// Rows of a key and a value.

import { element, items } from "../element.js";

export function rows(context, list, path) {
  return items(list).map((item) =>
    element("div.pair", {}, element("dt", {}, context.text(`${path}[].key`, item.key)), element("dd", {}, context.text(`${path}[].value`, item.value))));
}
