// Package bot brings Footnote to Discord.
//
// Behaviour lives in the features below it (bot/ask, bot/gaps, ...), which turn
// plain requests into plain replies and declare their own commands and buttons;
// bot/core joins them. bot/render lays replies out, bot/words holds the bot's own sentences,
// bot/limit keeps it fair and bot/store remembers. This package is the edge: it
// holds the discordgo session, decodes what arrives, acknowledges it at once,
// and sends replies through Discord's rate limits, faults and restarts.
//
// # A question's way
//
// An interaction is acknowledged within milliseconds, written to the store, and
// answered by a goroutine that the Bot owns. The answer is sent until Discord
// takes it or the interaction's 15 minutes are over. What is not answered when
// the process ends is resumed by the next one. A message is answered the same
// way, by a reply whose nonce keeps Discord from posting it twice.
//
// # One place for each clock
//
// Discord's three seconds and fifteen minutes are in interactions.go, waiting
// for rate limits, retries and reconnecting in bot/discord, the end in
// goroutines.go, the patience with an answer in bot/core.
package bot
