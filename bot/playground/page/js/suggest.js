// A list of suggestions above a field, worked with the arrow keys.

import { h, fill } from "./dom.js";

// makeList makes the list of a field.
export function makeList(input, id) {
  const el = h("div", { id, class: "suggestions", role: "listbox", hidden: true });
  let items = [];
  let at = 0;

  function mark() {
    el.querySelectorAll("[role=option]").forEach((o, i) => {
      o.setAttribute("aria-selected", String(i === at));
      if (i === at) {
        input.setAttribute("aria-activedescendant", o.id);
        o.scrollIntoView({ block: "nearest" });
      }
    });
  }

  function hide() {
    el.hidden = true;
    items = [];
    input.removeAttribute("aria-activedescendant");
    if (input.getAttribute("role") === "combobox") input.setAttribute("aria-expanded", "false");
  }

  // show offers items {label, about, pick}. Where free, none is marked at first, and
  // what is marked stays so in a list that comes later.
  function show(list, name, free = false) {
    if (!list.length) return hide();
    const marked = items[at]?.label;
    items = list;
    at = free ? list.findIndex((it) => it.label === marked) : 0;
    el.setAttribute("aria-label", name);
    fill(el, list.map((it, i) => h("div", {
      id: `${id}-${i}`, role: "option", class: "suggestion",
      on: { pointerdown: (e) => e.preventDefault(), click: () => it.pick() },
    }, h("span", { class: "suggestion-name", text: it.label }), it.about && h("span", { class: "suggestion-about", text: it.about }))));
    el.hidden = false;
    if (input.getAttribute("role") === "combobox") input.setAttribute("aria-expanded", "true");
    mark();
  }

  // key takes a key that is meant for the list.
  function key(e) {
    if (el.hidden || e.isComposing) return false;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      at = (at + (e.key === "ArrowDown" ? 1 : -1) + items.length) % items.length;
      mark();
    } else if ((e.key === "Enter" || e.key === "Tab" && !e.shiftKey) && items[at]) items[at].pick();
    else if (e.key === "Escape") hide();
    else return false;
    e.preventDefault();
    e.stopPropagation();
    return true;
  }

  return { el, show, hide, key };
}
