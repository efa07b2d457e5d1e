// What the page knows, and names for it. Modules read it; main.js writes it.

export const state = {
  start: null, // what the server said at first
  me: null, // the person acted as, of start.people
  look: null, // what this person sees
  channel: null, // the channel shown
  wanted: null, // the ID of the one to be shown
  messages: [], // its messages, oldest first
  more: false, // there are older ones
  starter: null, // the message that a thread begins with
  articles: null, // how many this server answers from
  commands: [], // those that the picker offers here
  replyTo: null,
  unread: new Set(), // IDs of channels
  pending: new Map(), // interactions on their way: ID -> element that waits
};

// Bits of permissions that the page looks at.
// Source: https://discord.com/developers/docs/topics/permissions
export const bits = { react: 1n << 6n, send: 1n << 11n, manage: 1n << 13n, attach: 1n << 15n, pin: 1n << 51n, threads: 1n << 35n, sendInThreads: 1n << 38n };

// may tells whether I may do something in a channel.
export function may(channel, bit) {
  return !channel.permissions || (BigInt(channel.permissions) & bit) === bit;
}

export const kinds = { text: 0, dm: 1, group: 3, category: 4, forum: 15, media: 16 };
export const isThread = (c) => c.type >= 10 && c.type <= 12;
export const isForum = (c) => c.type === kinds.forum || c.type === kinds.media;

// channels lists all that I see.
export function channels() {
  const out = [...state.look.direct];
  for (const g of state.look.guilds) out.push(...g.channels, ...g.threads);
  return out;
}

export const channelOf = (id) => channels().find((c) => c.id === id) || null;
export const guildOf = (c) => state.look.guilds.find((g) => g.id === c?.guild_id) || null;

// nameOf is a user's name.
export const nameOf = (user) => user.global_name || user.username;

// userOf finds a user that I can know of.
export function userOf(id) {
  for (const g of state.look.guilds) {
    const m = g.members.find((one) => one.user.id === id);
    if (m) return m.user;
  }
  for (const c of state.look.direct) {
    const u = (c.recipients || []).find((one) => one.id === id);
    if (u) return u;
  }
  return null;
}

// title is a channel's name as people say it.
export function title(c) {
  if (c.type === kinds.dm || c.type === kinds.group) {
    return (c.recipients || []).filter((u) => u.id !== state.me.id).map(nameOf).join(", ") || "Notes";
  }
  return c.name || "";
}

// sign is the icon for a kind of channel.
export function sign(c) {
  if (isThread(c)) return "thread";
  if (isForum(c)) return "forum";
  return c.guild_id ? "hash" : "at";
}

// localised picks a text in my language.
export function localised(texts, fallback) {
  return (texts && texts[state.look?.locale]) || fallback;
}

// colour gives each name a hue of its own.
export function hue(id) {
  let n = 7;
  for (const ch of id) n = (n * 31 + ch.charCodeAt(0)) % 360;
  return n;
}
