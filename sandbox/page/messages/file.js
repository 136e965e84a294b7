// A file with its name and size.

import { mediaAddress } from "../context.js";
import { element } from "../element.js";
import { word } from "../words.js";

export function file(context, content) {
  const upload = context.upload(content.media_id);
  const name = upload?.filename ?? word("unknownMedia");
  const ending = /\.(\w{1,5})$/.exec(name)?.[1] ?? "";
  const shown = [
    element("div", {}, element("p.file-name", {}, name), element("p.quiet", {}, upload ? size(upload.length) : word("file"))),
    element("span.document", { "aria-hidden": "true" }, ending),
  ];
  if (!upload) return element("div.file", {}, shown);
  return element("a.file", { href: mediaAddress(content.media_id), download: name }, shown);
}

/// As the client writes it: `32B`, `1.5K`, `2M`.
function size(bytes) {
  if (bytes < 1024) return `${bytes}B`;
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "K"] : [bytes / 1024 / 1024, "M"];
  return `${Number(amount.toFixed(1))}${unit}`;
}
