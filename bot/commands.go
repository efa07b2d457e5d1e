package bot

import (
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
}

// Discord's numbers.
const (
	chatCommand, messageCommand = 1, 3
	optionString, optionBool    = 3, 5
	manageGuild                 = "32"
)

// Names of commands and options, as interactions carry them whatever the
// language; the texts are in bot/words.
const (
	nameAsk, nameSources, nameHelp, nameSettings = "ask", "sources", "help", "settings"
	nameAskAbout, nameCheck                      = "Ask about this", "Check against the articles"
	optionQuestion, optionPrivate                = "question", "private"
)

// commands are all that the bot registers. They work wherever Discord lets an
// application be: in guilds, in direct messages, and for people who installed
// it for themselves.
func commands() []command {
	ask := chat("ask")
	ask.Options = []option{
		opt("question", optionString),
		opt("private", optionBool),
	}
	ask.Options[0].Required, ask.Options[0].Autocomplete = true, true
	ask.Options[0].MinLength, ask.Options[0].MaxLength = 1, answer.MaxQuestion
	settings := chat("settings")
	permission := manageGuild
	settings.Permissions = &permission
	settings.Contexts, settings.Integrations = []int{0}, []int{0}
	return []command{ask, chat("sources"), chat("help"), settings, onMessage("askabout"), onMessage("check")}
}

func chat(key string) command {
	c := onMessage(key)
	c.Type = chatCommand
	c.About, c.Abouts = localised("command." + key + ".about")
	return c
}

func onMessage(key string) command {
	c := command{Type: messageCommand, Contexts: []int{0, 1, 2}, Integrations: []int{0, 1}}
	c.Name, c.Names = localised("command." + key)
	return c
}

func opt(key string, kind int) option {
	o := option{Type: kind}
	o.Name, o.Names = localised("command.ask." + key)
	o.About, o.Abouts = localised("command.ask." + key + ".about")
	return o
}

func localised(key string) (text string, others map[string]string) {
	return words.In(words.Default).Say(key), words.Localised(key)
}
