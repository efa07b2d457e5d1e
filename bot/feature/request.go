package feature

import (
	"slices"
	"time"
)

// Request is what somebody does, with all that is known of who, where and under
// which settings. It is made once, at the edge, and handed on.
type Request struct {
	// ID is that of the interaction.
	ID string
	Person
	Place
	Environment
	// Named is what the person may do in the channels that the request names, as
	// far as Discord said it.
	Named map[string]Can
}

// Moderates reports whether the person may use moderators' commands in the
// guild: who may manage it, and who has one of the roles that its settings name.
// Discord only hides commands, so that each command and each press is asked for.
func (r *Request) Moderates() bool {
	if r.Guild == "" {
		return false
	}
	return r.Manager || slices.ContainsFunc(r.Roles, func(role string) bool { return slices.Contains(r.Settings.Moderators, role) })
}

// Invocation is a command with its options.
type Invocation struct {
	Request
	// Command is the command's name, Sub that of its subcommand or "".
	Command, Sub string
	// Options are the values by the option's name, as text: what was written,
	// numbers, "true", and IDs of channels, roles and people.
	Options map[string]string
	// Files are the attachments by the option's name.
	Files map[string]Upload
	// Target is the message whose context menu was used.
	Target *Said
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
	Edited   bool
	// Mentioned are the names of those whom it mentions, as shown.
	Mentioned []string
}

// Choice is what autocomplete offers: Value is what the option gets.
type Choice struct{ Name, Value string }

// Press is a button pressed, or a choice made in a menu.
type Press struct {
	Request
	// Button is the ID that ButtonID made for the button or menu.
	Button string
	// Message is the message it is on, Ephemeral whether only Person sees it.
	Message   string
	Ephemeral bool
	// Values are what was chosen in a menu.
	Values []string
}

// Form is a form that was filled in and sent.
type Form struct {
	// Press is what opened it: its Button is the form's ID, its Values are empty.
	Press
	// Text is what was written into the first field, Fields what was written into
	// each by its ID, or the values that were chosen, a line each.
	Text   string
	Fields map[string]string
	// Files are the files by the field's ID.
	Files map[string]Upload
}
