// What happens to messages while a page of them is on its way: the page may have
// been read before, and what came meanwhile must not be lost with it.

let waiting = 0;
let happened = [];

// note keeps an event, where somebody waits.
export function note(e) {
  if (waiting && e.type.startsWith("MESSAGE_")) happened.push(e);
}

// meanwhile waits for something, and gives it with the events of the time.
export async function meanwhile(promise) {
  waiting++;
  const from = happened.length;
  try {
    const result = await promise;
    return [result, happened.slice(from)];
  } finally {
    if (--waiting === 0) happened = [];
  }
}

// replay puts events into the messages of a channel.
export function replay(messages, events, channel) {
  const out = [...messages];
  for (const { type, data } of events) {
    if (data.channel_id !== channel) continue;
    const i = out.findIndex((m) => m.id === data.id);
    if (type === "MESSAGE_CREATE" && i < 0) out.push(data);
    else if ((type === "MESSAGE_CREATE" || type === "MESSAGE_UPDATE") && i >= 0) out[i] = data;
    else if (type === "MESSAGE_DELETE" && i >= 0) out.splice(i, 1);
    else if (type === "MESSAGE_DELETE_BULK") out.splice(0, out.length, ...out.filter((m) => !data.ids.includes(m.id)));
  }
  return out;
}
