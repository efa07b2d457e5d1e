// Markdown as Discord reads it, into elements: blocks here, what stands within a
// line in inline.js.
// Source: https://support.discord.com/hc/en-us/articles/210298617

import { h } from "./dom.js";
import { inline } from "./inline.js";

const fence = /^```(?:([\w+#.-]+)\n)?([\s\S]*?)\n?```/;
const item = /^( *)([-*]|\d{1,9}\.) +(.*)$/;

// markdown returns the elements of a text. options.marks makes footnotes of
// [1], options.block false leaves headings, lists and quotes alone.
export function markdown(text, options = {}) {
  const out = [];
  let rest = text.replace(/\r\n?/g, "\n");
  while (rest) {
    const [nodes, used] = block(rest, options);
    out.push(...nodes);
    rest = rest.slice(used);
  }
  return out;
}

function block(text, options) {
  const code = text.match(fence);
  if (code) return [[h("pre", {}, h("code", { text: code[2] }))], eat(text, code[0].length)];
  if (text.startsWith(">>> ")) return [[quote(text.slice(4), options)], text.length];
  const line = text.slice(0, end(text, 0));
  if (/^> ?/.test(line) && line[0] === ">" && (line === ">" || line[1] === " ")) return quoted(text, options);
  const head = line.match(/^(#{1,3}) +(.+)$/);
  if (head) return [[h("h" + (head[1].length + 3), {}, inline(head[2], options))], eat(text, line.length)];
  const small = line.match(/^-# +(.+)$/);
  if (small) return [[h("small", { class: "sub" }, inline(small[1], options))], eat(text, line.length)];
  if (item.test(line)) return list(text, options);
  return plain(text, options);
}

// end is where the line from i on ends; eat counts its newline in.
function end(text, i) {
  const n = text.indexOf("\n", i);
  return n < 0 ? text.length : n;
}

const eat = (text, n) => (text[n] === "\n" ? n + 1 : n);

function quote(text, options) {
  return h("blockquote", {}, markdown(text, options));
}

function quoted(text, options) {
  const lines = [];
  let i = 0;
  while (i < text.length) {
    const stop = end(text, i);
    const line = text.slice(i, stop);
    if (!line.startsWith("> ") && line !== ">") break;
    lines.push(line.slice(2));
    i = eat(text, stop);
  }
  return [[quote(lines.join("\n"), options)], i];
}

function list(text, options) {
  const [, indent, sign] = text.slice(0, end(text, 0)).match(item);
  const ordered = /\d/.test(sign);
  const el = h(ordered ? "ol" : "ul", ordered ? { start: parseInt(sign, 10) } : {});
  const base = indent.length;
  let i = 0;
  while (i < text.length) {
    const stop = end(text, i);
    const m = text.slice(i, stop).match(item);
    if (!m || /\d/.test(m[2]) !== ordered && m[1].length <= base || m[1].length < base) break;
    if (m[1].length >= base + 2 && el.lastChild) {
      const [inner, used] = list(text.slice(i), options);
      el.lastChild.append(...inner);
      i += used;
      continue;
    }
    el.append(h("li", {}, inline(m[3], options)));
    i = eat(text, stop);
  }
  return [[el], i];
}

// plain takes lines up to the next block.
function plain(text, options) {
  let i = 0;
  while (i < text.length) {
    const stop = end(text, i);
    if (i > 0 && starts(text.slice(i))) break;
    const inner = text.slice(i, stop).indexOf("```");
    if (inner > 0 && fence.test(text.slice(i + inner))) {
      i += inner;
      break;
    }
    i = eat(text, stop);
  }
  const body = text.slice(0, i).replace(/\n+$/, (s) => (i < text.length ? s.slice(1) : ""));
  return [body ? [h("span", { class: "run" }, inline(body, options))] : [], i];
}

function starts(text) {
  const line = text.slice(0, end(text, 0));
  return line.startsWith("> ") || line.startsWith(">>> ") || fence.test(text) || /^#{1,3} +\S/.test(line) || /^-# +\S/.test(line) || item.test(line);
}
