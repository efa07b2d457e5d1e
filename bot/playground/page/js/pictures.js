// How an answer came about, as pictures: bars for scores, a time line of its
// steps, what was kept and what was not.

import { h, button, counted } from "./dom.js";
import { trafficList } from "./traffic.js";

const round = (n) => (n < 10 ? n.toFixed(1) : Math.round(n).toString());
const percent = (n) => Math.round(n * 100) + "%";

// pictures draws what the server knows of an answer; open shows an article.
export function pictures(d, open) {
  const out = [];
  const t = d.trace;
  if (!d.answer && !t) {
    out.push(h("p", { class: "waiting", text: d.question ? "This message is no answer, or it is still being worked on." : "This message answers nothing." }));
  }
  if (d.answer || t) out.push(...story(d.answer || t.answer, t));
  if (d.bars.length) out.push(timeline(d.bars));
  if (t?.searches.length) out.push(...t.searches.map((s, i) => passages(s, i, t.searches.length, open)));
  if (d.answer || t) out.push(...claims(d.answer || t.answer, t, open));
  out.push(section("REST and gateway", `${(d.traffic || []).length} messages about this answer`, trafficList(d.traffic || [])));
  return out;
}

function section(heading, about, ...nodes) {
  return h("section", { class: "picture" }, h("h3", { text: heading }), about && h("p", { class: "picture-about", text: about }), nodes);
}

const modes = {
  extracted: "Sentences of the articles, chosen without a model", generated: "Written by a model, every sentence held to its quotes",
  passages: "Passages, because the model could not be used",
};

function story(a, t) {
  const asked = t?.asked || a.question;
  const looked = t?.searches.at(-1)?.text || a.rewritten || asked;
  const facts = [modes[a.mode], a.model && "model " + a.model, a.tokens && `${a.tokens.prompt} tokens read, ${a.tokens.completion} written`, a.note].filter(Boolean);
  return [section("The question", null,
    h("div", { class: "rewrite" }, h("blockquote", { text: asked }),
      looked !== asked ? h("div", { class: "arrow" }, h("span", { text: "looked up as" })) : h("p", { class: "picture-about", text: "Looked up as it was asked." }),
      looked !== asked && h("blockquote", { class: "to", text: looked })),
    h("p", { class: "verdict " + (a.answered ? "yes" : "no") }, h("b", { text: a.answered ? `${counted(a.claims.length, "claim")}, ${counted(a.citations.length, "quote")}` : "Declined" }), " ", a.refusal),
    facts.length > 0 && h("ul", { class: "facts" }, facts.map((f) => h("li", { text: f }))),
    t?.remembered && h("p", { class: "picture-about", text: "The same question had just been answered: nothing was searched or written again." }))];
}

const rows = {
  queue: "Queue", search: "Search", rewrite: "Rewriting", choose: "Choosing", model: "Model", proof: "Proof", Discord: "Discord",
};

function timeline(bars) {
  const whole = Math.max(...bars.map((b) => b.from + b.took), 1);
  const names = Object.keys(rows).filter((r) => bars.some((b) => b.row === r));
  const body = names.map((row) => {
    const mine = bars.filter((b) => b.row === row);
    const took = mine.reduce((n, b) => n + b.took, 0);
    return h("tr", {}, h("th", { scope: "row", text: rows[row] }),
      h("td", { class: "lane" }, h("div", {}, mine.map((b) => h("i", {
        class: "bar bar-" + row.toLowerCase(), title: `${rows[row]}: ${round(b.took)} ms, after ${round(b.from)} ms. ${b.note}`,
        style: { left: `min(${(b.from / whole) * 100}%, 100% - 4px)`, width: Math.max((b.took / whole) * 100, 0.6) + "%" },
      })))),
      h("td", { class: "ms", text: round(took) + " ms" }));
  });
  return section("Time line", `${round(whole)} ms from the question to the last request`,
    h("table", { class: "waterfall" }, h("caption", { class: "visually-hidden", text: "Steps of the answer and what they took" }), h("tbody", {}, body)));
}

function passages(s, i, n, open) {
  const top = Math.max(...s.hits.map((p) => p.score), 0.0001);
  const dense = s.hits.some((p) => p.dense > 0);
  const list = s.hits.map((p) => h("li", {},
    button({ class: "passage", on: { click: () => open(p.article, p) } }, null, p.title || p.article),
    h("p", { class: "passage-text", text: p.text.length > 180 ? p.text.slice(0, 180) + "…" : p.text }),
    meter("Words", p.lexical, "words"), dense && meter("Meaning", p.dense, "meaning"), dense && meter("Together", p.score / top, "both")));
  return section(n > 1 ? `Passages found, search ${i + 1} of ${n}` : "Passages found",
    s.hits.length ? (dense ? "By BM25 over words and by vectors over meaning; each best is 100%" : "By BM25 over words alone; the best is 100%") : "Nothing was found.",
    h("ol", { class: "passages" }, list));
}

function meter(name, value, kind) {
  return h("div", { class: "meter" }, h("span", { class: "meter-name", text: name }),
    h("span", { class: "meter-track", "aria-hidden": "true" }, h("i", { class: "fill-" + kind, style: { width: percent(value) } })), h("span", { class: "meter-value", text: percent(value) }));
}

const verdicts = {
  chosen: "kept", "too weak": "dropped: it does not answer clearly enough", "same fact": "dropped: it says what another sentence says",
  "adds nothing": "dropped: it adds nothing to the answer",
};

function claims(a, t, open) {
  const out = [];
  if (a.claims.length) {
    out.push(section("Claims kept", null, h("ol", { class: "claims" }, a.claims.map((c) => h("li", { class: "kept" }, c.text, " ",
      c.citations.map((n) => {
        const q = a.citations.find((one) => one.number === n);
        return q && button({ class: "mark", "aria-label": "Footnote " + n, on: { click: () => open(q.article, { number: n }) } }, null, String(n));
      }))))));
  }
  if (a.dropped?.length) {
    out.push(section("Claims dropped", "What the model wrote and could not be proven by a quote", h("ol", { class: "claims" },
      a.dropped.map((c) => h("li", { class: "dropped" }, h("s", { text: c.text }), h("p", { text: c.reason }))))));
  }
  if (t?.judged?.length) {
    out.push(section("Sentences weighed", `A sentence is shown from ${percent(t.judged[0].needed)} on`, h("ol", { class: "claims" }, t.judged.map((j) =>
      h("li", { class: j.kept ? "kept" : "dropped" }, button({ class: "passage sentence", on: { click: () => open(j.article, j) } }, null, j.text),
        meter("Evidence", j.evidence, j.kept ? "both" : "off"), h("p", { text: verdicts[j.verdict] || j.verdict }))))));
  }
  return out;
}
