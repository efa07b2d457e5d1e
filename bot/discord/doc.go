// Package discord speaks to Discord: requests within its rate limits, tried until
// they are taken or refused, and a connection to its gateway that is kept open. It
// knows nothing of the bot. discordgo does the work of both; this package mends
// what it does not: waiting that nothing can end, retries of what can never
// succeed, and buckets that are never freed.
package discord
