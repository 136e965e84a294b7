// Articles: one with its description, or several as rows.

import { element, items } from "../element.js";

/// `parts` says where an article has its title, description, picture and what opens it.
export function articles(context, content, { path, description, picture, open }) {
  const all = items(content.articles);
  const title = (article) => context.text(`${path}.articles[].title`, article.title);
  if (all.length === 1) {
    const [article] = all;
    return element("div.news.one", {}, open(article, 0, picture(article, ".wide"), element("h3.title", {}, title(article)),
      article[description] && element("p.description", {}, context.text(`${path}.articles[].${description}`, article[description]))));
  }
  return element("div.news", {}, all.map((article, index) =>
    element(index === 0 ? "div.first" : "div.other", {}, open(article, index, picture(article, index === 0 ? ".wide" : ".small"), element("span.title", {}, title(article))))));
}
