// Elements are made here and nowhere else. Text becomes text nodes: nothing in
// this page turns a string into HTML.

const svgNS = "http://www.w3.org/2000/svg";

// h makes an element. Props: class, text, on (handlers), data, style (custom
// properties), and otherwise attributes; null and false leave one out.
export function h(tag, props, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") el.className = value;
    else if (name === "text") el.textContent = value;
    else if (name === "on") for (const [type, fn] of Object.entries(value)) el.addEventListener(type, fn);
    else if (name === "data") Object.assign(el.dataset, value);
    else if (name === "style") for (const [k, v] of Object.entries(value)) el.style.setProperty(k, v);
    else if (name === "value") el.value = value;
    else el.setAttribute(name, value === true ? "" : value);
  }
  add(el, children);
  return el;
}

// add appends nodes and texts, however nested.
export function add(el, ...children) {
  for (const c of children.flat(Infinity)) {
    if (c !== null && c !== undefined && c !== false) el.append(c);
  }
  return el;
}

// fill replaces what is in an element.
export function fill(el, ...children) {
  el.replaceChildren();
  return add(el, children);
}

const paths = {
  hash: "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
  forum: "M4 5h16v10H11l-4 4v-4H4z",
  thread: "M5 4v8a4 4 0 0 0 4 4h10M15 12l4 4-4 4",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-4 7.5",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  reply: "M10 7 5 12l5 5M5 12h9a5 5 0 0 1 5 5v1",
  send: "M4 12 20 4l-5 16-3-7z",
  clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7",
  pin: "M9 4h6l-1 6 4 4H6l4-4zM12 14v6",
  smile: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM8.5 14a4.5 4.5 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
  keys: "M3 7h18v10H3zM7 10.5h.01M11 10.5h.01M15 10.5h.01M8 14h8",
  pulse: "M3 12h4l3-8 4 16 3-8h4",
  moon: "M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10z",
  down: "M6 9l6 6 6-6",
  out: "M14 4h6v6M20 4l-9 9M18 14v5H5V6h5",
  plus: "M12 5v14M5 12h14",
};

// icon draws one of the few signs of this page.
export function icon(name) {
  const svg = document.createElementNS(svgNS, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon icon-" + name);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svgNS, "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

// counted is a number of things in words: "1 article", "2 articles".
export const counted = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;

// button is a button with a sign, a text, or both.
export function button(props, sign, text) {
  return h("button", { type: "button", ...props }, sign && icon(sign), text && h("span", { text }));
}

// toast says something in passing.
export function toast(text, kind) {
  const el = h("div", { class: "toast " + (kind || ""), text });
  document.getElementById("toasts").append(el);
  setTimeout(() => el.remove(), 6000);
}

// later runs a function once, after the last call.
export function later(fn, ms) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => fn(...args), ms);
  };
}
