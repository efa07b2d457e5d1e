package bot

import (
	"footnote/bot/feature"
	"footnote/bot/words"
)

// command is an application command as Discord takes it.
// Source: https://discord.com/developers/docs/interactions/application-commands
type command struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	About        string            `json:"description,omitempty"`
	Abouts       map[string]string `json:"description_localizations,omitempty"`
	Options      []option          `json:"options,omitempty"`
	Permissions  *string           `json:"default_member_permissions,omitempty"`
	Contexts     []int             `json:"contexts"`
	Integrations []int             `json:"integration_types"`
}

// option is an option of a command, or a subcommand with its own.
type option struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	About        string            `json:"description"`
	Abouts       map[string]string `json:"description_localizations,omitempty"`
	Required     bool              `json:"required,omitempty"`
	Autocomplete bool              `json:"autocomplete,omitempty"`
	MinLength    int               `json:"min_length,omitempty"`
	MaxLength    int               `json:"max_length,omitempty"`
	MinValue     *int              `json:"min_value,omitempty"`
	MaxValue     *int              `json:"max_value,omitempty"`
	Channels     []int             `json:"channel_types,omitempty"`
	Choices      []choice          `json:"choices,omitempty"`
	Options      []option          `json:"options,omitempty"`
}

// choice is a value that an option may have, or one that autocomplete offers.
type choice struct {
	Name  string            `json:"name"`
	Names map[string]string `json:"name_localizations,omitempty"`
	Value string            `json:"value"`
}

// Discord's numbers.
const (
	chatCommand, messageCommand = 1, 3
	optionSub                   = 1
	manageGuild                 = "32"
)

// registered are the commands that features declared, as Discord takes them. They
// work wherever Discord lets an application be: in guilds, in direct messages,
// and for people who installed it for themselves.
func registered(declared []feature.Command) []command {
	var list []command
	for i := range declared {
		list = append(list, registration(&declared[i]))
	}
	return list
}

// registration is one command. A moderators' command is kept to guilds, and there
// to who may manage them, until somebody there decides otherwise. Discord only
// hides it from others: it is asked for again when it is used.
func registration(d *feature.Command) command {
	c := command{Type: chatCommand, Contexts: []int{0, 1, 2}, Integrations: []int{0, 1}}
	c.Name, c.Names = localised("command." + d.Key)
	if d.Menu {
		c.Type = messageCommand
	} else {
		c.About, c.Abouts = localised("command." + d.Key + ".about")
	}
	if d.Moderators {
		permission := manageGuild
		c.Permissions = &permission
		c.Contexts, c.Integrations = []int{0}, []int{0}
	}
	for i := range d.Subs {
		sub := named(d.Subs[i].Key, optionSub)
		sub.Options = options(d.Subs[i].Options)
		c.Options = append(c.Options, sub)
	}
	c.Options = append(c.Options, options(d.Options)...)
	return c
}

func options(declared []feature.Option) []option {
	var list []option
	for _, d := range declared {
		o := named(d.Key, int(d.Type))
		o.Required, o.Autocomplete, o.Channels, o.Choices = d.Required, d.Completed, d.Channels, choicesOf(&d)
		switch {
		case d.Type == feature.Integer && d.Most > 0:
			o.MinValue, o.MaxValue = &d.Least, &d.Most
		case d.Type == feature.Text:
			o.MinLength, o.MaxLength = d.Least, d.Most
		}
		list = append(list, o)
	}
	return list
}

// choicesOf are the fixed values of an option; each language by its own name.
func choicesOf(d *feature.Option) []choice {
	var list []choice
	for _, v := range d.Values {
		c := choice{Value: v}
		c.Name, c.Names = localised("choice." + d.Key + "." + v)
		list = append(list, c)
	}
	if d.Languages {
		for _, locale := range words.Locales() {
			list = append(list, choice{Name: words.In(locale).Say("language"), Value: locale})
		}
	}
	return list
}

// named is an option or subcommand with its texts.
func named(key string, kind int) option {
	o := option{Type: kind}
	o.Name, o.Names = localised("command." + key)
	o.About, o.Abouts = localised("command." + key + ".about")
	return o
}

func localised(key string) (text string, others map[string]string) {
	return words.In(words.Default).Say(key), words.Localised(key)
}
