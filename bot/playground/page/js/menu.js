// Menus that open at a place, and dialogs.

import { h, add, button } from "./dom.js";

let shut = null;

// closeMenu closes the menu that is open, if any.
export function closeMenu() {
  if (shut) shut();
}

// menu opens a list of things to do beside an element or at a point. Items are
// {label, run, danger}; null draws a line between groups.
export function menu(opener, items, point, kind = "") {
  closeMenu();
  const el = h("div", { class: "menu " + kind, role: "menu", "aria-label": "More" });
  for (const item of items) {
    if (!item) el.append(h("div", { class: "menu-line", role: "separator" }));
    else if (!item.run) el.append(h("div", { class: "menu-head", role: "presentation", text: item.label }));
    else {
      el.append(h("button", {
        type: "button", role: "menuitem", tabindex: "-1", class: item.danger ? "danger" : null, text: item.label, "aria-label": item.about, title: item.about,
        on: { click: () => { closeMenu(); item.run(); } },
      }));
    }
  }
  open(el, opener, point);
  const all = [...el.querySelectorAll("[role=menuitem]")];
  el.addEventListener("keydown", (e) => {
    const n = all.indexOf(document.activeElement);
    const to = { ArrowDown: n + 1, ArrowRight: n + 1, ArrowUp: n - 1 + (n < 1 ? all.length : 0), ArrowLeft: n - 1 + (n < 1 ? all.length : 0), Home: 0, End: all.length - 1 }[e.key];
    if (to !== undefined) {
      e.preventDefault();
      all[to % all.length].focus();
    } else if (e.key === "Tab") closeMenu();
  });
  all[0]?.focus();
}

// open places a floating element and closes it on Escape or a press elsewhere.
function open(el, opener, point) {
  document.body.append(el);
  const box = opener.getBoundingClientRect();
  const x = point ? point.x : box.right - el.offsetWidth;
  const y = point ? point.y : box.bottom + 4;
  el.style.setProperty("left", Math.max(8, Math.min(x, innerWidth - el.offsetWidth - 8)) + "px");
  el.style.setProperty("top", Math.max(8, y + el.offsetHeight > innerHeight - 8 ? (point ? point.y : box.top - 4) - el.offsetHeight : y) + "px");
  const away = (e) => { if (!el.contains(e.target) && !opener.contains(e.target)) closeMenu(); };
  const key = (e) => {
    if (e.key !== "Escape") return;
    e.stopPropagation();
    closeMenu();
    opener.focus();
  };
  document.addEventListener("pointerdown", away, true);
  el.addEventListener("keydown", key);
  shut = () => {
    shut = null;
    document.removeEventListener("pointerdown", away, true);
    const inside = el.contains(document.activeElement);
    el.remove();
    if (inside) opener.focus();
  };
}

// choose opens a list of options of which some may be chosen; done gets values.
export function choose(opener, { label, options, min, max, chosen }, done) {
  closeMenu();
  const name = "choice-" + Math.random().toString(36).slice(2);
  const kind = max === 1 ? "radio" : "checkbox";
  const el = h("form", { class: "menu choices", "aria-label": label });
  const inputs = options.map((o) => h("input", { type: kind, name, value: o.value, checked: chosen.includes(o.value) }));
  const finish = button({ class: "primary", type: "submit" }, null, "Choose");
  const check = () => {
    const n = inputs.filter((i) => i.checked).length;
    finish.disabled = n < min || n > max;
  };
  const filter = options.length > 8 && h("input", { type: "search", class: "choices-filter", placeholder: "Search", "aria-label": "Search", on: { input: () => {
    for (const i of inputs) i.parentElement.hidden = !i.parentElement.textContent.toLowerCase().includes(filter.value.toLowerCase());
  } } });
  if (max > 1) add(el, h("p", { class: "menu-head", text: min ? `Choose ${min} to ${max}` : `Choose up to ${max}` }));
  add(el, filter, h("div", { class: "choices-list" }, options.map((o, i) =>
    h("label", {}, inputs[i], h("span", {}, o.label, o.about && h("small", { text: o.about }))))), finish);
  el.addEventListener("change", check);
  el.addEventListener("submit", (e) => {
    e.preventDefault();
    const values = inputs.filter((i) => i.checked).map((i) => i.value);
    closeMenu();
    done(values);
  });
  check();
  open(el, opener);
  (filter || inputs.find((i) => i.checked) || inputs[0] || finish).focus();
}

// dialog asks with a form of its own; it resolves to the fields or to null.
export function dialog(heading, fields, { action = "Send", danger = false, note = "", above = null } = {}) {
  return new Promise((resolve) => {
    const id = "dialog-title";
    const form = h("form", { method: "dialog" },
      h("h2", { id, text: heading }), note && h("p", { text: note }), above && h("div", { class: "md above-fields" }, above),
      fields.map((f) => h(f.group ? "fieldset" : "label", { class: "field" }, h(f.group ? "legend" : "span", {}, f.label, f.required && h("span", { class: "needed", text: " (needed)" })),
        f.description && h("small", { text: f.description }), f.group || f.input)),
      h("div", { class: "dialog-row" },
        button({ on: { click: () => el.close("") } }, null, "Cancel"),
        h("button", { type: "submit", value: "ok", class: danger ? "danger" : "primary", text: action })));
    const el = h("dialog", { class: "modal", "aria-labelledby": id }, form);
    el.addEventListener("close", () => {
      resolve(el.returnValue === "ok" ? Object.fromEntries(fields.map((f) => [f.name, f.group ? f.inputs.filter((i) => i.checked).map((i) => i.value).join("\n") : f.input.value])) : null);
      el.remove();
    });
    document.body.append(el);
    el.showModal();
    (fields[0]?.input || fields[0]?.inputs[0] || form.querySelector(".dialog-row button")).focus();
  });
}

// field is a text field of a dialog.
export function field(name, label, o = {}) {
  const input = h(o.long ? "textarea" : "input", {
    name, required: o.required, minlength: o.min, maxlength: o.max, placeholder: o.placeholder, rows: o.long ? 4 : null, autocomplete: "off",
  });
  input.value = o.value || "";
  return { name, label, required: o.required, description: o.description, input };
}

// picked is a field of a dialog that is chosen from: a menu, radio buttons, or
// checkboxes where many may be chosen.
export function picked(name, label, options, o = {}) {
  const about = { name, label, required: o.required, description: o.description };
  if (o.menu) {
    const input = h("select", { name, required: o.required }, !options.some((one) => one.default) && h("option", { value: "", text: o.placeholder || "Choose" }),
      options.map((one) => h("option", { value: one.value, selected: one.default, text: one.label })));
    return { ...about, input };
  }
  const inputs = options.map((one) => h("input", { type: o.many ? "checkbox" : "radio", name, value: one.value, checked: one.default, required: !o.many && o.required }));
  return { ...about, inputs, group: options.map((one, i) => h("label", { class: "pick" }, inputs[i], h("span", {}, one.label, one.description && h("small", { text: one.description })))) };
}

// uploaded is a field of a dialog that takes files.
export function uploaded(name, label, o = {}) {
  return { name, label, required: o.required, description: o.description, files: true, input: h("input", { type: "file", name, required: o.required, multiple: o.many }) };
}
