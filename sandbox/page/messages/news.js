// News: articles that open pages.

import { articles } from "./articles.js";

export function news(context, content) {
  return articles(context, content, {
    path: "news",
    description: "description",
    picture: (article, classes) => context.picture(null, article.picurl || article.url, classes),
    open: (article, _, ...children) => context.opening(article, children),
  });
}
