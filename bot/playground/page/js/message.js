// One message, as elements.

import { h, icon, button } from "./dom.js";
import { state, nameOf, userOf, title, may, bits } from "./state.js";
import { markdown } from "./markdown.js";
import { inline, safe } from "./inline.js";
import { components, colour, openable, texts, textOf } from "./component.js";
import { avatar } from "./places.js";
import { attachments, local, picture } from "./files.js";
import { say } from "./words.js";

export const flags = { ephemeral: 1 << 6, loading: 1 << 7, suppress: 1 << 2 };
const has = (m, flag) => (m.flags & flag) !== 0;
const system = { 6: "pinned", 18: "threaded" }; // see say

// clock is a time of day; today's without the day.
function clock(stamp) {
  const d = new Date(stamp);
  const today = d.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(state.look.locale, today ? { timeStyle: "short" } : { dateStyle: "short", timeStyle: "short" }).format(d);
}

// follows tells whether a message goes on from the one before, by the same
// author within minutes.
export function follows(m, before) {
  return Boolean(before) && before.author.id === m.author.id && !m.message_reference && !m.interaction_metadata && !before.interaction_metadata
    && !has(m, flags.ephemeral) && !system[before.type] && new Date(m.timestamp) - new Date(before.timestamp) < 7 * 60_000;
}

// message draws a message; acts are what can be done with it.
export function message(m, before, acts) {
  const bot = m.author.id === state.start.bot;
  const joined = follows(m, before);
  const mine = m.mentions.some((u) => u.id === state.me.id) || m.mention_everyone;
  const el = h("article", {
    class: ["msg", joined && "joined", bot && "by-bot", has(m, flags.ephemeral) && "ephemeral", mine && "for-me"].filter(Boolean).join(" "),
    tabindex: "-1", data: { message: m.id }, "aria-label": `${nameOf(m.author)}, ${clock(m.timestamp)}`,
  });
  if (system[m.type]) {
    el.classList.add("system");
    el.append(h("p", {}, h("b", { text: nameOf(m.author) }), " " + say(system[m.type]), m.type === 18 && m.content ? ": " + m.content : ""));
    return el;
  }
  el.append(above(m) || "", joined ? h("span", { class: "side", "aria-hidden": "true", text: clock(m.timestamp) }) : avatar(m.author), body(m, joined, bot, acts), tools(m, acts));
  return el;
}

// above is what the message answers.
function above(m) {
  const meta = m.interaction_metadata;
  if (meta && m.type === 20) return h("div", { class: "above" }, icon("reply"), h("b", { text: nameOf(meta.user) }), h("span", { class: "deed", text: " " + say("used") }));
  if (meta && m.type === 23) return h("div", { class: "above" }, icon("reply"), h("b", { text: nameOf(meta.user) }), h("span", { class: "deed", text: " " + say("usedOn") }));
  const ref = m.referenced_message;
  if (m.type === 19 && ref) {
    const text = textOf(ref)[0] || "";
    return h("a", { class: "above", href: "#", data: { jump: ref.id } }, icon("reply"), h("b", { text: nameOf(ref.author) }), " ", h("span", { class: "cut" }, plain(text)));
  }
  if (m.type === 19 && m.message_reference) return h("div", { class: "above" }, icon("reply"), say("gone"));
  return null;
}

// plain is a text as it reads, mentions by name, on one line.
function plain(text) {
  const lines = text.split("\n").map((l) => l.replace(/^(?:> ?|#{1,3} +|-# +|[-*] +)/, ""));
  return h("span", {}, inline(lines.join(" ").slice(0, 800))).textContent.slice(0, 160);
}

// said is what a message says, without its buttons.
export function said(m) {
  const bot = m.author.id === state.start.bot;
  return [m.content && h("div", { class: "md content" }, markdown(m.content)), m.embeds.map((e) => embed(e, bot, m)), texts(m)];
}

function head(m, bot, acts) {
  return h("header", {},
    h("span", { class: "author", text: nameOf(userOf(m.author.id) || m.author) }), (bot || m.author.bot) && h("span", { class: "tag", text: "bot" }),
    m.pinned && h("span", { class: "pinned", title: "Pinned" }, icon("pin"), h("span", { class: "visually-hidden", text: "pinned" })),
    h("time", { datetime: m.timestamp, title: new Date(m.timestamp).toLocaleString(state.look.locale), text: clock(m.timestamp) }),
    bot && !has(m, flags.loading) && (m.interaction_metadata || m.message_reference)
      && button({ class: "linky happened", data: { happened: m.id }, on: { click: () => acts.happened(m) } }, "pulse", "What happened"));
}

function body(m, joined, bot, acts) {
  const el = h("div", { class: "body" });
  if (!joined) el.append(head(m, bot, acts));
  if (has(m, flags.loading)) {
    el.append(h("p", { class: "thinking" }, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), nameOf(m.author) + " " + say("thinking")));
  }
  if (m.content) {
    el.append(h("div", { class: "md content" }, markdown(m.content, { marks: bot }), m.edited_timestamp && h("span", { class: "edited", text: ` (${say("edited")})` })));
  }
  if (!has(m, flags.suppress)) for (const e of m.embeds) el.append(embed(e, bot, m));
  el.append(...attachments(m));
  const parts = components(m);
  if (parts.length) el.append(h("div", { class: "components" }, parts));
  if (m.reactions?.length) el.append(reactions(m, acts));
  if (m.thread) el.append(h("a", { class: "thread-link", href: "#", data: { channel: m.thread.id } }, icon("thread"), h("span", { text: title(m.thread) }), h("small", { text: "open thread" })));
  if (has(m, flags.ephemeral)) el.append(foot(m, acts));
  return el;
}

// foot is the small print under what only one person sees.
function foot(m, acts) {
  return h("footer", {}, h("span", { text: say("only") }),
    h("button", { type: "button", class: "linky", data: { dismiss: m.id }, text: say("dismiss"), on: { click: () => acts.dismiss(m) } }));
}

function reactions(m, acts) {
  return h("div", { class: "reactions" }, m.reactions.map((r) => h("button", {
    type: "button", class: "reaction" + (r.me ? " mine" : ""), "aria-pressed": String(r.me), "aria-label": `${r.emoji.name}, ${r.count}`,
    text: `${r.emoji.name} ${r.count}`, on: { click: () => acts.react(m, r.emoji.name, r.me) },
  })));
}

function tools(m, acts) {
  const more = button({ class: "quiet more", "aria-label": "More for this message", "aria-haspopup": "menu", title: "More", on: { click: () => acts.menu(m, more) } }, "more");
  return h("div", { class: "tools" },
    !has(m, flags.ephemeral) && may(state.channel, bits.react) && button({ class: "quiet", "aria-label": "React", title: "React", "aria-haspopup": "menu", on: { click: (e) => acts.emoji(m, e.currentTarget) } }, "smile"),
    acts.canWrite() && !has(m, flags.ephemeral) && button({ class: "quiet", "aria-label": "Reply", title: "Reply", on: { click: () => acts.reply(m) } }, "reply"), more);
}

function embed(e, bot, m) {
  const marks = { marks: bot };
  const url = safe(e.url || "");
  const el = h("div", { class: "embed", style: colour(e.color) });
  if (e.author) el.append(h("div", { class: "embed-author", text: e.author.name }));
  if (e.title) el.append(h("div", { class: "embed-title" }, url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, inline(e.title)) : inline(e.title)));
  if (e.description) el.append(h("div", { class: "md" }, markdown(e.description, marks)));
  if (e.fields?.length) {
    el.append(h("dl", { class: "fields" }, e.fields.map((f) => h("div", { class: f.inline ? "inline" : "" }, h("dt", {}, inline(f.name)), h("dd", { class: "md" }, markdown(f.value, marks))))));
  }
  const small = local(e.thumbnail?.url, m);
  if (small) el.prepend(picture(small, "thumbnail"));
  if (e.image) el.append(pictureOf(e.image.url, m));
  if (e.footer || e.timestamp) el.append(h("div", { class: "embed-foot", text: [e.footer?.text, e.timestamp && clock(e.timestamp)].filter(Boolean).join(" · ") }));
  if (bot) for (const q of el.querySelectorAll("blockquote")) openable(q);
  return el;
}

// pictureOf shows a picture that was sent along; the page loads none from
// elsewhere, and links it instead.
function pictureOf(url, m) {
  const a = local(url, m);
  if (a) return picture(a);
  const out = safe(url);
  return out ? h("a", { href: out, target: "_blank", rel: "noopener noreferrer nofollow", text: "Picture at " + new URL(out).host }) : "";
}
