// Package interactions are uses of the application by people in the local Discord: of
// its commands, components and forms, from the moment a person acts to the end of the
// interaction's token.
package interactions

import (
	"crypto/rand"
	"time"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Config is how interactions behave.
type Config struct {
	Deadline time.Duration // for the first response
	Life     time.Duration // of the token
	// Forget drops interactions whose messages are gone.
	Forget      bool
	MaxFileSize int // that a person may upload, in bytes
}

// Interactions are those of the application. Whoever calls their methods, or an
// Interaction's, holds the world's lock.
type Interactions struct {
	w       *world.World
	cfg     Config
	deliver func(*Interaction)
	byToken map[string]*Interaction
	sweepAt int // how many there are when old ones are looked for
}

// New makes interactions in a world. Each is handed to deliver, which sends it to the
// bot.
func New(w *world.World, cfg Config, deliver func(*Interaction)) *Interactions {
	return &Interactions{w: w, cfg: cfg, deliver: deliver, byToken: map[string]*Interaction{}}
}

// Interaction is one use of a command, component or form.
type Interaction struct {
	wire.Interaction
	UserID   string
	Acked    bool // the bot has responded
	Failed   bool // nobody responded in time
	Response int  // the callback's type
	Modal    *wire.Modal
	Choices  []wire.Choice

	all        *Interactions
	sentAt     time.Time
	held       bool        // not sent yet
	timer      *time.Timer // for the person's "did not respond"
	originalID string
	followups  []string
	userOnly   bool // user-installed, and the bot is not in the guild
}

// Pending is an interaction on its way, with the form that the bot opened.
type Pending struct {
	ID    string      `json:"id"`
	Modal *wire.Modal `json:"modal,omitempty"`
}

// Begin sends an interaction of a user to the bot. kind and data say what was used,
// source is the message of a component, if any.
func (a *Interactions) Begin(userID string, c *world.Channel, kind int, data wire.InteractionData, source *world.Message) *Interaction {
	u := a.w.User(userID)
	it := &Interaction{all: a, UserID: userID, sentAt: a.w.Now().Time, Interaction: wire.Interaction{
		ID: a.w.NextID(), ApplicationID: a.w.BotID(), Type: kind, Data: &data, ChannelID: c.ID, GuildID: c.GuildID,
		Token: rand.Text() + rand.Text(), Version: 1, Locale: u.Locale, Entitlements: []struct{}{},
		AuthorizingIntegrationOwners: map[string]string{}, AttachmentSizeLimit: a.cfg.MaxFileSize,
	}}
	it.situate(u, c)
	if source != nil {
		it.Message = new(source.View(world.Person(a.w.BotID()), true))
	}
	a.forgetOld()
	a.byToken[it.Token] = it
	it.timer = time.AfterFunc(a.cfg.Deadline, it.expire)
	it.tell("INTERACTION_PENDING", nil)
	a.deliver(it)
	return it
}

// Hold has the deadline begin with Sent only, for an interaction that waits for the bot.
func (it *Interaction) Hold() {
	it.held = true
	it.timer.Stop()
}

// Sent has the deadline begin.
func (it *Interaction) Sent() {
	it.held, it.sentAt = false, it.all.w.Now().Time
	it.timer.Reset(it.all.cfg.Deadline)
}

// tell tells the person alone how the interaction fares.
func (it *Interaction) tell(name string, modal *wire.Modal) {
	it.all.w.Tell(world.Happening{
		Name: name, GuildID: it.GuildID, ChannelID: it.ChannelID, Only: it.UserID, NotBot: true, View: world.Always(Pending{it.ID, modal}),
	})
}

// situate fills in where the person is and how the application got there.
func (it *Interaction) situate(u *world.User, c *world.Channel) {
	g, bot := c.Guild(), it.all.w.BotID()
	may := c.May(u.ID)
	it.Channel = new(c.View())
	it.Channel.Permissions = &may
	switch {
	case g != nil:
		it.situateIn(g, c, may)
	case c.May(bot) != 0:
		it.User, it.Context, it.AppPermissions = &u.User, wire.ContextBotDM, perm.DM
		it.AuthorizingIntegrationOwners["0"] = "0"
	default:
		it.User, it.Context, it.AppPermissions = &u.User, wire.ContextPrivateChannel, perm.DM
	}
	if u.AppInUse {
		it.AuthorizingIntegrationOwners["1"] = u.ID
	}
	it.userOnly = !g.HasBot() && it.Context != wire.ContextBotDM
}

func (it *Interaction) situateIn(g *world.Guild, c *world.Channel, may perm.Set) {
	it.Member = g.MemberWith(it.UserID, may)
	it.Guild = &wire.InteractionGuild{ID: g.ID, Locale: g.PreferredLocale, Features: g.Features}
	it.GuildLocale = g.PreferredLocale
	it.Context = wire.ContextGuild
	if g.HasBot() {
		it.AuthorizingIntegrationOwners["0"] = g.ID
		it.AppPermissions = c.May(it.all.w.BotID())
	} else {
		// What a user-installed app has by itself: Discord lets it speak there.
		it.AppPermissions = perm.ViewChannel | perm.SendMessages | perm.EmbedLinks | perm.AttachFiles
	}
}

// expire runs when the deadline is over: the person is told.
func (it *Interaction) expire() {
	it.all.w.Lock()
	defer it.all.w.Unlock()
	it.fail()
}

// Expire has the deadline be over for all that wait for a first response.
func (a *Interactions) Expire() {
	for _, it := range a.byToken {
		it.fail()
	}
}

func (it *Interaction) fail() {
	if !it.Acked && !it.Failed && !it.held {
		it.Failed = true
		it.tell("INTERACTION_FAILED", nil)
	}
}

// Stop ends what waits for deadlines.
func (a *Interactions) Stop() {
	for _, it := range a.byToken {
		it.timer.Stop()
	}
}

// forgetOld drops tokens that have been void for long, and with Forget those whose
// messages are gone, so that a soak test's memory stays flat.
func (a *Interactions) forgetOld() {
	if len(a.byToken) < a.sweepAt {
		return
	}
	for token, it := range a.byToken {
		void := it.age() > a.cfg.Life+time.Minute
		gone := a.cfg.Forget && it.Acked && it.originalID != "" && it.Original() == nil
		if void || gone {
			it.timer.Stop()
			delete(a.byToken, token)
		}
	}
	a.sweepAt = max(1000, 2*len(a.byToken))
}

func (it *Interaction) age() time.Duration { return it.all.w.Now().Sub(it.sentAt) }

// ByID finds an interaction of the last minutes, nil where there is none.
func (a *Interactions) ByID(id string) *Interaction {
	for _, it := range a.byToken {
		if it.ID == id {
			return it
		}
	}
	return nil
}

// Waiting finds an interaction that the bot has yet to respond to and still may.
func (a *Interactions) Waiting(id, token string) (*Interaction, *world.Error) {
	it := a.byToken[token]
	if it == nil || it.ID != id {
		return nil, refusal.UnknownInteraction
	}
	if it.Acked {
		return nil, refusal.Acknowledged
	}
	if it.Failed || it.age() > a.cfg.Deadline {
		return nil, refusal.UnknownInteraction
	}
	return it, nil
}

// Answered finds the interaction of a token that still works. One that was never
// acknowledged has no webhook yet.
func (a *Interactions) Answered(token string) (*Interaction, *world.Error) {
	it := a.byToken[token]
	if it == nil || it.age() > a.cfg.Life {
		return nil, refusal.WebhookToken
	}
	if !it.Acked {
		return nil, refusal.UnknownWebhook
	}
	return it, nil
}
