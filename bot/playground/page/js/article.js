// An article with the quotes of an answer marked in it and in its scroll bar.

import { h } from "./dom.js";
import { safe } from "./inline.js";

// showArticle returns the nodes of an article and what to do once it is drawn.
export function showArticle(a, at) {
  const url = safe(a.url || "");
  const about = [a.source, a.author, a.published].filter(Boolean).join(" · ");
  const text = h("div", { class: "article-text" }, a.parts.map(part));
  const rail = h("div", { class: "rail", "aria-hidden": "true" });
  const scroll = h("div", { class: "article-scroll", tabindex: "0", role: "region", "aria-label": "Text of the article" },
    h("header", { class: "article-head" }, h("h3", { text: a.title || a.id }), about && h("p", { text: about }),
      h("p", { class: "article-links" }, url && h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", text: "Open the original" }), h("code", { text: a.id })),
      a.changed && h("p", { class: "warn", text: "The article has changed since: a quote of this answer no longer stands in it." })),
    text);
  return { nodes: h("div", { class: "article" }, scroll, rail), drawn: (_, again) => ready(scroll, rail, at, again) };
}

// part is a run of text; one of a quote is marked with its number.
function part(p, i, all) {
  if (!p.quotes.length) return h("span", { class: p.wanted ? "wanted" : null }, plain(p.text, i === 0));
  const first = p.quotes.filter((n) => !(all[i - 1]?.quotes || []).includes(n));
  return h("mark", { class: p.wanted ? "wanted" : null, data: { quotes: p.quotes.join(" ") }, tabindex: "-1" }, p.text,
    first.length > 0 && h("sup", { "aria-label": "quote " + first.join(", "), text: first.join(",") }));
}

// plain shows a text as it is, its front matter small and its headings as such.
function plain(text, first) {
  const matter = first && text.match(/^---\n[\s\S]*?\n---\n/);
  const rest = matter ? text.slice(matter[0].length) : text;
  return [matter && h("details", { class: "matter" }, h("summary", { text: "What the file says of itself" }), h("pre", { text: matter[0].trim() })),
    rest.replace(/^\n+/, matter ? "" : "$&").split(/(^#{1,4} .*$)/m).map((s, i) => (i % 2 ? heading(s) : s))];
}

// heading shows a heading of Markdown with its sign, which the text has.
function heading(line) {
  const sign = line.match(/^#+ /)[0];
  return h("span", { class: "heading" }, h("span", { class: "sign", text: sign }), line.slice(sign.length));
}

function ready(scroll, rail, at, again) {
  const marks = [...scroll.querySelectorAll("mark")];
  const wanted = marks.find((m) => m.dataset.quotes.split(" ").includes(String(at.number))) || scroll.querySelector(".wanted");
  const place = () => {
    const height = scroll.scrollHeight;
    rail.replaceChildren(...marks.map((m) => h("button", {
      type: "button", tabindex: "-1", class: m === wanted ? "here" : "", title: "Quote " + m.dataset.quotes,
      style: { top: (m.offsetTop / height) * 100 + "%", height: Math.max((m.offsetHeight / height) * 100, 0.8) + "%" },
      on: { click: () => m.scrollIntoView({ block: "center", behavior: "smooth" }) },
    })));
  };
  place();
  const watch = new ResizeObserver(() => (scroll.isConnected ? place() : watch.disconnect()));
  watch.observe(scroll);
  if (again) return;
  wanted?.classList.add("here");
  scroll.focus({ preventScroll: true });
  (wanted || marks[0])?.scrollIntoView({ block: "center" });
}
