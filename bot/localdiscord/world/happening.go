package world

import "footnote/bot/localdiscord/wire"

// Happening is something that changed, before anybody's view of it.
type Happening struct {
	Name               string
	GuildID, ChannelID string
	Intent             wire.Intent // 0: delivered whatever the intents
	Only               string      // the one user who gets it
	NotBot             bool        // never over the gateway
	View               func(v Viewer) any
}

// Viewer is who looks at something: a gateway session of the bot, REST on the
// bot's behalf, or a person.
type Viewer struct {
	UserID  string
	Content bool // sees the content of every message
}

// Person is a person's view, who sees all content.
func Person(userID string) Viewer { return Viewer{userID, true} }

// Bot is the bot's view with these intents.
func (w *World) Bot(intents wire.Intent) Viewer {
	return Viewer{w.botID, intents&wire.IntentMessageContent != 0}
}

// REST is the bot's view through REST: Message Content gates history too.
func (w *World) REST() Viewer { return w.Bot(w.cfg.Intents) }

// Always is the view of what looks the same to everybody.
func Always(data any) func(Viewer) any { return func(Viewer) any { return data } }

// Tell tells of what happens.
func (w *World) Tell(h Happening) { w.tell(h) }

// Reaches reports whether a user may know of a happening.
func (w *World) Reaches(h Happening, userID string) bool {
	if h.Only != "" {
		return h.Only == userID
	}
	if c := w.channels[h.ChannelID]; c != nil {
		return c.CanSee(userID)
	}
	if g := w.Guild(h.GuildID); g != nil {
		return g.members[userID] != nil
	}
	return true
}
