// A slash command with its options, filled in where one writes.

import { h, button, icon, toast, later } from "./dom.js";
import { state, localised, guildOf, nameOf, title } from "./state.js";
import { post } from "./api.js";
import { makeList } from "./suggest.js";
import { waitFor } from "./component.js";
import { upload } from "./files.js";

const sub = 1;
const group = 2;

// commandNames lists what can be used here, subcommands by their full name.
// name is what is shown, path what is sent.
export function commandNames() {
  const out = [];
  const walk = (o, name, path) => {
    const inner = (o.options || []).filter((one) => one.type === sub || one.type === group);
    if (!inner.length) {
      out.push({ name, path, about: localised(o.description_localizations, o.description), options: o.options || [] });
      return;
    }
    for (const one of inner) walk(one, name + " " + localised(one.name_localizations, one.name), path + " " + one.name);
  };
  for (const c of state.commands) if (c.type === 1) walk(c, localised(c.name_localizations, c.name), c.name);
  return out;
}

// makeCommand makes the form of a command; done is called when it is sent or
// given up. first is what was typed already.
export function makeCommand(command, first, done) {
  const fields = new Map(); // name -> {value(), invalid()}
  const lists = h("div", { class: "command-lists" });
  const row = h("div", { class: "command-fields" });
  const rest = h("div", { class: "command-rest" });
  const form = h("form", { class: "command", "aria-label": "/" + command.name });
  const typedYet = () => Object.fromEntries(Object.entries(values()).filter(([, v]) => !(v instanceof File)));
  const values = () => Object.fromEntries([...fields].map(([name, f]) => [name, f.value()]).filter(([, v]) => v !== undefined));

  function open(o, text, focus) {
    const made = field(o, text, lists, (typed) => post("autocomplete", {
      channel: state.channel.id, name: command.path, option: o.name, values: { ...typedYet(), [o.name]: typed },
    }));
    fields.set(o.name, made);
    row.append(made.el);
    if (focus) made.focus();
  }

  for (const o of command.options) {
    if (o.required) open(o, fields.size === 0 ? first : "");
    else {
      const name = localised(o.name_localizations, o.name);
      const more = button({ class: "option", title: localised(o.description_localizations, o.description), on: { click: () => { more.remove(); open(o, "", true); } } }, "plus", name);
      rest.append(more);
    }
  }
  form.append(lists,
    h("div", { class: "command-head" }, h("b", { text: "/" + command.name }), h("span", { text: command.about }),
      button({ class: "quiet", "aria-label": "Give up the command", on: { click: done } }, "close")),
    h("div", { class: "command-row" }, row, rest, h("button", { type: "submit", class: "quiet send", "aria-label": "Send" }, icon("send"))));
  form.addEventListener("keydown", (e) => { if (e.key === "Escape" && !e.defaultPrevented) done(); });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    const lacking = [...fields.values()].find((f) => f.lacks());
    if (lacking) return lacking.focus();
    sendCommand(command, values(), done);
  });
  return form;
}

// sendCommand uses a command; done is called when the server has taken it.
export async function sendCommand(command, values, done) {
  try {
    const channel = state.channel.id;
    const sent = { ...values };
    for (const [name, v] of Object.entries(sent)) if (v instanceof File) sent[name] = { upload: await upload(v) };
    const { id } = await post("command", { channel, name: command.path, values: sent });
    waitFor(id, () => {});
    done();
  } catch (e) {
    toast(e.message, "bad");
  }
}

const types = { 4: "number", 10: "number", 11: "file" };

// field makes the input for an option; ask looks suggestions up.
function field(o, text, lists, ask) {
  const about = localised(o.description_localizations, o.description);
  const id = "option-" + o.name;
  const choices = offered(o);
  const input = choices
    ? h("select", { id }, h("option", { value: "", text: o.required ? "Choose…" : "—" }), choices.map(([value, label]) => h("option", { value, text: label })))
    : h("input", { id, type: types[o.type] || "text", step: o.type === 10 ? "any" : null, min: o.min_value, max: o.max_value, placeholder: about, minlength: o.min_length, maxlength: o.max_length, autocomplete: "off" });
  if (text && !choices && o.type !== 11) input.value = text;
  if (o.autocomplete) offer(input, id, lists, ask);
  return {
    el: h("label", { class: "option-field" + (choices ? "" : " wide"), title: about }, h("span", { text: localised(o.name_localizations, o.name) }), input),
    value: () => (o.type === 11 ? input.files[0] : input.value === "" ? undefined : typed(o, input.value)),
    lacks: () => o.required && !input.value.trim(),
    focus: () => input.focus(),
  };
}

// offer suggests values while one types.
function offer(input, id, lists, ask) {
  const list = makeList(input, id + "-list");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", id + "-list");
  lists.append(list.el);
  const look = later(async () => {
    const asked = input.value;
    try {
      const found = await ask(asked);
      if (input.value !== asked || !input.isConnected || document.activeElement !== input) return;
      list.show(found.slice(0, 25).map((c) => ({
        label: localised(c.name_localizations, c.name), pick: () => { input.value = c.value; list.hide(); },
      })), "Suggestions", true);
    } catch {
      list.hide(); // one can type without
    }
  }, 120);
  input.addEventListener("input", look);
  input.addEventListener("focus", look);
  input.addEventListener("keydown", (e) => list.key(e));
  input.addEventListener("blur", () => setTimeout(list.hide, 150));
}

// offered are the values of an option that can only be chosen, else null.
function offered(o) {
  const g = guildOf(state.channel);
  const members = () => (g?.members || []).map((m) => [m.user.id, nameOf(m.user)]);
  const roles = () => (g?.roles || []).map((r) => [r.id, r.name]);
  if (o.choices?.length) return o.choices.map((c) => [c.value, localised(c.name_localizations, c.name)]);
  switch (o.type) {
    case 5: return [["true", "yes"], ["false", "no"]];
    case 6: return members();
    case 7: return (g?.channels || []).filter((c) => !o.channel_types || o.channel_types.includes(c.type)).map((c) => [c.id, "#" + title(c)]);
    case 8: return roles();
    case 9: return [...members(), ...roles()];
    default: return null;
  }
}

function typed(o, text) {
  if (o.type === 5) return text === "true";
  if (o.type === 4 || o.type === 10) return Number(text);
  return text;
}
