// Files: those of messages, shown or to be saved, and those to be sent.

import { h, icon, button } from "./dom.js";
import { state } from "./state.js";
import { request } from "./api.js";

const shown = /^image\/(png|jpeg|gif|webp)$/;

const address = (id, save) => "api/file?" + new URLSearchParams({ as: state.me.id, id, ...(save && { save: "1" }) });

// local finds the attachment that an address in a message stands for.
export function local(url, m) {
  const name = url?.match(/^attachment:\/\/(.+)$/)?.[1];
  if (name) return m.attachments.find((a) => a.filename === name) || null;
  const id = url?.match(/^https:\/\/(?:cdn\.discordapp\.com|media\.discordapp\.net)\/attachments\/\d+\/(\d+)\//)?.[1];
  return id ? m.attachments.find((a) => a.id === id) || { id, filename: "", content_type: "image/png" } : null;
}

// pictured are the pictures of galleries.
const pictured = (list) => (list || []).flatMap((c) => [...(c.items || []).map((i) => i.media), ...pictured(c.components)]);

// attachments draws a message's files, but for those that its embeds show.
export function attachments(m) {
  const used = new Set([...m.embeds.flatMap((e) => [e.image, e.thumbnail]), ...pictured(m.components)].map((p) => p && local(p.url, m)?.id));
  return m.attachments.filter((a) => !used.has(a.id)).map((a) => (shown.test(a.content_type) ? picture(a) : saved(a)));
}

// picture shows a picture as large as there is room, and larger when pressed.
export function picture(a, kind = "figure") {
  const alt = a.description || "";
  const image = h("img", { src: address(a.id), alt: alt || a.filename || "picture", width: a.width, height: a.height, loading: "lazy", decoding: "async" });
  return h("button", { type: "button", class: kind, title: alt || null, "aria-haspopup": "dialog", on: { click: () => enlarge(a, alt) } }, image);
}

function enlarge(a, alt) {
  const el = h("dialog", { class: "viewer", "aria-label": alt || a.filename || "Picture" },
    h("img", { src: address(a.id), alt: alt || a.filename }), alt && h("p", { text: alt }),
    h("div", { class: "dialog-row" }, h("a", { class: "btn", href: address(a.id, true), download: a.filename || "picture" }, "Save"),
      button({ class: "primary", on: { click: () => el.close() } }, null, "Close")));
  el.addEventListener("click", (e) => { if (e.target === el) el.close(); });
  el.addEventListener("close", () => el.remove());
  document.body.append(el);
  el.showModal();
}

function saved(a) {
  return h("a", { class: "file", href: address(a.id, true), download: a.filename, title: a.description || null },
    icon("clip"), h("span", { text: a.filename }), h("small", { text: size(a.size) }));
}

// size is a number of bytes as people say it.
export function size(n) {
  if (n < 1000) return n + " bytes";
  return n < 1e6 ? Math.round(n / 1000) + " KB" : (n / 1e6).toFixed(1) + " MB";
}

// upload sends a file ahead and gives the ID by which it can be named.
export async function upload(file) {
  const { id } = await request("api/upload?" + new URLSearchParams({ as: state.me.id, name: file.name }), {
    method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file,
  });
  return id;
}

// makeTray makes the place for files that are to go with a message; changed is
// called when some were added or taken out by hand.
export function makeTray(changed) {
  let files = []; // {file, about}
  const el = h("ul", { class: "tray", "aria-label": "Files to send", hidden: true });
  const chooser = h("input", { type: "file", multiple: true, class: "visually-hidden", tabindex: "-1", "aria-label": "Files", on: { change: () => { add(chooser.files); chooser.value = ""; } } });

  function draw() {
    el.hidden = files.length === 0;
    el.replaceChildren(...files.map((f) => h("li", {}, icon("clip"), h("span", { class: "cut", text: f.file.name }), h("small", { text: size(f.file.size) }),
      f.file.type.startsWith("image/") && h("input", { placeholder: "What it shows", "aria-label": "What " + f.file.name + " shows", maxlength: "1024", value: f.about, on: { input: (e) => { f.about = e.target.value; } } }),
      button({ class: "quiet", "aria-label": "Do not send " + f.file.name, on: { click: () => { files = files.filter((one) => one !== f); draw(); changed(); } } }, "close"))));
  }

  function add(list) {
    files = [...files, ...[...list].map((file) => ({ file, about: "" }))].slice(0, 10);
    draw();
    changed();
  }

  return {
    el, chooser, add,
    count: () => files.length,
    clear: () => { files = []; draw(); },
    send: () => Promise.all(files.map(async (f) => ({ upload: await upload(f.file), description: f.about }))),
  };
}
