// What opens beside the chat: an article, how an answer came about, traffic.

import { h, fill, button, toast } from "./dom.js";
import { get } from "./api.js";
import { state, nameOf } from "./state.js";
import { showArticle } from "./article.js";
import { textOf } from "./component.js";
import { pictures } from "./pictures.js";
import { trafficList } from "./traffic.js";

let shown = null; // {kind, ...} of what is open
let opener = null;

const root = () => document.getElementById("panel");

// closePanel shuts the panel and goes back to where it was opened.
export function closePanel() {
  shown = null;
  root().hidden = true;
  document.body.classList.remove("panel-open");
  if (opener?.isConnected) opener.focus();
  opener = null;
}

// open shows a heading, and what it is about as soon as it is there.
async function open(what, heading, load) {
  const again = shown && shown.kind === what.kind && shown.key === what.key;
  shown = what;
  const body = h("div", { class: "panel-body", tabindex: "-1" });
  const tabs = h("div", { class: "panel-head" }, h("h2", { text: heading }),
    what.kind === "happened" && button({ class: "linky", on: { click: openTraffic } }, null, "All traffic"),
    button({ class: "quiet close-panel", "aria-label": "Close the panel", on: { click: closePanel } }, "close"));
  if (!again) {
    if (!root().contains(document.activeElement)) opener = document.activeElement;
    fill(root(), tabs, body);
    root().hidden = false;
    document.body.classList.add("panel-open");
    fill(body, h("p", { class: "waiting", text: "Looking…" }));
  }
  try {
    const content = await load();
    if (shown !== what) return;
    const to = again ? root().querySelector(".panel-body") : body;
    const top = to.scrollTop;
    fill(to, content.nodes);
    if (again) to.scrollTop = top;
    content.drawn?.(to, again);
    if (!again && !content.drawn) root().querySelector(".close-panel").focus();
  } catch (e) {
    if (shown === what) fill(body, h("p", { class: "waiting", text: e.message }));
  }
}

// openHappened shows how an answer came about.
export function openHappened(m) {
  const what = { kind: "happened", key: m.id, message: m };
  return open(what, "What happened", async () => {
    const d = await get("happened", { channel: m.channel_id, message: m.id });
    return { nodes: pictures(d, (article, range) => openArticle(m, article, range)) };
  });
}

// openTraffic shows everything that went between the bot and Discord.
export function openTraffic() {
  return open({ kind: "traffic", key: "" }, "Traffic", async () => ({ nodes: trafficList(await get("traffic"), true) }));
}

// openPins shows what is pinned in a channel; show goes to a message.
export function openPins(channel, show) {
  const go = async (m) => {
    if (matchMedia("(max-width: 1080px)").matches) closePanel();
    if (!show(m.id)) toast("That message is further up.");
  };
  return open({ kind: "pins", key: channel.id, channel, show }, "Pinned messages", async () => {
    const list = await get("pins", { channel: channel.id });
    return { nodes: list.length ? h("ol", { class: "pins" }, list.map((m) => h("li", {},
      h("b", { text: nameOf(m.author) }), h("p", { class: "pin-text", text: m.content || m.embeds[0]?.title || textOf(m)[0] || "A file" }),
      button({ class: "linky", on: { click: () => go(m) } }, null, "Show")))) : h("p", { class: "waiting", text: "Nothing is pinned here." }) };
  });
}

// refreshPins draws the pins of a channel anew, where they are shown.
export function refreshPins(channel) {
  if (shown?.kind === "pins" && shown.key === channel) openPins(shown.channel, shown.show);
}

// openArticle shows an article at a quote's number, or at a range of its bytes.
export function openArticle(m, id, at) {
  return open({ kind: "article", key: [m.id, id, at.number, at.start, at.end].join() }, "Article", async () => {
    const a = await get("article", { id, channel: m.channel_id, message: m.id, start: at.start ?? 0, end: at.end ?? 0 });
    return showArticle(a, at);
  });
}

// openFootnote opens the article of a footnote of a message, or of a quote.
export async function openFootnote(m, number, text) {
  const { answer } = await get("happened", { channel: m.channel_id, message: m.id });
  const numbered = (answer?.citations || []).map((c) => ({ ...c }));
  const all = [...numbered, ...(answer?.nearest || []).map((n, i) => ({ ...n, number: i + 1 }))];
  const found = number ? numbered.find((c) => c.number === number) : all.find((c) => same(c.quote, text));
  if (!found) throw new Error("The bot does not keep the answer that this quote belongs to.");
  return openArticle(m, found.article, { number: found.number });
}

// same tells whether a shown text is a quote, or the beginning or middle of one.
function same(quote, text) {
  const flat = (s) => s.replace(/[\s​]+/g, " ").replace(/…$/, "").trim();
  const [q, t] = [flat(quote), flat(text)];
  return t !== "" && (q.startsWith(t.slice(0, 200)) || t.includes(q));
}

// refresh draws anew what is open, when its message has changed.
export function refresh(id) {
  if (shown?.kind === "happened" && shown.key === id) openHappened(state.messages.find((m) => m.id === id) || shown.message);
  if (shown?.kind === "traffic") openTraffic();
}
