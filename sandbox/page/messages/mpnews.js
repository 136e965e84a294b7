// Articles whose content is in WeCom: they open here, in a frame in which nothing runs.

import { element, isWebAddress, link } from "../element.js";
import { word } from "../words.js";
import { articles } from "./articles.js";

export function mpnews(context, content) {
  return articles(context, content, {
    path: "mpnews",
    description: "digest",
    picture: (article, classes) => context.picture(article.thumb_media_id, null, classes),
    open: (article, index, ...children) => {
      const details = element("details.article", {}, element("summary", {}, children));
      details.addEventListener("toggle", () => details.open && details.children.length === 1 && details.append(opened(context, article, index)));
      return details;
    },
  });
}

function opened(context, article, index) {
  const address = `articles?number=${context.entry.data.number}&index=${index}`;
  return element("div.page", {},
    element("h3.title", {}, context.text("mpnews.articles[].title", article.title)),
    element("p.quiet", {}, context.text("mpnews.articles[].author", article.author)),
    element("iframe", { sandbox: "", src: address, title: String(article.title ?? ""), loading: "lazy" }),
    isWebAddress(article.content_source_url) && element("p", {}, link(article.content_source_url, word("readOriginal"))));
}
