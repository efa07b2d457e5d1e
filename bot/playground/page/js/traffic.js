// REST requests and gateway payloads, each with what it carried.

import { h } from "./dom.js";

const arrows = { rest: "→", in: "↓", out: "↑" };
const words = { rest: "request by the bot", in: "gateway, to the bot", out: "gateway, from the bot" };

// trafficList draws exchanges, newest last, or first.
export function trafficList(list, newestFirst = false) {
  const all = newestFirst ? [...list].reverse() : list;
  return h("div", { class: "traffic" }, all.map(one));
}

function one(e) {
  const at = new Date(e.at);
  const clock = at.toLocaleTimeString("en-GB") + "." + String(at.getMilliseconds()).padStart(3, "0");
  const details = h("details", {}, h("summary", {},
    h("span", { class: "way way-" + e.kind, "aria-label": words[e.kind], text: arrows[e.kind] }),
    h("b", { text: e.name }), h("span", { class: "cut", text: e.path }),
    e.kind === "rest" && h("span", { class: "status" + (e.status >= 400 || e.status === 0 ? " bad" : ""), text: e.status || "cut" }),
    h("time", { text: clock })));
  // What it carried is written out only for who looks.
  details.addEventListener("toggle", () => {
    if (!details.open || details.querySelector("pre")) return;
    for (const [name, body] of [["Sent", e.body], ["Answered", e.answer]]) {
      if (body) details.append(h("p", { text: e.kind === "rest" ? name : "Data" }), h("pre", { tabindex: "0", text: pretty(body) }));
    }
    if (!e.body && !e.answer) details.append(h("p", { text: "Nothing." }));
  });
  return details;
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
