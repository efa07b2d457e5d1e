package talk

import (
	"context"
	"errors"
	"slices"
	"time"

	"footnote/bot/render"
	"footnote/bot/words"
)

// Invocation is a command with its options.
type Invocation struct {
	// ID is that of the interaction.
	ID string
	// Command is the command's name, Sub that of its subcommand or "".
	Command, Sub string
	// Options are the values by the option's name, as text: what was written,
	// numbers, "true", and IDs of channels, roles and people.
	Options map[string]string
	// Files are the attachments by the option's name.
	Files map[string]Upload
	// Target is the message whose context menu was used.
	Target *Said
	// Named is what the person may do in the channels that Options name, as far
	// as Discord said it.
	Named map[string]Can
	Person
	Place
}

// Upload is a file that a person attached; Size is in bytes.
type Upload struct {
	Name, URL, ContentType string
	Size                   int
}

// Said is a message of somebody's.
type Said struct {
	ID, Channel, Text string
	// Author is the writer's ID, AuthorName how they are shown.
	Author, AuthorName string
	// NotHuman: written by a bot, a webhook or Discord itself.
	NotHuman bool
	At       time.Time
}

// Choice is what autocomplete offers: Value is what the option gets.
type Choice struct{ Name, Value string }

// What the desk does by name. A presser gets the parts of the button's ID; a
// ticker runs about once a minute.
type (
	handler   func(ctx context.Context, in Invocation) (Reply, error)
	presser   func(ctx context.Context, p Press, id string, number int) (Reply, error)
	suggester func(ctx context.Context, in Invocation, option, typed string) ([]Choice, error)
	ticker    func(ctx context.Context, now time.Time) error
)

// ErrNoCommand: the desk does not know the command.
var ErrNoCommand = errors.New("no such command")

// Invoke carries out a command by its name.
func (d *Desk) Invoke(ctx context.Context, in Invocation) (Reply, error) {
	do := d.commands[in.Command]
	if do == nil {
		return Reply{}, ErrNoCommand
	}
	return do(ctx, in)
}

// Complete completes the option of a command that is being typed. An option of
// a subcommand is asked for as all others.
func (d *Desk) Complete(ctx context.Context, in Invocation, option, typed string) ([]Choice, error) {
	if complete := d.suggests[in.Command]; complete != nil {
		return complete(ctx, in, option, typed)
	}
	list, err := d.Suggest(ctx, in.Person, in.Place, typed)
	var choices []Choice
	for _, text := range list {
		choices = append(choices, Choice{text, text})
	}
	return choices, err
}

// Do does a reply's work on a screen, as soon as its turn in the queue comes.
// Whatever happens, something is shown.
func (d *Desk) Do(ctx context.Context, w *Work, p Person, s Screen) error {
	err := d.inTurn(ctx, w, s)
	if err == nil || context.Cause(ctx) != nil {
		return err
	}
	_, err = s.Show(ctx, []render.Message{d.Problem(p.Locale, "a command was not carried out", err)})
	return err
}

func (d *Desk) inTurn(ctx context.Context, w *Work, s Screen) error {
	leave, err := d.Queue.Enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	patience := w.Patience
	if patience == 0 {
		patience = d.Patience
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return w.Do(ctx, s)
}

// Tick does what hangs on time: schedules, retention. It is called about once a
// minute; now is the moment, by whichever clock. One failure does not keep the
// others from being done.
func (d *Desk) Tick(ctx context.Context, now time.Time) error {
	var failed []error
	for _, do := range d.ticks {
		failed = append(failed, do(ctx, now))
	}
	return errors.Join(failed...)
}

// keyModerators is the setting that holds the roles that moderate.
const keyModerators = "moderators"

// moderates tells whether a person may use moderators' commands in a guild: who
// may manage it, and who has one of the roles that its settings name. Discord
// only hides commands, so that each command and each press asks this.
func (d *Desk) moderates(ctx context.Context, p Person, guild string) (bool, error) {
	if guild == "" {
		return false, nil
	}
	if p.Manager {
		return true, nil
	}
	var roles []string
	if err := d.Store.Setting(ctx, guild, keyModerators, &roles); err != nil {
		return false, err
	}
	return slices.ContainsFunc(p.Roles, func(r string) bool { return slices.Contains(roles, r) }), nil
}

// refuse tells a person that a command is for moderators.
func refuse(locale string) Reply {
	m := render.Notice(render.ColourDeclined, words.In(locale).Say("moderators.only"))
	return Reply{Message: &m, Private: true}
}
