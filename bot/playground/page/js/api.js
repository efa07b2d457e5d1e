// The way to the server: requests in the name of whoever is acted as, and the
// connection over which it tells what happens.

import { toast } from "./dom.js";
import { state } from "./state.js";

// request asks the server for something, and throws a sentence where it refuses.
export async function request(path, init) {
  let res;
  try {
    res = await fetch(path, init);
  } catch {
    throw new Error("The playground does not answer. Is the program still running?");
  }
  const body = await res.json().catch(() => ({}));
  if (!res.ok) throw Object.assign(new Error(body.error || "Something went wrong."), { code: body.code, status: res.status });
  return body;
}

// get looks something up.
export function get(name, query = {}) {
  const params = new URLSearchParams({ as: state.me?.id || "", ...query });
  return request(`api/${name}?${params}`);
}

// post does something.
export function post(name, body = {}) {
  return request(`api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ as: state.me.id, ...body }),
  });
}

// attempt does something and says what goes wrong; then it gives null.
export async function attempt(fn) {
  try {
    return await fn();
  } catch (e) {
    toast(e.message, "bad");
    return null;
  }
}

let socket = null;
let tries = 0;

// connect listens to what happens, and again whenever the connection is lost.
export function connect(on) {
  disconnect();
  const mine = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/events?as=${state.me.id}`);
  socket = mine;
  mine.onopen = () => { tries = 0; };
  mine.onmessage = (e) => { if (socket === mine) on.event(JSON.parse(e.data)); };
  mine.onclose = () => {
    if (socket !== mine) return;
    on.lost();
    tries++;
    setTimeout(() => { if (socket === mine) on.retry(); }, Math.min(250 * tries, 2000));
  };
}

// disconnect ends the connection for good.
export function disconnect() {
  const old = socket;
  socket = null;
  if (old) old.close();
}
