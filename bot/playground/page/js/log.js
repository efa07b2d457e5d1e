// The messages of a channel: older ones come as one scrolls up, changes are
// drawn in place, and the end is kept in view by whoever is at the end.

import { h, fill, button } from "./dom.js";
import { state, isForum, title, isThread, may, bits } from "./state.js";
import { message } from "./message.js";
import { get } from "./api.js";

let log = null; // the element that scrolls
let list = null; // the one in it that grows
let acts = null;
let loading = false;
let stuck = true; // the end is kept in view

// makeLog makes the element; a are what can be done with messages.
export function makeLog(a) {
  acts = a;
  log = h("div", { id: "log", class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": "Messages", tabindex: "0" });
  list = h("div", { class: "log-list" });
  log.append(list);
  let last = 0;
  log.addEventListener("scroll", () => {
    // Messages that grow move the end away too; only who scrolls up leaves it.
    if (log.scrollTop < last - 2 || atEnd()) stuck = atEnd();
    last = log.scrollTop;
    if (last < 400) older();
  }, { passive: true });
  // What a message measures is known once it is drawn, and changes with the
  // width: whoever is at the end stays there.
  const watch = new ResizeObserver(() => { if (stuck) log.scrollTop = log.scrollHeight; });
  watch.observe(log);
  watch.observe(list);
  log.addEventListener("keydown", walk);
  log.addEventListener("contextmenu", (e) => {
    const el = e.target.closest(".msg");
    const m = el && !e.target.closest("a,input,textarea") && !String(getSelection()) && find(el.dataset.message);
    if (!m) return;
    e.preventDefault();
    const keyboard = e.clientX === 0 && e.clientY === 0 || e.button !== 2;
    acts.menu(m, el, keyboard ? null : { x: e.clientX, y: e.clientY });
  });
  return log;
}

const find = (id) => state.messages.find((m) => m.id === id);

// drawLog draws all messages anew.
export function drawLog() {
  if (isForum(state.channel)) return fill(list, forum());
  const all = state.messages.map((m, i) => message(m, state.messages[i - 1], acts));
  fill(list, state.more ? h("p", { class: "log-top", text: "Earlier messages…" }) : beginning(), all);
  rove();
  if (stuck) toEnd();
}

// atEnd tells whether the newest message is in view.
const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;

// toEnd shows the newest message and keeps the end in view.
export function toEnd() {
  stuck = true;
  log.scrollTop = log.scrollHeight;
}

function beginning() {
  const c = state.channel;
  const el = h("div", { class: "beginning" }, h("h2", { text: c.guild_id && !isThread(c) ? "#" + title(c) : title(c) }),
    h("p", { text: c.topic || (c.guild_id ? (isThread(c) ? "The beginning of this thread." : "The beginning of this channel.") : "Only the two of you see what is written here.") }));
  const asks = state.start.examples || [];
  if (asks.length && state.messages.length === 0 && may(c, isThread(c) ? bits.sendInThreads : bits.send)) {
    el.append(h("div", { class: "examples" }, asks.map((q) => button({ class: "example", on: { click: () => acts.ask(q) } }, null, q))));
  }
  return el;
}

// rove leaves one message in the order of Tab: the one last visited.
function rove() {
  if (!list.querySelector('.msg[tabindex="0"]')) list.querySelector(".msg:last-child")?.setAttribute("tabindex", "0");
}

function walk(e) {
  const all = [...log.querySelectorAll(".msg")];
  const n = all.indexOf(document.activeElement);
  if (n < 0 && document.activeElement !== log) return;
  const to = { ArrowDown: n + 1, ArrowUp: n < 0 ? all.length - 1 : n - 1, Home: 0, End: all.length - 1 }[e.key];
  if (to === undefined || !all[to]) return;
  e.preventDefault();
  log.querySelector('.msg[tabindex="0"]')?.setAttribute("tabindex", "-1");
  all[to].setAttribute("tabindex", "0");
  all[to].focus();
  all[to].scrollIntoView({ block: "nearest" });
}

const elementOf = (id) => log.querySelector(`[data-message="${CSS.escape(id)}"]`);

// put draws a new or changed message.
export function put(m) {
  const i = state.messages.findIndex((one) => one.id === m.id);
  if (i < 0) {
    state.messages.push(m);
    const el = message(m, state.messages[state.messages.length - 2], acts);
    el.classList.add("new");
    list.append(el);
    rove();
    if (stuck || m.author.id === state.me.id) toEnd();
    return;
  }
  state.messages[i] = m;
  redraw(i);
}

function redraw(i) {
  const m = state.messages[i];
  const old = m && elementOf(m.id);
  if (!old) return;
  const focus = focusIn(old);
  const el = message(m, state.messages[i - 1], acts);
  el.setAttribute("tabindex", old.getAttribute("tabindex"));
  old.replaceWith(el);
  focus(el);
  if (stuck) toEnd();
}

// focusIn remembers which control of an element has the focus, for its successor.
function focusIn(el) {
  const active = document.activeElement;
  if (!el.contains(active)) return () => {};
  const { component, happened } = active.dataset;
  const selector = component ? `[data-component="${CSS.escape(component)}"]` : happened ? "[data-happened]" : null;
  return (next) => ((selector && next.querySelector(selector)) || next).focus();
}

// drop takes messages away.
export function drop(ids) {
  for (const id of ids) {
    const i = state.messages.findIndex((m) => m.id === id);
    if (i < 0) continue;
    const el = elementOf(id);
    const next = el?.nextElementSibling;
    if (el?.contains(document.activeElement)) (next?.classList.contains("msg") ? next : log).focus();
    el?.remove();
    state.messages.splice(i, 1);
    redraw(i);
  }
}

// older loads what came before, keeping in place what is read.
async function older() {
  if (!state.more || loading || isForum(state.channel)) return;
  loading = true;
  const channel = state.channel.id;
  try {
    const page = await get("messages", { channel, before: state.messages[0].id });
    if (state.channel.id !== channel) return;
    const first = log.querySelector(".msg");
    const from = first.getBoundingClientRect().top;
    state.messages.unshift(...page.messages);
    state.more = page.more;
    first.before(...page.messages.map((m, i) => message(m, page.messages[i - 1], acts)));
    redraw(page.messages.length);
    const same = elementOf(state.messages[page.messages.length].id);
    stuck = false;
    log.scrollTop += same.getBoundingClientRect().top - from;
    if (!state.more) log.querySelector(".log-top")?.replaceWith(beginning());
  } catch {
    // Scrolling on tries again.
  } finally {
    loading = false;
  }
}

// jump shows a message, if it is loaded.
export function jump(id) {
  const el = elementOf(id);
  if (!el) return false;
  el.scrollIntoView({ block: "center" });
  el.focus({ preventScroll: true });
  el.classList.remove("flash");
  void el.offsetWidth; // begins the animation anew
  el.classList.add("flash");
  return true;
}

function forum() {
  const g = state.look.guilds.find((one) => one.id === state.channel.guild_id);
  const posts = g.threads.filter((t) => t.parent_id === state.channel.id).reverse();
  return [beginning(), h("div", { class: "forum" },
    may(state.channel, bits.send) && button({ class: "primary", on: { click: acts.newPost } }, "plus", "New post"),
    posts.map((t) => h("button", { type: "button", class: "card", data: { channel: t.id } }, h("b", { text: title(t) }), h("small", { text: `${t.total_message_sent || 0} messages` }))),
    !posts.length && h("p", { text: "No posts yet." }))];
}
