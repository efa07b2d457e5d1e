package bot

import (
	"slices"

	"footnote/bot/words"
	"footnote/retrieval/answer"
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
	optionString, optionInteger = 3, 4
	optionBool, optionChannel   = 5, 7
	optionAttachment            = 11
	manageGuild                 = "32"
)

// Types of channels in which messages can be written.
var writable = []int{0, 5, 10, 11, 12}

// Names of commands and options, as interactions carry them whatever the
// language; the texts are in bot/words. The other commands are registered with
// the desk by name.
const (
	nameAsk, nameSources, nameHelp = "ask", "sources", "help"
	nameAskAbout, nameCheck        = "Ask about this", "Check against the articles"
	optionQuestion, optionPrivate  = "question", "private"
)

// commands are all that the bot registers. They work wherever Discord lets an
// application be: in guilds, in direct messages, and for people who installed
// it for themselves.
func commands() []command {
	question := opt("ask.question", optionString)
	question.Required, question.Autocomplete = true, true
	question.MinLength, question.MaxLength = 1, answer.MaxQuestion
	return slices.Concat([]command{
		chat("ask", question, opt("ask.private", optionBool)),
		chat("sources"), chat("help"),
		onMessage("askabout"), onMessage("check"),
	}, peopleCommands(), articlesCommands(), summaryCommands())
}

// chat is a slash command; its texts are those of the key and those below it.
func chat(key string, options ...option) command {
	c := onMessage(key)
	c.Type, c.Options = chatCommand, options
	c.About, c.Abouts = localised("command." + key + ".about")
	return c
}

// onMessage is a command of a message's context menu.
func onMessage(key string) command {
	c := command{Type: messageCommand, Contexts: []int{0, 1, 2}, Integrations: []int{0, 1}}
	c.Name, c.Names = localised("command." + key)
	return c
}

// forModerators keeps a command to guilds, and there to who may manage them,
// until somebody there decides otherwise. Discord only hides it from others:
// the desk asks again.
func forModerators(c command) command {
	permission := manageGuild
	c.Permissions = &permission
	c.Contexts, c.Integrations = []int{0}, []int{0}
	return c
}

// sub is a subcommand; its key is "command.sub".
func sub(key string, options ...option) option {
	o := opt(key, optionSub)
	o.Options = options
	return o
}

// opt is an option; its key is "command.option" or "command.sub.option".
func opt(key string, kind int) option {
	o := option{Type: kind}
	o.Name, o.Names = localised("command." + key)
	o.About, o.Abouts = localised("command." + key + ".about")
	return o
}

// chosen is an option with fixed values; their names are "choice.key.value".
func chosen(key string, values ...string) option {
	o := opt(key, optionString)
	for _, v := range values {
		c := choice{Value: v}
		c.Name, c.Names = localised("choice." + key + "." + v)
		o.Choices = append(o.Choices, c)
	}
	return o
}

// required makes an option one that must be given.
func required(o option) option {
	o.Required = true
	return o
}

// between bounds a number.
func between(o option, least, most int) option {
	o.MinValue, o.MaxValue = &least, &most
	return o
}

func localised(key string) (text string, others map[string]string) {
	return words.In(words.Default).Say(key), words.Localised(key)
}
