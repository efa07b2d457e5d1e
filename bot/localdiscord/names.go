package localdiscord

import (
	"footnote/bot/localdiscord/commands"
	"footnote/bot/localdiscord/events"
	"footnote/bot/localdiscord/interactions"
	"footnote/bot/localdiscord/people"
	"footnote/bot/localdiscord/ratelimit"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/traffic"
	"footnote/bot/localdiscord/world"
)

// Who acts in the local Discord and with what; see package people.
type (
	Person         = people.Person
	PersonOptions  = people.PersonOptions
	Guild          = people.Guild
	GuildOptions   = people.GuildOptions
	Channel        = people.Channel
	ChannelOptions = people.ChannelOptions
	Role           = people.Role
	Values         = people.Values
	Post           = people.Post
	File           = people.File
	Invocation     = people.Invocation
	Response       = people.Response
)

// What people's actions return where Discord's client would not let them act, and
// where the bot does not respond.
var (
	ErrNoCommand    = people.ErrNoCommand
	ErrNoComponent  = people.ErrNoComponent
	ErrNoModal      = people.ErrNoModal
	ErrNoResponse   = people.ErrNoResponse
	ErrSubscription = events.ErrSubscription
)

// What happens, and what is remembered of it.
type (
	Event        = events.Event
	Subscription = events.Subscription
	Pending      = interactions.Pending
	Ping         = world.Ping
	Request      = traffic.Request
	Frame        = traffic.Frame
	Violation    = traffic.Violation
)

// Grant is an exception that a guild's admin made for a command.
type Grant = commands.Grant

// RateLimits are what REST enforces, and Bucket the limit of a route.
type (
	RateLimits = ratelimit.Limits
	Bucket     = ratelimit.Bucket
)

// Error is a refusal in Discord's form. People's actions return it too, so
// that a test can ask for the code whoever was refused.
type Error = refusal.Error

// CodeOf is Discord's code of an error that a person's action returned, or 0.
func CodeOf(err error) int { return refusal.CodeOf(err) }
