// Forms, and what one can do with a message or in a forum.

import { toast } from "./dom.js";
import { post, attempt } from "./api.js";
import { state, isThread, may, bits } from "./state.js";
import { textOf } from "./component.js";
import { markdown } from "./markdown.js";
import { menu, dialog, field, picked, uploaded } from "./menu.js";
import { upload } from "./files.js";
import { act } from "./component.js";
import { say } from "./words.js";

// form shows a form that the bot opened, and sends what is written into it.
export async function form({ id, modal }, channel) {
  const fields = [];
  for (const c of modal.components) {
    for (const one of c.components || []) fields.push(input(one, one.label));
    if (c.component) fields.push(input(c.component, c.label, c.description));
  }
  const texts = modal.components.filter((c) => c.type === 10).map((c) => markdown(c.content));
  const values = await dialog(modal.title, fields, { above: texts.length ? texts : null });
  if (values) await attempt(async () => {
    const uploads = {};
    for (const f of fields.filter((one) => one.files)) {
      delete values[f.name];
      if (f.input.files.length) uploads[f.name] = await Promise.all([...f.input.files].map(async (file) => ({ upload: await upload(file) })));
    }
    await post("submit", { channel, invocation: id, fields: values, uploads });
  });
}

function input(c, label, description) {
  if (c.type === 19) return uploaded(c.custom_id, label, { many: c.max_values > 1, required: c.required !== false, description });
  if (c.options) return picked(c.custom_id, label, c.options, { menu: c.type === 3, many: c.type === 22, required: c.required !== false, placeholder: c.placeholder, description });
  return field(c.custom_id, label, {
    long: c.style === 2, required: c.required !== false, min: c.min_length, max: c.max_length, placeholder: c.placeholder, value: c.value, description,
  });
}

// messageMenu opens what can be done with a message; acts are the page's.
export function messageMenu(acts, m, opener, point) {
  const c = state.channel;
  const mine = m.author.id === state.me.id;
  const ephemeral = (m.flags & 64) !== 0;
  const apps = ephemeral ? [] : state.commands.filter((one) => one.type === 3);
  const items = [
    acts.canWrite() && !ephemeral && { label: "Reply", run: () => acts.reply(m) },
    m.author.id === state.start.bot && { label: "What happened", run: () => acts.happened(m) },
    { label: "Copy text", run: () => copy(m) },
    mine && { label: "Edit", run: () => edit(m) },
    !ephemeral && (may(c, bits.pin) || may(c, bits.manage)) && { label: m.pinned ? "Take the pin away" : "Pin", run: () => attempt(() => post(m.pinned ? "unpin" : "pin", { channel: m.channel_id, message: m.id })) },
    c.guild_id && !isThread(c) && !m.thread && !ephemeral && may(c, bits.threads) && { label: "Start a thread", run: () => startThread(acts, m) },
    ephemeral && { label: say("dismiss"), run: () => acts.dismiss(m) },
    !ephemeral && (mine || c.guild_id && may(c, bits.manage)) && { label: "Delete", danger: true, run: () => remove(m) },
    apps.length > 0 && null,
    apps.length > 0 && { label: "Apps" },
    ...apps.map((one) => ({ label: one.name_localizations?.[state.look.locale] || one.name, run: () => act(opener, "menu", m, { name: one.name }) })),
  ];
  menu(opener, items.filter((i) => i !== false && i !== undefined && i !== ""), point);
}

const emojis = [["👍", "thumbs up"], ["❤️", "heart"], ["😂", "laughing"], ["🎉", "celebration"], ["🤔", "thinking"], ["👀", "eyes"], ["✅", "check"], ["❓", "question"]];

// emojiMenu offers a few reactions; acts are the page's.
export function emojiMenu(acts, m, opener) {
  menu(opener, emojis.map(([emoji, name]) => ({ label: emoji, about: name, run: () => acts.react(m, emoji, m.reactions?.some((r) => r.me && r.emoji.name === emoji)) })), null, "emojis");
}

function copy(m) {
  const text = textOf(m).join("\n\n");
  attempt(async () => { await navigator.clipboard.writeText(text); toast("Copied."); });
}

async function edit(m) {
  const values = await dialog("Edit the message", [field("text", "Message", { long: true, required: true, max: 2000, value: m.content })], { action: "Save" });
  if (values) await attempt(() => post("edit", { channel: m.channel_id, message: m.id, text: values.text }));
}

async function remove(m) {
  if (await dialog("Delete this message?", [], { action: "Delete", danger: true })) await attempt(() => post("delete", { channel: m.channel_id, message: m.id }));
}

async function startThread(acts, m) {
  const values = await dialog("Start a thread", [field("text", "Name", { required: true, max: 100 })], { action: "Start" });
  const made = values && await attempt(() => post("thread", { channel: m.channel_id, message: m.id, text: values.text }));
  if (made) acts.enter(made.id);
}

// newPost begins a post in the forum that is shown.
export async function newPost(acts) {
  const values = await dialog("New post", [field("title", "Title", { required: true, max: 100 }), field("text", "Message", { long: true, required: true, max: 2000 })], { action: "Post" });
  const made = values && await attempt(() => post("post", { channel: state.channel.id, title: values.title, text: values.text }));
  if (made) acts.enter(made.id);
}
