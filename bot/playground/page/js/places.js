// The left side: servers with their channels and threads, direct messages, and
// who I am.

import { h, fill, icon, button, counted } from "./dom.js";
import { state, title, sign, isThread, kinds, hue, nameOf } from "./state.js";

const nav = () => document.getElementById("places");

// showPlaces draws all of it; act has open, become, speak, theme and keys.
export function showPlaces(act) {
  const focused = document.activeElement?.dataset?.place;
  const top = nav().querySelector(".places-list")?.scrollTop || 0;
  const body = h("div", { class: "places-list" });
  for (const g of state.look.guilds) body.append(server(g, act));
  body.append(section("Direct messages", state.look.direct.map((c) => place(c, act))));
  fill(nav(),
    h("div", { class: "brand" },
      h("span", { class: "brand-name" }, "Footnote", h("sup", { "aria-hidden": "true", text: "1" })),
      h("span", { class: "brand-what", text: "playground" }),
      button({ class: "quiet only-narrow", "aria-label": "Close the list of channels", on: { click: () => openPlaces(false) } }, "close")),
    body,
    me(act));
  body.scrollTop = top;
  if (focused) nav().querySelector(`[data-place="${CSS.escape(focused)}"]`)?.focus();
}

// openPlaces shows or hides the list where the screen has no room for it.
export function openPlaces(on) {
  document.body.classList.toggle("places-open", on);
  if (on) nav().querySelector("[aria-current]")?.focus();
  else if (nav().contains(document.activeElement)) document.querySelector(".open-places")?.focus();
}

function section(name, items) {
  return h("section", { class: "server" }, h("h2", { text: name }), h("ul", {}, items));
}

function server(g, act) {
  const items = [];
  for (const c of g.channels) {
    if (c.type === kinds.category) continue;
    items.push(place(c, act));
    for (const t of g.threads) {
      if (t.parent_id === c.id && !t.thread_metadata.archived) items.push(place(t, act));
    }
  }
  return section(g.name, items);
}

function place(c, act) {
  const current = state.channel?.id === c.id;
  const unread = state.unread.has(c.id) && !current;
  const el = h("button", {
    type: "button", class: "place" + (isThread(c) ? " in-thread" : "") + (unread ? " unread" : ""), "aria-current": current ? "page" : null,
    data: { place: c.id }, on: { click: () => act.open(c.id) },
  }, icon(sign(c)), h("span", { class: "place-name", text: title(c) }), unread && h("span", { class: "visually-hidden", text: "new messages" }));
  return h("li", {}, el);
}

const languages = [["en-US", "English"], ["de", "Deutsch"], ["es-ES", "Español"], ["fr", "Français"], ["ru", "Русский"], ["uk", "Українська"]];

function me(act) {
  const people = state.start.people.map((p) => h("label", { class: "self", title: p.name + " " + p.about },
    h("input", {
      type: "radio", name: "self", value: p.id, checked: p.id === state.me.id, "aria-label": `${p.name}, ${p.role}: ${p.about}`,
      data: { place: "self-" + p.name }, on: { change: () => act.become(p) },
    }),
    avatar({ id: p.id, username: p.name }), h("span", { class: "self-name", text: p.name }), h("span", { class: "self-role", text: p.role })));
  const speak = h("select", { "aria-label": "Language", on: { change: (e) => act.speak(e.target.value) } },
    languages.map(([code, name]) => h("option", { value: code, text: name, selected: code === state.look.locale })));
  return h("div", { class: "me" },
    h("fieldset", { class: "selves" }, h("legend", { text: "Act as" }), people),
    h("div", { class: "me-row" }, speak, button({ class: "quiet", "aria-label": "Light or dark", title: "Light or dark", on: { click: act.theme } }, "moon"),
      button({ class: "quiet", "aria-label": "Keys", title: "Keys", on: { click: act.keys } }, "keys")),
    h("p", { class: "about", text: state.start.ready ? `${counted(state.articles ?? state.start.articles, "article")} · ${state.start.about}` : "Reading the articles…" }));
}

// avatar is a monogram; the bot's is its footnote mark.
export function avatar(user) {
  const bot = user.id === state.start.bot;
  return h("span", {
    class: "avatar" + (bot ? " bot" : ""), "aria-hidden": "true", style: { "--hue": hue(user.username) },
    text: bot ? "F" : [...nameOf(user)][0].toUpperCase(),
  }, bot && h("sup", { text: "1" }));
}
