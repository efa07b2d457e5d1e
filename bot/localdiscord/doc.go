// Package localdiscord is a Discord on this machine: the REST API below
// /api/v9 and /api/v10, and the gateway, for one application, on loopback. A
// bot is tested against it with the client library that it really uses, and a
// chat page can sit on it, because people are acted by calls of this package.
//
//	d, err := localdiscord.Start(localdiscord.Config{})
//	defer d.Stop(ctx)
//	anna := d.AddPerson("anna", localdiscord.PersonOptions{})
//	guild := d.AddGuild("Readers", localdiscord.GuildOptions{})
//	guild.Add(anna)
//	general := guild.AddChannel("general", localdiscord.ChannelOptions{})
//
//	session, err := discordgo.New("Bot " + d.Token())
//	session.Client = &http.Client{Transport: d.Transport()}
//	err = session.Open() // commands, handlers ...
//
//	err = d.Ready(ctx, "ask")
//	asked, err := anna.Command(general.ID, "ask", localdiscord.Values{"question": "Why?"})
//	reply, err := asked.Message(ctx)
//
// # Parts
//
// What there is and what may be done with it is package world, whose lock everybody
// holds who asks it; commands and interactions are what the application has in it. Three
// packages are above them: api answers the requests of REST, people acts for those
// who use Discord, events shows what happens. This package brings them to HTTP (with
// rest, ratelimit, faults and traffic) and to the gateway, and has the names that a
// test needs.
//
// # What is in it
//
// Guilds, channels of text, forums, direct and group channels, threads; roles,
// members, overwrites, timeouts, with permissions computed as Discord does
// (package perm). Messages with embeds, components of both kinds, files,
// replies, pins, reactions. Commands of all three kinds with autocomplete,
// components, modals, deferred and ephemeral replies, follow-ups, user
// installs. The gateway with intents, Message Content, sessions, RESUME,
// heartbeats, shards, both compressions. Rate limits with their headers.
//
// # What it refuses
//
// What Discord refuses, with Discord's codes: package rules has the limits of
// forms, Config.Validator (package openapi) the schema. Beyond Discord it
// records a Violation for a message without allowed_mentions, and a Ping for
// every message that rings for somebody.
//
// # What goes wrong on demand
//
// Drop, AskReconnect, InvalidateSessions, CloseConnections, RequestHeartbeats,
// MuteHeartbeats, LoseEvents, FailNext, FailFor, SlowREST, UnknownInteractions,
// Expire.
//
// # What is left out
//
// Voice, stage channels, stickers, polls, scheduled events, auto moderation,
// audit logs, invites, bans, entitlements, webhooks that a bot manages, custom
// emoji uploads, HTTP interactions. Threads do not archive themselves after
// their time. REST answers the requests that the bot makes: people react, pin and
// change channels by calls of this package. A client that asks for more gets 404.
package localdiscord
