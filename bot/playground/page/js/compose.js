// Where one writes: messages, mentions, and the way into commands.

import { h, fill, button, icon, toast } from "./dom.js";
import { state, may, bits, isForum, isThread, title, nameOf, guildOf } from "./state.js";
import { post } from "./api.js";
import { makeCommand, commandNames, sendCommand } from "./command.js";
import { makeList } from "./suggest.js";
import { makeTray } from "./files.js";

let root = null;
let area = null;
let list = null;
let tray = null; // files that go with the next message
const drafts = new Map(); // by person and channel
const draftKey = () => state.me.id + state.channel.id;

// makeComposer makes the place to write in.
export function makeComposer() {
  root = h("div", { id: "composer" });
  tray = makeTray(() => area?.focus());
  return root;
}

// canWrite tells whether I may write in the channel that is shown.
export function canWrite() {
  const c = state.channel;
  return Boolean(c) && !isForum(c) && may(c, isThread(c) ? bits.sendInThreads : bits.send) && !c.thread_metadata?.locked;
}

// drawComposer draws it for the channel that is shown.
export function drawComposer() {
  if (area) drafts.set(area.dataset.draft, area.value);
  const writing = area && document.activeElement === area;
  if (area && state.channel && area.dataset.draft !== draftKey()) tray.clear();
  area = null;
  if (!state.channel || isForum(state.channel)) return fill(root);
  if (!canWrite()) return fill(root, h("p", { class: "no-writing", text: "You can read here, and not write." }));
  const hint = "Message " + (state.channel.guild_id && !isThread(state.channel) ? "#" : "") + title(state.channel);
  area = h("textarea", {
    id: "writing", rows: "1", placeholder: hint, "aria-label": hint, maxlength: "4000", autocomplete: "off", data: { draft: draftKey() },
    "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": "suggestions",
  });
  area.value = drafts.get(draftKey()) || "";
  list = makeList(area, "suggestions");
  area.addEventListener("input", () => { grow(); announce(); suggest(); });
  area.addEventListener("keydown", keys);
  area.addEventListener("blur", () => setTimeout(() => list?.hide(), 150));
  area.addEventListener("paste", (e) => { if (mayAttach() && e.clipboardData.files.length) { e.preventDefault(); tray.add(e.clipboardData.files); } });
  fill(root, list.el, replying(), tray.el, h("form", { class: "writing", on: { submit: (e) => { e.preventDefault(); send(); } } },
    button({ class: "quiet slash", "aria-label": "Commands", title: "Commands", on: { click: () => { area.value = "/"; area.focus(); suggest(); } } }, null, "/"),
    mayAttach() && [tray.chooser, button({ class: "quiet", "aria-label": "Add files", title: "Add files", on: { click: () => tray.chooser.click() } }, "clip")],
    area, h("button", { type: "submit", class: "quiet send", "aria-label": "Send" }, icon("send"))));
  grow();
  if (writing) area.focus();
}

const mayAttach = () => may(state.channel, bits.attach);

// attach takes files that were dropped on the chat.
export function attach(files) {
  if (area && mayAttach()) tray.add(files);
}

let lastTyping = 0;

// announce tells others that I am typing, now and then.
function announce() {
  if (!area.value || area.value.startsWith("/") || Date.now() - lastTyping < 8000) return;
  lastTyping = Date.now();
  post("typing", { channel: state.channel.id }).catch(() => {});
}

function grow() {
  area.style.setProperty("height", "auto");
  area.style.setProperty("height", Math.min(area.scrollHeight, innerHeight * 0.4) + "px");
}

function replying() {
  const m = state.replyTo;
  if (!m) return null;
  return h("div", { class: "replying" }, "Replying to ", h("b", { text: nameOf(m.author) }),
    button({ class: "quiet", "aria-label": "Do not reply", on: { click: () => replyTo(null) } }, "close"));
}

// replyTo has the next message answer another.
export function replyTo(m) {
  state.replyTo = m;
  drawComposer();
  area?.focus();
}

// focusWriting puts the cursor where one writes.
export function focusWriting() {
  (root.querySelector("#writing, .command input, .command select") || root).focus();
}

function keys(e) {
  if (list.key(e)) return;
  if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
    e.preventDefault();
    send();
  } else if (e.key === "Escape" && state.replyTo) replyTo(null);
}

// suggest offers commands behind "/" and people behind "@".
function suggest() {
  const text = area.value;
  if (text[0] === "/") {
    const typed = text.slice(1).toLowerCase();
    const named = commandNames().find((c) => typed.startsWith(c.name.toLowerCase() + " "));
    if (named?.options.length) return begin(named, text.slice(named.name.length + 2));
    const found = commandNames().filter((c) => c.name.toLowerCase().startsWith(typed));
    return list.show(found.map((c) => ({ label: "/" + c.name, about: c.about, pick: () => begin(c) })), "Commands");
  }
  const before = text.slice(0, area.selectionStart);
  const at = before.match(/(?:^|\s)@(\S*)$/);
  if (at) {
    const found = people().filter((u) => nameOf(u).toLowerCase().startsWith(at[1].toLowerCase())).slice(0, 8);
    return list.show(found.map((u) => ({ label: "@" + nameOf(u), about: u.bot ? "bot" : "", pick: () => complete(at[1], nameOf(u)) })), "People");
  }
  return list.hide();
}

function people() {
  const g = guildOf(state.channel);
  return g ? g.members.map((m) => m.user) : state.channel.recipients || [];
}

function complete(typed, name) {
  const i = area.selectionStart - typed.length;
  area.setRangeText(name + " ", i, area.selectionStart, "end");
  list.hide();
  area.focus();
}

// begin fills a command in; one without options is sent at once.
export function begin(command, first = "") {
  const done = () => { drawComposer(); area?.focus(); };
  if (!command.options.length) {
    area.value = "";
    list.hide();
    return sendCommand(command, {}, grow);
  }
  if (area) {
    area.value = "";
    drafts.delete(draftKey());
  }
  area = null;
  fill(root, makeCommand(command, first, done));
  (root.querySelector("input,select") || root.querySelector(".send")).focus();
}

// tagged writes names with @ as Discord does.
function tagged(text) {
  const known = people().sort((a, b) => nameOf(b).length - nameOf(a).length);
  return known.reduce((t, u) => t.replaceAll("@" + nameOf(u), `<@${u.id}>`), text);
}

async function send() {
  const text = area.value.trim();
  if (!text && !tray.count()) return;
  const bare = commandNames().find((c) => "/" + c.name === text);
  if (bare) return begin(bare);
  const sent = { channel: state.channel.id, text: tagged(text), reply_to: state.replyTo?.id || "" };
  const mine = area;
  mine.value = "";
  list.hide();
  grow();
  try {
    sent.files = await tray.send();
    await post("say", sent);
    tray.clear();
    lastTyping = 0;
    if (state.replyTo) replyTo(null);
  } catch (e) {
    if (!mine.value) mine.value = text;
    toast(e.message, "bad");
  }
}
