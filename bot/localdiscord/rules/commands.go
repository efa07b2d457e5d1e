package rules

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"footnote/bot/localdiscord/wire"
)

// The limits of commands.
// Source: https://discord.com/developers/docs/interactions/application-commands
const (
	MaxSlash       = 100
	MaxUser        = 15
	MaxMessage     = 15
	MaxCommandSize = 8000 // names, descriptions and values of a command
	MaxCommandOpts = 25
)

// slashName is the pattern of Discord's documentation for names of slash
// commands and of options; lowercase is checked beside it.
var slashName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// Locales are the languages that Discord's clients have.
// Source: https://discord.com/developers/docs/reference#locales
var Locales = strings.Fields("ar id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi " +
	"sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko")

// Command checks one command.
func Command(c wire.Command) Problems {
	var p Problems
	switch c.Type {
	case wire.CommandSlash:
		p.slash("name", c.Name)
		p.length("description", c.Description, 1, 100)
		p.optionList("options", c.Options, 0)
	case wire.CommandUser, wire.CommandMessage:
		p.length("name", c.Name, 1, 32)
		p.contextOnly(c)
	default:
		p.add("type", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3).")
	}
	p.localised("name_localizations", c.NameLocalizations, 32, c.Type == wire.CommandSlash)
	p.localised("description_localizations", c.DescriptionLocalizations, 100, false)
	if size(c) > MaxCommandSize {
		p.add("", "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (%d)", MaxCommandSize)
	}
	return p
}

// contextOnly: user and message commands have neither description nor options.
func (p *Problems) contextOnly(c wire.Command) {
	if c.Description != "" {
		p.add("description", "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED", "Context menu commands cannot have description")
	}
	if len(c.Options) > 0 {
		p.add("options", "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED", "Context menu commands cannot have options")
	}
}

func (p *Problems) slash(path, name string) {
	p.length(path, name, 1, 32)
	if name != "" && (!slashName.MatchString(name) || strings.ToLower(name) != name) {
		p.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

func (p *Problems) localised(path string, texts map[string]string, longest int, slash bool) {
	for locale, text := range texts {
		at := join(path, locale)
		if !slices.Contains(Locales, locale) {
			p.add(at, "BASE_TYPE_CHOICES", "%q is not a locale of Discord.", locale)
		}
		if slash {
			p.slash(at, text)
		} else {
			p.length(at, text, 1, longest)
		}
	}
}

// optionList: 25 options, names used once, required ones first; subcommands
// stand alone and nest two deep (group, subcommand).
func (p *Problems) optionList(path string, list []wire.Option, depth int) {
	p.most(path, len(list), MaxCommandOpts)
	seen, optional, subs := map[string]bool{}, false, 0
	for i, o := range list {
		at := join(path, i)
		if seen[o.Name] {
			p.add(path, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name %q already exists", o.Name)
		}
		seen[o.Name] = true
		if o.Required && optional {
			p.add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || !o.Required
		if o.Type <= wire.OptionGroup {
			subs++
		}
		p.option(at, o, depth)
	}
	if subs > 0 && subs != len(list) {
		p.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

func (p *Problems) option(path string, o wire.Option, depth int) {
	p.slash(join(path, "name"), o.Name)
	p.length(join(path, "description"), o.Description, 1, 100)
	p.localised(join(path, "name_localizations"), o.NameLocalizations, 32, true)
	p.localised(join(path, "description_localizations"), o.DescriptionLocalizations, 100, false)
	if o.Type < wire.OptionSubcommand || o.Type > wire.OptionAttachment {
		p.add(join(path, "type"), "BASE_TYPE_CHOICES", "Value must be one of (1 to 11).")
	}
	p.nesting(path, o, depth)
	p.choices(path, o)
	p.bounds(path, o)
}

func (p *Problems) nesting(path string, o wire.Option, depth int) {
	group, sub := o.Type == wire.OptionGroup, o.Type == wire.OptionSubcommand
	if group && depth > 0 || sub && depth > 1 {
		p.add(join(path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command option types must be nested in a command or group.")
		return
	}
	if !group && !sub {
		if len(o.Options) > 0 {
			p.add(join(path, "options"), "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED", "Only subcommands have options.")
		}
		return
	}
	next := depth + 1
	if sub {
		next = 2
	}
	p.optionList(join(path, "options"), o.Options, next)
}

func (p *Problems) choices(path string, o wire.Option) {
	p.most(join(path, "choices"), len(o.Choices), MaxOptions)
	if o.Autocomplete && len(o.Choices) > 0 {
		p.add(join(path, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", "autocomplete and choices cannot both be set.")
	}
	takes := o.Type == wire.OptionString || o.Type == wire.OptionInteger || o.Type == wire.OptionNumber
	if !takes && (o.Autocomplete || len(o.Choices) > 0) {
		p.add(join(path, "choices"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only STRING, INTEGER and NUMBER options have choices or autocomplete.")
	}
	for i, c := range o.Choices {
		p.choice(join(path, "choices", i), c, o.Type != wire.OptionString)
	}
}

func (p *Problems) choice(path string, c wire.Choice, number bool) {
	p.length(join(path, "name"), strings.TrimFunc(c.Name, unicode.IsSpace), 1, 100)
	text, isText := c.Value.(string)
	if isText && number {
		p.add(join(path, "value"), "NUMBER_TYPE_COERCE", "Value %q is not a number.", text)
	}
	if isText {
		p.length(join(path, "value"), text, 0, 100)
	}
}

func (p *Problems) bounds(path string, o wire.Option) {
	numeric := o.Type == wire.OptionInteger || o.Type == wire.OptionNumber
	if !numeric && (o.MinValue != nil || o.MaxValue != nil && *o.MaxValue != 0) {
		p.add(join(path, "min_value"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only INTEGER and NUMBER options have min_value and max_value.")
	}
	lowest, highest := value(o.MinLength, 0), value(o.MaxLength, 6000)
	if lowest < 0 || lowest > 6000 || highest < 1 || highest > 6000 || highest < lowest {
		p.add(join(path, "max_length"), "BASE_TYPE_BAD_LENGTH", "min_length is 0-6000 and max_length 1-6000, in order.")
	}
}

// size is what counts towards a command's 8,000 characters: name, description
// and values of the command, its options and choices; of a text with
// localisations the longest counts.
func size(c wire.Command) int {
	total := longest(c.Name, c.NameLocalizations) + longest(c.Description, c.DescriptionLocalizations)
	return total + optionSize(c.Options)
}

func optionSize(list []wire.Option) int {
	total := 0
	for _, o := range list {
		total += longest(o.Name, o.NameLocalizations) + longest(o.Description, o.DescriptionLocalizations)
		for _, c := range o.Choices {
			value, _ := json.Marshal(c.Value)
			total += longest(c.Name, c.NameLocalizations) + len(value)
		}
		total += optionSize(o.Options)
	}
	return total
}

func longest(text string, localised map[string]string) int {
	n := Length(text)
	for _, t := range localised {
		n = max(n, Length(t))
	}
	return n
}
