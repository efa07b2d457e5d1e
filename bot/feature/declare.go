package feature

import (
	"context"
	"time"
)

// Feature is what a feature adds to the bot. The edge registers its commands
// with Discord and dispatches to it by these same values.
type Feature struct {
	Commands []Command
	Controls []Control
	Ticks    []Tick
}

// Tick happens about once a minute; now is the moment, by whichever clock.
type Tick func(ctx context.Context, now time.Time) error

// Command is a slash command, or one of a message's context menu. Its texts are
// those of bot/words: "command.KEY" is its name, "command.KEY.about" what it does.
type Command struct {
	Key string
	// Menu: it stands in the context menu of messages.
	Menu bool
	// Moderators: only who moderates the guild may use it.
	Moderators bool
	Options    []Option
	// Subs are its subcommands, each with a key of "command.sub". A command that
	// has some does nothing itself.
	Subs []Command
	// Run carries the command out.
	Run func(ctx context.Context, in Invocation) (Reply, error)
	// Complete completes an option that is being typed, of a subcommand too; nil
	// offers nothing.
	Complete func(ctx context.Context, in Invocation, option, typed string) ([]Choice, error)
}

// OptionType is what an option takes, as Discord numbers it.
// Source: https://discord.com/developers/docs/interactions/application-commands
type OptionType int

// The types of options.
const (
	Text       OptionType = 3
	Integer    OptionType = 4
	Bool       OptionType = 5
	Channel    OptionType = 7
	Attachment OptionType = 11
)

// Option is an option of a command; its key is "command.option" or
// "command.sub.option".
type Option struct {
	Key      string
	Type     OptionType
	Required bool
	// Completed: what is typed is completed by the command.
	Completed bool
	// Least and Most bound the length of a text, or a number; 0 is no bound.
	Least, Most int
	// Channels are the types of channels that may be chosen.
	Channels []int
	// Values are all that may be chosen, each shown as "choice.KEY.VALUE", and
	// Languages offers those that the bot speaks instead.
	Values    []string
	Languages bool
}

// Types of Discord's channels: those in which messages can be written, and those
// in which questions may be overheard (text, announcement and forum).
var (
	Writable = []int{0, 5, 10, 11, 12}
	Audible  = []int{0, 5, 15}
)

// Control is a button or menu, or a form, by the verb that its ID begins with.
// Verbs stand in messages that were sent long ago: an old one keeps its meaning.
type Control struct {
	Verb string
	// Moderators: only who moderates the guild may use it.
	Moderators bool
	// Press and Submit get the parts of the ID: what it is on, and a number.
	// Press answers a button or menu, Submit a form.
	Press  func(ctx context.Context, p Press, on string, number int) (Reply, error)
	Submit func(ctx context.Context, f Form, on string, number int) (Reply, error)
}

// ForModerators keeps controls to who moderates the guild.
func ForModerators(controls ...Control) []Control {
	for i := range controls {
		controls[i].Moderators = true
	}
	return controls
}
