// Puts the page together: who I am, where I am, and what happens.

import { h, fill, icon, button, toast, later } from "./dom.js";
import { state, channels, channelOf, guildOf, title, sign, nameOf, isThread, userOf } from "./state.js";
import { get, post, connect, attempt } from "./api.js";
import { showPlaces, openPlaces } from "./places.js";
import { meanwhile, replay, note } from "./meanwhile.js";
import { makeLog, makeNewest, drawLog, put, drop, jump, toEnd, hold } from "./log.js";
import { makeComposer, drawComposer, canWrite, replyTo, begin, focusWriting, attach } from "./compose.js";
import { commandNames } from "./command.js";
import { settled } from "./component.js";
import { closeMenu } from "./menu.js";
import { form, messageMenu, emojiMenu, newPost } from "./deeds.js";
import { openSwitcher, openKeys, step } from "./switcher.js";
import { say } from "./words.js";
import { closePanel, openHappened, openTraffic, openPins, openFootnote, refresh, refreshPins } from "./panel.js";

const head = h("header", { class: "chat-head" });
const banner = h("div", { class: "banner", role: "status", hidden: true });
const typing = h("div", { class: "typing", "aria-live": "off" });
const typists = new Map();

const acts = {
  canWrite,
  reply: (m) => replyTo(m),
  dismiss: (m) => attempt(() => post("delete", { channel: m.channel_id, message: m.id })),
  // enter goes to a channel that was only just made.
  enter: async (id) => { await sync(); openChannel(id); },
  happened: (m) => { hold(m.id); openHappened(m); },
  react: (m, emoji, mine) => attempt(() => post(mine ? "unreact" : "react", { channel: m.channel_id, message: m.id, text: emoji })),
  menu: (m, opener, point) => messageMenu(acts, m, opener, point),
  emoji: (m, opener) => emojiMenu(acts, m, opener),
  newPost: () => newPost(acts),
  ask: (question) => {
    const ask = commandNames().find((c) => c.path === "ask");
    if (ask) begin(ask, question);
  },
};

const places = {
  open: (id) => { openPlaces(false); openChannel(id); },
  become,
  keys: openKeys,
  speak: async (locale) => { await attempt(() => post("locale", { text: locale })); await sync(); },
  theme: () => {
    const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    setTheme(dark ? "light" : "dark");
  },
};

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  remember("theme", name);
}

// remember and recall keep small things between visits, where the browser lets us.
function remember(key, value) {
  try { localStorage.setItem("footnote." + key, value); } catch { /* private mode */ }
}

function recall(key) {
  try { return localStorage.getItem("footnote." + key); } catch { return null; }
}

// address keeps who and where in the address, so that a reload stays there.
function address() {
  const c = state.channel;
  history.replaceState(null, "", "#" + [state.me.name, c?.id || "", c ? title(c) : ""].map(encodeURIComponent).join("/"));
}

function wished() {
  const [name, id, channel] = location.hash.slice(1).split("/").map((s) => { try { return decodeURIComponent(s); } catch { return ""; } });
  return { name, id, channel };
}

async function boot() {
  const theme = recall("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  fill(document.getElementById("chat"), head, banner, makeLog(acts), h("div", { class: "over-log" }, makeNewest()), typing, makeComposer());
  await begun();
}

// begun asks the server who is there; again after its restart.
async function begun() {
  try {
    state.start = await get("start");
  } catch {
    banner.hidden = false;
    banner.textContent = "The playground does not answer. Trying again…";
    setTimeout(begun, 1000);
    return;
  }
  const name = wished().name;
  state.me = state.start.people.find((p) => p.name === name) || state.start.people[0];
  if (!state.look) sync(); // not only when the connection is there
  listen();
}

function listen() {
  connect({
    event,
    lost: () => { banner.hidden = false; banner.textContent = "The connection is lost. Trying again…"; },
    retry: begun,
  });
}

let begins = false; // a first look is on its way

// sync asks for all that can be seen now.
async function sync() {
  begins = !state.look;
  const look = await attempt(() => get("look"));
  begins = false;
  if (!look) return;
  state.look = look;
  document.documentElement.lang = look.locale;
  const { id, channel } = wished();
  const all = channels();
  const c = all.find((one) => one.id === (state.wanted || id)) || all.find((one) => title(one) === channel) || all.find((one) => one.guild_id) || all[0];
  await openChannel(c.id, true);
}

const resync = later(sync, 100);

async function become(person) {
  if (person.id === state.me.id) return;
  state.me = person;
  state.replyTo = null;
  state.unread.clear();
  state.pending.clear();
  typists.clear();
  closePanel();
  address();
  document.getElementById("chat").inert = true; // until it is theirs
  listen();
}

async function openChannel(id, again = false) {
  // It may have been made a moment ago.
  if (!channelOf(id)) state.look = (await attempt(() => get("look"))) || state.look;
  const c = channelOf(id);
  if (!c) return toast("This channel cannot be seen by " + state.me.name + ".");
  state.wanted = id; // what is asked for last is shown, whatever comes first
  const same = state.channel?.id === id;
  const person = state.me.id;
  const [[page, commands], events] = await meanwhile(Promise.all([attempt(() => get("messages", { channel: id, parent: isThread(c) ? c.parent_id : "", limit: same ? Math.max(state.messages.length, 100) : 100 })), attempt(() => get("commands", { channel: id }))]));
  if (!page || state.me.id !== person || state.wanted !== id) return;
  // Another request may have shown the channel meanwhile: what is being written
  // there must not be drawn anew.
  const moved = state.channel?.id !== id || state.drawn !== person;
  if (moved) { state.replyTo = null; typists.clear(); }
  const inPlaces = document.getElementById("places").contains(document.activeElement);
  Object.assign(state, { channel: channelOf(id) || c, messages: replay(page.messages, events, id), more: page.more, starter: page.starter, commands: commands || [], drawn: person });
  state.unread.delete(id);
  address();
  drawHead();
  showPlaces(places);
  drawLog();
  if (state.start.ready) count();
  if (moved) { drawComposer(); toEnd(); }
  drawTyping();
  document.getElementById("chat").inert = false;
  if (!again && !inPlaces && matchMedia("(min-width: 760px)").matches) focusWriting();
  performance.mark("usable");
}

function drawHead() {
  const c = state.channel;
  const parent = isThread(c) && channelOf(c.parent_id);
  document.title = `${title(c)} · Footnote playground`;
  fill(head,
    button({ class: "quiet open-places only-narrow", "aria-label": "Servers and channels", on: { click: () => openPlaces(true) } }, "menu"),
    icon(sign(c)), h("h1", { text: title(c) }),
    h("p", { class: "topic" }, parent ? h("a", { href: "#", data: { channel: parent.id }, text: "in #" + title(parent) }) : c.topic || guildOf(c)?.name || ""),
    button({ class: "quiet", title: "Pinned messages", "aria-label": "Pins", on: { click: () => openPins(c, jump) } }, "pin", "Pins"),
    button({ class: "quiet", title: "Traffic between the bot and Discord", "aria-label": "Traffic", on: { click: openTraffic } }, "pulse", "Traffic"));
}

// Events ----------------------------------------------------------------------

const structure = /^(CHANNEL|THREAD|GUILD)_/;

function event(e) {
  note(e);
  switch (e.type) {
    case "HELLO":
      if (e.data.boot !== state.start.boot) { state.channel = state.wanted = null; return begun(); }
      banner.hidden = true;
      return state.look || begins ? resync() : sync();
    case "BOT_READY":
      return ready();
    case "MESSAGE_CREATE": return arrived(e.data);
    case "MESSAGE_UPDATE": return changed(e.data);
    case "MESSAGE_DELETE": return drop([e.data.id]);
    case "MESSAGE_DELETE_BULK": return drop(e.data.ids);
    case "TYPING_START": return someoneTypes(e.data);
    case "INTERACTION_DONE": return settled(e.data.id);
    case "INTERACTION_FAILED": settled(e.data.id); return toast(say("silent"), "bad");
    case "MODAL_OPEN": settled(e.data.id); return form(e.data, e.channel_id);
    case "EXAMPLES":
      state.start.examples = e.data;
      return state.channel && drawLog();
    case "CHANNEL_PINS_UPDATE": return refreshPins(e.data.channel_id);
    default:
      if (structure.test(e.type) || e.type.startsWith("MESSAGE_REACTION")) resync();
  }
}

async function ready() {
  const had = state.start.ready;
  const start = await attempt(() => get("start"));
  if (start) state.start = start;
  if (state.look && (!had || !state.commands.length)) resync();
}

// count asks how many articles the server that is shown answers from.
const count = later(async () => {
  const guild = state.channel?.guild_id || "";
  const counted = await get("count", { guild }).catch(() => null); // the next message asks again
  if (!counted || counted.articles === state.articles) return;
  state.articles = counted.articles;
  showPlaces(places);
}, 200);

function arrived(m) {
  if (m.author.id === state.start.bot) count();
  typists.delete(m.author.id);
  drawTyping();
  if (m.channel_id === state.channel?.id) return put(m);
  if (m.author.id !== state.me.id && state.look) {
    state.unread.add(m.channel_id);
    if (channelOf(m.channel_id)) showPlaces(places);
  }
}

function changed(m) {
  if (m.author.id === state.start.bot) count();
  if (m.channel_id === state.channel?.id && state.messages.some((one) => one.id === m.id)) put(m);
  refresh(m.id);
}

function someoneTypes(d) {
  if (d.user_id === state.me.id || d.channel_id !== state.channel?.id) return;
  clearTimeout(typists.get(d.user_id));
  typists.set(d.user_id, setTimeout(() => { typists.delete(d.user_id); drawTyping(); }, 10_000));
  drawTyping();
}

function drawTyping() {
  const names = [...typists.keys()].map((id) => userOf(id)).filter(Boolean).map(nameOf);
  fill(typing, names.length > 0 && [h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), names.join(", ") + (names.length === 1 ? " is typing…" : " are typing…")]);
}

// What stands in messages -----------------------------------------------------

function followed(e) {
  const to = e.target.closest?.("[data-channel],[data-jump],.mark[data-footnote],.quote");
  if (!to) return;
  if (to.dataset.channel) { e.preventDefault(); return openChannel(to.dataset.channel); }
  if (to.dataset.jump) { e.preventDefault(); return jump(to.dataset.jump) || toast("That message is further up."); }
  const m = state.messages.find((one) => one.id === to.closest(".msg")?.dataset.message);
  if (!m) return;
  e.preventDefault();
  hold(m.id);
  attempt(() => openFootnote(m, Number(to.dataset.footnote) || 0, to.textContent));
}

document.addEventListener("click", followed);
document.querySelector(".skip").addEventListener("click", (e) => { e.preventDefault(); focusWriting(); }); // the address names who and where
document.addEventListener("dragover", (e) => e.preventDefault()); // else the browser opens what is dropped
document.addEventListener("drop", (e) => { e.preventDefault(); attach(e.dataTransfer.files); });
document.addEventListener("keydown", (e) => {
  if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === "k" && state.look) {
    e.preventDefault();
    openSwitcher(places.open);
  } else if (e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown") && !document.querySelector("dialog[open]")) {
    e.preventDefault();
    step(e.key === "ArrowUp" ? -1 : 1);
  }
  if ((e.key === "Enter" || e.key === " ") && e.target.matches?.(".quote")) followed(e);
  if (e.key !== "Escape" || e.defaultPrevented) return;
  closeMenu();
  if (document.body.classList.contains("places-open")) openPlaces(false);
  else if (document.getElementById("panel").contains(document.activeElement)) closePanel();
});

boot();
