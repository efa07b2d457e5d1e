// What stands within a line of Discord's markdown: emphasis, code, links,
// mentions, times.

import { h } from "./dom.js";
import { state, userOf, channelOf, nameOf, title } from "./state.js";

const wraps = [
  ["***", (kids) => h("strong", {}, h("em", {}, kids))],
  ["**", (kids) => h("strong", {}, kids)],
  ["__", (kids) => h("u", {}, kids)],
  ["~~", (kids) => h("s", {}, kids)],
  ["||", spoiler],
  ["*", (kids) => h("em", {}, kids)],
  ["_", (kids) => h("em", {}, kids)],
];

// deepest bounds what hostile text can nest.
const deepest = 12;

// inline returns the nodes of a text.
export function inline(text, options = {}, depth = 0) {
  const out = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push(...lines(plain));
    plain = "";
  };
  for (let i = 0; i < text.length;) {
    const found = depth < deepest && at(text, i, options, depth);
    if (!found) {
      plain += text[i++];
    } else if (typeof found.node === "string") {
      plain += found.node;
      i += found.used;
    } else {
      flush();
      out.push(found.node);
      i += found.used;
    }
  }
  flush();
  return out;
}

function lines(text) {
  return text.split("\n").flatMap((line, i) => (i ? [h("br"), line] : [line])).filter((n) => n !== "");
}

// at reads what begins at i, or nothing.
function at(text, i, options, depth) {
  switch (text[i]) {
    case "\\":
      return /[!-/:-@[-`{-~]/.test(text[i + 1] || "") && { node: text[i + 1], used: 2 };
    case "`":
      return code(text, i);
    case "<":
      return angled(text.slice(i, i + 200));
    case "[":
      return masked(text, i, options, depth) || options.marks && mark(text.slice(i, i + 6));
    case "h":
      return address(text, i);
    case "@": {
      const m = text.slice(i, i + 9).match(/^@(everyone|here)\b/);
      return m && { node: h("span", { class: "mention", text: m[0] }), used: m[0].length };
    }
    case "*": case "_": case "~": case "|":
      return wrapped(text, i, options, depth);
  }
  return null;
}

function code(text, i) {
  const ticks = text.slice(i).match(/^`+/)[0];
  if (ticks.length > 2) return null;
  const stop = text.indexOf(ticks, i + ticks.length);
  if (stop <= i + ticks.length) return null;
  return { node: h("code", { text: text.slice(i + ticks.length, stop) }), used: stop + ticks.length - i };
}

function wrapped(text, i, options, depth) {
  for (const [fence, make] of wraps) {
    if (!text.startsWith(fence, i)) continue;
    const stop = closing(text, i + fence.length, fence);
    if (stop <= i + fence.length) continue;
    const inner = text.slice(i + fence.length, stop);
    if (fence.length === 1 && (/^\s/.test(inner) || fence === "*" && /\s$/.test(inner))) continue;
    if (fence === "_" && (/\w/.test(text[i - 1] || "") || /\w/.test(text[stop + 1] || ""))) continue;
    return { node: make(inline(inner, options, depth + 1)), used: stop + fence.length - i };
  }
  return null;
}

// closing finds a fence that is neither escaped nor within code.
function closing(text, i, fence) {
  for (; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "`") {
      const stop = text.indexOf("`", i + 1);
      if (stop > 0) i = stop;
    } else if (text.startsWith(fence, i)) {
      if (fence.length === 1 && text[i + 1] === fence && text[i - 1] !== fence) {
        const pair = text.indexOf(fence + fence, i + 2);
        if (pair > 0) {
          i = pair + 1;
          continue;
        }
      }
      return i;
    }
  }
  return -1;
}

function spoiler(kids) {
  const el = h("button", { type: "button", class: "spoiler", "aria-label": "Spoiler, press to show", "aria-expanded": "false" }, h("span", {}, kids));
  el.addEventListener("click", () => {
    el.classList.add("shown");
    el.removeAttribute("aria-label");
    el.setAttribute("aria-expanded", "true");
  });
  return el;
}

// safe is an address that may be linked, else null.
export function safe(url) {
  try {
    const u = new URL(url);
    return u.protocol === "http:" || u.protocol === "https:" ? u.href : null;
  } catch {
    return null;
  }
}

const link = (url, kids) => h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, kids);

// masked reads [label](address), whose label may hold brackets.
function masked(text, i, options, depth) {
  let open = 0;
  let stop = i;
  for (; stop < text.length && text[stop] !== "\n"; stop++) {
    if (text[stop] === "\\") stop++;
    else if (text[stop] === "[") open++;
    else if (text[stop] === "]" && --open === 0) break;
  }
  if (open !== 0 || text[stop + 1] !== "(") return null;
  const m = text.slice(stop + 1).match(/^\(<?([^\s()<>]+)>?(?: +"[^"\n]*")?\)/);
  const url = m && safe(m[1]);
  if (!url) return null;
  const label = text.slice(i + 1, stop);
  const used = stop + 1 + m[0].length - i;
  const number = options.marks && label.match(/^\[(\d{1,3})\]$/);
  if (number) return { node: footnote(number[1]), used };
  return { node: link(url, inline(label, { ...options, marks: false }, depth + 1)), used };
}

function mark(text) {
  const m = text.match(/^\[(\d{1,3})\]/);
  return m && { node: footnote(m[1]), used: m[0].length };
}

// footnote is a number that opens the article it stands for.
function footnote(number) {
  return h("button", { type: "button", class: "mark", data: { footnote: number }, "aria-label": "Footnote " + number, text: number });
}

function address(text, i) {
  const m = /^https?:\/\/[^\s<]+[^\s<.,:;"'\])}!?*_~|]/.exec(text.slice(i, i + 2000));
  const url = m && !/\w/.test(text[i - 1] || "") && safe(m[0]);
  return url && { node: link(url, m[0]), used: m[0].length };
}

// angled reads what stands in angle brackets.
function angled(text) {
  let m = text.match(/^<@!?(\d+)>/);
  if (m) return { node: person(m[1]), used: m[0].length };
  m = text.match(/^<@&(\d+)>/);
  if (m) return { node: role(m[1]), used: m[0].length };
  m = text.match(/^<#(\d+)>/);
  if (m) return { node: channel(m[1]), used: m[0].length };
  m = text.match(/^<t:(-?\d{1,12})(?::([tTdDfFRsS]))?>/);
  if (m) return { node: moment(Number(m[1]), m[2] || "f"), used: m[0].length };
  m = text.match(/^<\/([^:>]{1,100}):(\d+)>/);
  if (m) return { node: h("span", { class: "mention", text: "/" + m[1] }), used: m[0].length };
  m = text.match(/^<a?:(\w{1,40}):\d+>/);
  if (m) return { node: ":" + m[1] + ":", used: m[0].length };
  m = text.match(/^<(https?:\/\/[^\s>]+)>/);
  const url = m && safe(m[1]);
  return url ? { node: link(url, m[1]), used: m[0].length } : null;
}

function person(id) {
  const user = userOf(id);
  return h("span", { class: "mention" + (id === state.me.id ? " me" : ""), text: "@" + (user ? nameOf(user) : "unknown") });
}

function role(id) {
  const found = state.look.guilds.flatMap((g) => g.roles).find((r) => r.id === id);
  return h("span", { class: "mention", text: "@" + (found ? found.name.replace(/^@/, "") : "unknown role") });
}

function channel(id) {
  const found = channelOf(id);
  if (!found) return h("span", { class: "mention", text: "#unknown" });
  return h("a", { class: "mention", href: "#", data: { channel: id }, text: "#" + title(found) });
}

const forms = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" }, S: { dateStyle: "short", timeStyle: "medium" },
};

function moment(seconds, form) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return "invalid date";
  const full = new Intl.DateTimeFormat(state.look.locale, forms.F).format(date);
  const text = form === "R" ? relative(seconds) : new Intl.DateTimeFormat(state.look.locale, forms[form]).format(date);
  return h("time", { class: "moment", datetime: date.toISOString(), title: full, text, data: form === "R" ? { relative: seconds } : {} });
}

const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

// relative is a time as "in 10 seconds".
export function relative(seconds) {
  const gap = seconds - Date.now() / 1000;
  const [unit, size] = units.find(([, s]) => Math.abs(gap) >= s) || units[units.length - 1];
  return new Intl.RelativeTimeFormat(state.look.locale, { numeric: "auto" }).format(Math.round(gap / size), unit);
}

setInterval(() => {
  for (const el of document.querySelectorAll("time[data-relative]")) el.textContent = relative(Number(el.dataset.relative));
}, 1000);
