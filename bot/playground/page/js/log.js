// The messages of a channel: older ones come as one scrolls up, changes are
// drawn in place, and the end is kept in view by whoever is at the end.

import { h, fill, button } from "./dom.js";
import { state, isForum, title, isThread, may, bits, nameOf } from "./state.js";
import { message, follows, said } from "./message.js";
import { avatar } from "./places.js";
import { get } from "./api.js";

let log = null; // the element that scrolls
let list = null; // the one in it that grows
let acts = null;
let loading = false;
let stuck = true; // the end is kept in view
let newest = null; // the button that leads there
let known = { top: 0, height: 0, room: 0 }; // where the log stood when last looked at
let meant = -Infinity; // when the reader last did something that may scroll
let held = null; // a message that stays where it is: {id, top}

// makeLog makes the element; a are what can be done with messages.
export function makeLog(a) {
  acts = a;
  log = h("div", { id: "log", class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": "Messages", tabindex: "0" });
  list = h("div", { class: "log-list" });
  log.append(list);
  log.addEventListener("scroll", scrolled, { passive: true });
  for (const sign of ["wheel", "touchmove", "keydown", "pointerdown"]) log.addEventListener(sign, () => { meant = performance.now(); held = null; }, { passive: true });
  const watch = new ResizeObserver(settle);
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

// makeNewest makes the button that leads back to the end.
export function makeNewest() {
  newest = button({ class: "newest", hidden: true, on: { click: () => { toEnd(); log.focus({ preventScroll: true }); } } }, "down", "Newest messages");
  return newest;
}

// grace is how long after a reader's wheel, touch or key a scroll is theirs.
const grace = 400;

// scrolled finds out who has scrolled. What a message measures is known once
// it is drawn, so that the log grows and shrinks under who is at the end, and
// the browser moves it along: only a reader who goes up leaves the end.
function scrolled() {
  const { scrollTop: top, scrollHeight: height, clientHeight: room } = log;
  const theirs = performance.now() - meant < grace || height === known.height && room === known.room;
  if (atEnd()) stuck = true;
  else if (top < known.top - 2 && theirs) stuck = false;
  else if (stuck) return toEnd();
  known = { top, height, room };
  newest.hidden = stuck;
  if (top < 400 && (!stuck || height < room + 800)) older();
}

// settle keeps what is held where it is, or the end in view, when messages or the
// window change their size.
function settle() {
  if (held && elementOf(held.id)) keep(held);
  else if (stuck) toEnd();
  else known = { top: log.scrollTop, height: log.scrollHeight, room: log.clientHeight };
}

// hold keeps a message in its place while the page changes around it, until the
// reader scrolls.
export function hold(id) {
  const el = elementOf(id);
  held = el && placeOf(el);
}

const placeOf = (el) => ({ id: el.dataset.message, top: el.getBoundingClientRect().top });

// keep scrolls so that a message is where it was.
function keep({ id, top }) {
  const el = elementOf(id);
  if (!el) return;
  log.scrollTop += el.getBoundingClientRect().top - top;
  stuck = atEnd();
  newest.hidden = stuck;
  known = { top: log.scrollTop, height: log.scrollHeight, room: log.clientHeight };
}

// read is the message that is at the top of what is in view.
function read() {
  const top = log.getBoundingClientRect().top;
  const el = [...list.querySelectorAll(".msg")].find((one) => one.getBoundingClientRect().bottom > top);
  return el ? placeOf(el) : null;
}

const find = (id) => state.messages.find((m) => m.id === id);

const drawn = new WeakMap(); // what each message's element was drawn of

// make draws a message, and remembers of what.
function make(m, before) {
  const el = message(m, before, acts);
  drawn.set(el, source(m, before));
  return el;
}

const source = (m, before) => JSON.stringify(m) + follows(m, before) + view;

let view = ""; // what messages show beside their own: names, and what I may

function look() {
  const names = state.look.guilds.map((g) => [g.roles.map((r) => r.name), g.members.map((one) => nameOf(one.user)), g.channels.map((c) => c.name)]);
  view = JSON.stringify([state.me.id, state.look.locale, acts.canWrite(), names]);
}

// drawLog draws the channel. Messages that are as they were stay, with what
// has been opened in them, the focus, and the place of who reads.
export function drawLog() {
  look();
  if (isForum(state.channel)) return fill(list, forum());
  const old = new Map([...list.querySelectorAll(".msg")].map((el) => [el.dataset.message, el]));
  const all = state.messages.map((m, i) => {
    const el = old.get(m.id);
    return el && drawn.get(el) === source(m, state.messages[i - 1]) ? el : make(m, state.messages[i - 1]);
  });
  const top = state.more ? h("p", { class: "log-top", text: "Earlier messages…" }) : beginning();
  const active = list.contains(document.activeElement) ? document.activeElement : null;
  const place = held || !stuck && read();
  arrange([top, ...all]);
  if (active?.isConnected) active.focus({ preventScroll: true });
  rove();
  if (place && elementOf(place.id)) keep(place);
  else if (stuck) toEnd();
}

// arrange has the list hold just these elements; those that are there stay.
function arrange(wanted) {
  let at = list.firstChild;
  for (const el of wanted) {
    if (el === at) at = at.nextSibling;
    else list.insertBefore(el, at);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

// atEnd tells whether the newest message is in view.
const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;

// toEnd shows the newest message and keeps the end in view.
export function toEnd() {
  stuck = true;
  newest.hidden = true;
  log.scrollTop = log.scrollHeight;
  known = { top: log.scrollTop, height: log.scrollHeight, room: log.clientHeight };
}

function beginning() {
  const c = state.channel;
  const el = h("div", { class: "beginning" }, h("h2", { text: c.guild_id && !isThread(c) ? "#" + title(c) : title(c) }),
    h("p", { text: c.topic || (c.guild_id ? (isThread(c) ? "The beginning of this thread." : "The beginning of this channel.") : "Only the two of you see what is written here.") }));
  if (isThread(c) && state.starter) el.append(starter(state.starter));
  const asks = state.start.examples || [];
  if (asks.length && state.messages.length === 0 && may(c, isThread(c) ? bits.sendInThreads : bits.send)) {
    el.append(h("div", { class: "examples" }, asks.map((q) => button({ class: "example", on: { click: () => acts.ask(q) } }, null, q[0].toUpperCase() + q.slice(1)))));
  }
  return el;
}

// starter is the message that a thread begins with; it stands in the channel above.
function starter(m) {
  return h("div", { class: "starter" }, avatar(m.author), h("div", {}, h("b", { text: nameOf(m.author) }), said(m),
    h("a", { href: "#", data: { channel: m.channel_id }, text: "Where this thread began" })));
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
    const el = make(m, state.messages[state.messages.length - 2]);
    el.classList.add("new");
    list.append(el);
    rove();
    if (stuck && !held || mine(m)) { held = null; toEnd(); }
    return;
  }
  state.messages[i] = m;
  redraw(i);
}

// mine tells whether a message is what I wrote, or answers a question of mine: it
// comes into view. What a button brings leaves the reader where they are.
function mine(m) {
  return m.author.id === state.me.id || m.interaction_metadata?.user.id === state.me.id && [20, 23].includes(m.type)
    || m.type === 19 && m.referenced_message?.author.id === state.me.id;
}

function redraw(i) {
  const m = state.messages[i];
  const old = m && elementOf(m.id);
  if (!old) return;
  const focus = focusIn(old);
  const el = make(m, state.messages[i - 1]);
  el.setAttribute("tabindex", old.getAttribute("tabindex"));
  old.replaceWith(el);
  focus(el);
  if (held) keep(held);
  else if (stuck) toEnd();
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
    first.before(...page.messages.map((m, i) => make(m, page.messages[i - 1])));
    redraw(page.messages.length);
    const same = elementOf(state.messages[page.messages.length].id);
    if (stuck) toEnd();
    else log.scrollTop += same.getBoundingClientRect().top - from;
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
  meant = performance.now();
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
