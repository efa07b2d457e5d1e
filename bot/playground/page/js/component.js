// Buttons, menus and the blocks of newer messages.

import { h, icon, toast } from "./dom.js";
import { post } from "./api.js";
import { choose } from "./menu.js";
import { markdown } from "./markdown.js";
import { safe } from "./inline.js";
import { local, picture } from "./files.js";
import { state, guildOf, nameOf, title } from "./state.js";

const styles = { 1: "primary", 2: "", 3: "success", 4: "danger", 5: "" };

// components draws the components of a message.
export function components(m) {
  return (m.components || []).map((c) => component(c, m)).filter(Boolean);
}

function component(c, m) {
  switch (c.type) {
    case 1: return h("div", { class: "row" }, (c.components || []).map((one) => component(one, m)));
    case 2: return press(c, m);
    case 3: case 5: case 6: case 7: case 8: return select(c, m);
    case 9: return h("div", { class: "section" }, h("div", {}, c.components.map((one) => component(one, m))), c.accessory && component(c.accessory, m));
    case 10: return display(c, m);
    case 11: return media(c.media, c.description, m);
    case 12: return h("div", { class: "gallery" }, (c.items || []).map((one) => media(one.media, one.description, m)));
    case 13: return media(c.file, "", m);
    case 14: return c.divider === false ? h("div", { class: "gap" }) : h("hr");
    case 17: return h("div", { class: "embed", style: colour(c.accent_color) }, c.components.map((one) => component(one, m)));
    default: return null;
  }
}

// display is a text; the bot's quotes open the article that they stand in.
function display(c, m) {
  const bot = m.author.id === state.start.bot;
  const el = h("div", { class: "md" }, markdown(c.content, { marks: bot }));
  if (bot) for (const q of el.querySelectorAll("blockquote")) openable(q);
  return el;
}

// walk gives components with those within them.
export const walk = (list) => (list || []).flatMap((c) => [c, ...walk(c.components), ...(c.accessory ? [c.accessory] : [])]);

// textOf are the texts of a message, whatever form it has.
export function textOf(m) {
  return [m.content, ...(m.embeds || []).map((e) => e.description), ...walk(m.components).map((c) => c.type === 10 && c.content)].filter(Boolean);
}

// texts are the texts of a message's components, drawn.
export const texts = (m) => walk(m.components).filter((c) => c.type === 10).map((c) => display(c, m));

// openable makes a quote that opens the article it stands in.
export function openable(q) {
  if (q.querySelector("button,a")) return;
  q.classList.add("quote");
  q.setAttribute("role", "button");
  q.setAttribute("tabindex", "0");
  q.setAttribute("title", "Open the article at this quote");
}

function media(item, about, m) {
  const a = local(item?.url, m);
  return a && picture({ ...a, description: about || a.description });
}

// colour is the custom property of an accent.
export function colour(n) {
  return n ? { "--accent-bar": "#" + Number(n).toString(16).padStart(6, "0") } : {};
}

function press(c, m) {
  const label = [c.emoji && h("span", { class: "emoji", "aria-hidden": c.label ? "true" : null, text: c.emoji.name }), c.label && h("span", { text: c.label })];
  if (c.style === 5) {
    const url = safe(c.url || "");
    return url && h("a", { class: "btn", href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, label, icon("out"));
  }
  const named = { "👍": "Good answer", "👎": "Bad answer", "🗑️": "Delete" };
  const about = c.emoji && named[c.emoji.name] && !/\p{L}/u.test(c.label || "") ? named[c.emoji.name] + (c.label ? ", " + c.label : "") : null;
  const el = h("button", {
    type: "button", class: ["btn", styles[c.style], !c.label && "bare"].filter(Boolean).join(" "), disabled: c.disabled, data: { component: c.custom_id }, "aria-label": about, title: about,
    on: { click: () => act(el, "press", m, { component: c.custom_id }) },
  }, label);
  return el;
}

// act does something to which the bot responds; the element waits for it.
export async function act(el, name, m, more) {
  if (el.getAttribute("aria-busy") === "true") return;
  el.setAttribute("aria-busy", "true");
  const done = () => el.removeAttribute("aria-busy");
  try {
    const { id } = await post(name, { channel: m.channel_id, message: m.id, ...more });
    waitFor(id, done);
  } catch (e) {
    done();
    toast(e.message, "bad");
  }
}

const over = new Map(); // interactions that were over before we knew their ID

// waitFor calls done when an interaction is over.
export function waitFor(id, done) {
  if (over.delete(id)) done();
  else state.pending.set(id, done);
}

// settled tells that an interaction is over.
export function settled(id) {
  const done = state.pending.get(id);
  state.pending.delete(id);
  if (done) done();
  else {
    over.set(id, true);
    if (over.size > 100) over.delete(over.keys().next().value);
  }
}

function select(c, m) {
  const options = choices(c);
  const chosen = c.type === 3 ? options.filter((o) => o.default).map((o) => o.value) : (c.default_values || []).map((v) => v.id);
  const names = chosen.map((v) => options.find((o) => o.value === v)?.label || v).join(", ");
  const el = h("button", {
    type: "button", class: "select", disabled: c.disabled, "aria-haspopup": "dialog", data: { component: c.custom_id },
    on: {
      click: () => choose(el, { label: c.placeholder || "Choose", options, min: c.min_values ?? 1, max: c.max_values ?? 1, chosen },
        (values) => act(el, "select", m, { component: c.custom_id, chosen: values })),
    },
  }, h("span", { text: names || c.placeholder || "Choose" }), icon("down"));
  return el;
}

// choices are what a menu offers: its own options, or members, roles, channels.
function choices(c) {
  const g = guildOf(state.channel);
  const members = (g?.members || []).map((m) => ({ value: m.user.id, label: nameOf(m.user) }));
  const roles = (g?.roles || []).map((r) => ({ value: r.id, label: "@" + r.name.replace(/^@/, "") }));
  switch (c.type) {
    case 3: return (c.options || []).map((o) => ({ value: o.value, label: (o.emoji ? o.emoji.name + " " : "") + o.label, about: o.description, default: o.default }));
    case 5: return members;
    case 6: return roles;
    case 7: return [...members, ...roles];
    default: return (g?.channels || []).filter((one) => !c.channel_types || c.channel_types.includes(one.type)).map((one) => ({ value: one.id, label: "#" + title(one) }));
  }
}

