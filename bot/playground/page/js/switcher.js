// Ways around the page by keyboard: going to a channel by its name, and a list
// of all keys.

import { h, button } from "./dom.js";
import { channels, title, sign, guildOf, kinds } from "./state.js";
import { makeList } from "./suggest.js";

function show(el, focus) {
  el.addEventListener("close", () => el.remove());
  el.addEventListener("click", (e) => { if (e.target === el) el.close(); });
  document.body.append(el);
  el.showModal();
  focus.focus();
}

// openSwitcher asks for a channel's name; go opens it.
export function openSwitcher(go) {
  if (document.querySelector("dialog[open]")) return;
  const input = h("input", { role: "combobox", "aria-label": "Go to a channel", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": "switch-list", placeholder: "Go to a channel, thread or person", autocomplete: "off" });
  const list = makeList(input, "switch-list");
  const el = h("dialog", { class: "modal switcher", "aria-label": "Go to" }, input, list.el);
  const look = () => {
    const wanted = input.value.toLowerCase();
    const found = channels().filter((c) => c.type !== kinds.category && title(c).toLowerCase().includes(wanted)).slice(0, 9);
    list.show(found.map((c) => ({ label: (sign(c) === "hash" ? "#" : "") + title(c), about: guildOf(c)?.name || "Direct message", pick: () => { el.close(); go(c.id); } })), "Channels");
  };
  input.addEventListener("input", look);
  input.addEventListener("keydown", (e) => { if (e.key !== "Escape") list.key(e); });
  show(el, input);
  look();
}

const keys = [
  ["/", "Commands; Tab or Enter takes one"], ["@", "Mention somebody"], ["Enter, Shift Enter", "Send, a new line"], ["Ctrl K", "Go to a channel"], ["Alt ↑, Alt ↓", "The channel above, below"],
  ["↑, ↓, Home, End", "From message to message, once in the list"], ["Shift F10", "What can be done with the message"], ["Escape", "Close a menu, a form, the panel; give up a reply"],
];

// openKeys lists all keys.
export function openKeys() {
  const close = button({ class: "primary", on: { click: () => el.close() } }, null, "Close");
  const el = h("dialog", { class: "modal", "aria-labelledby": "keys-title" }, h("h2", { id: "keys-title", text: "Keys" }),
    h("dl", { class: "keys" }, keys.map(([key, about]) => h("div", {}, h("dt", {}, key.split(", ").map((k, i) => [i > 0 && " ", h("kbd", { text: k })])), h("dd", { text: about })))),
    h("div", { class: "dialog-row" }, close));
  show(el, close);
}

// step opens the channel before or after the one shown.
export function step(by) {
  const all = [...document.querySelectorAll(".place")];
  const n = all.findIndex((p) => p.hasAttribute("aria-current"));
  all[(n + by + all.length) % all.length]?.click();
}
