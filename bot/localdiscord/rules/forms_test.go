package rules_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
)

func TestCommand(t *testing.T) {
	slash := func(rest string) string { return `{"type":1,"name":"ask","description":"x"` + rest + `}` }
	option := func(rest string) string { return slash(`,"options":[{"name":"q","description":"x",` + rest + `}]`) }
	choices := func(n int) string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf(`{"name":"c%d","value":"%s"}`, i, a(90)))
		}
		return `"type":3,"choices":[` + strings.Join(all, ",") + `]`
	}
	many := func(n int) string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf(`{"type":3,"name":"o%d","description":"x"}`, i))
		}
		return slash(`,"options":[` + strings.Join(all, ",") + `]`)
	}
	var big []string
	for i := range 5 {
		big = append(big, fmt.Sprintf(`{"name":"q%d","description":"x",%s}`, i, choices(25)))
	}
	for _, c := range []struct{ name, body, want string }{
		{"plain", slash(``), ""},
		{"Ukrainian", `{"type":1,"name":"запитати","description":"x"}`, ""},
		{"Devanagari with marks", `{"type":1,"name":"पूछना","description":"x"}`, ""},
		{"capitals", `{"type":1,"name":"Ask","description":"x"}`, "name APPLICATION_COMMAND_INVALID_NAME"},
		{"a space", `{"type":1,"name":"ask me","description":"x"}`, "name APPLICATION_COMMAND_INVALID_NAME"},
		{"33 characters", `{"type":1,"name":"` + a(33) + `","description":"x"}`, "name BASE_TYPE_MAX_LENGTH"},
		{"no description", `{"type":1,"name":"ask"}`, "description BASE_TYPE_REQUIRED"},
		{"a description of 101", `{"type":1,"name":"ask","description":"` + a(101) + `"}`, "description BASE_TYPE_MAX_LENGTH"},
		{"a message command", `{"type":3,"name":"Ask about this"}`, ""},
		{"a message command with a description", `{"type":3,"name":"Ask","description":"x"}`, "description APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED"},
		{"a localised name", slash(`,"name_localizations":{"de":"fragen"}`), ""},
		{"a localised name in capitals", slash(`,"name_localizations":{"de":"Fragen"}`), "name_localizations.de APPLICATION_COMMAND_INVALID_NAME"},
		{"a locale that is none", slash(`,"name_localizations":{"es":"x"}`), "name_localizations.es BASE_TYPE_CHOICES"},
		{"required after optional", slash(`,"options":[{"type":3,"name":"a","description":"x"},{"type":3,"name":"b","description":"x","required":true}]`), "options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
		{"a name twice", slash(`,"options":[{"type":3,"name":"a","description":"x"},{"type":3,"name":"a","description":"x"}]`), "options APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"},
		{"25 options", many(25), ""},
		{"26 options", many(26), "options BASE_TYPE_MAX_LENGTH"},
		{"25 choices", option(choices(25)), ""},
		{"26 choices", option(choices(26)), "options.0.choices BASE_TYPE_MAX_LENGTH"},
		{"choices and autocomplete", option(choices(1) + `,"autocomplete":true`), "options.0.autocomplete APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES"},
		{"autocomplete of a yes or no", option(`"type":5,"autocomplete":true`), "options.0.choices APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"a subcommand beside an option", slash(`,"options":[{"type":1,"name":"a","description":"x"},{"type":3,"name":"b","description":"x"}]`), "options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"a group with a subcommand", slash(`,"options":[{"type":2,"name":"a","description":"x","options":[{"type":1,"name":"b","description":"x"}]}]`), ""},
		{"a group in a group", slash(`,"options":[{"type":2,"name":"a","description":"x","options":[{"type":2,"name":"b","description":"x"}]}]`), "options.0.options.0.type APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"bounds of a text", option(`"type":3,"min_value":1`), "options.0.min_value APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"lengths out of order", option(`"type":3,"min_length":9,"max_length":3`), "options.0.max_length BASE_TYPE_BAD_LENGTH"},
		{"8,000 characters", slash(`,"options":[` + strings.Join(big, ",") + `]`), " APPLICATION_COMMAND_TOO_LARGE"},
	} {
		var cmd wire.Command
		if err := json.Unmarshal([]byte(c.body), &cmd); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		check(t, c.name, rules.Command(cmd), c.want)
	}
}

func TestModal(t *testing.T) {
	input := func(id, rest string) string {
		return `{"type":1,"components":[{"type":4,"style":1,"label":"x","custom_id":"` + id + `"` + rest + `}]}`
	}
	group := func(kind, n int, rest string) string {
		var options []string
		for i := range n {
			options = append(options, fmt.Sprintf(`{"label":"%d","value":"%d"}`, i, i))
		}
		return fmt.Sprintf(`{"type":18,"label":"x","component":{"type":%d,"custom_id":"g","options":[%s]%s}}`, kind, strings.Join(options, ","), rest)
	}
	modal := func(title string, rows ...string) string {
		return `{"custom_id":"m","title":"` + title + `","components":[` + strings.Join(rows, ",") + `]}`
	}
	for _, c := range []struct{ name, body, want string }{
		{"plain", modal("x", input("a", "")), ""},
		{"a title of 46", modal(strings.Repeat("a", 46), input("a", "")), "data.title BASE_TYPE_MAX_LENGTH"},
		{"no field", modal("x"), "data.components BASE_TYPE_BAD_LENGTH"},
		{"six fields", modal("x", input("1", ""), input("2", ""), input("3", ""), input("4", ""), input("5", ""), input("6", "")), "data.components BASE_TYPE_BAD_LENGTH"},
		{"two in a row", `{"custom_id":"m","title":"x","components":[{"type":1,"components":[{"type":4,"style":1,"label":"x","custom_id":"a"},{"type":4,"style":1,"label":"x","custom_id":"b"}]}]}`, "data.components.0.components BASE_TYPE_BAD_LENGTH"},
		{"one ID twice", modal("x", input("a", ""), input("a", "")), "data.components COMPONENT_CUSTOM_ID_DUPLICATED"},
		{"4,001 characters", modal("x", input("a", `,"max_length":4001`)), "data.components.0.components.0.max_length NUMBER_TYPE_MIN"},
		{"a button", modal("x", `{"type":1,"components":[{"type":2,"style":1,"label":"x","custom_id":"a"}]}`), "data.components.0.components.0.type UNION_TYPE_CHOICES"},
		{"a label with radio buttons", modal("x", group(21, 2, "")), ""},
		{"one radio button", modal("x", group(21, 1, "")), "data.components.0.component.options BASE_TYPE_BAD_LENGTH"},
		{"eleven radio buttons", modal("x", group(21, 11, "")), "data.components.0.component.options BASE_TYPE_BAD_LENGTH"},
		{"one checkbox of a group", modal("x", group(22, 1, "")), ""},
		{"more checkboxes to choose than there are", modal("x", group(22, 3, `,"max_values":4`)), "data.components.0.component.max_values SELECT_COMPONENT_MAX_VALUES"},
		{"a checkbox", modal("x", `{"type":18,"label":"x","component":{"type":23,"custom_id":"s"}}`), ""},
		{"a label with a button", modal("x", `{"type":18,"label":"x","component":{"type":2,"style":1,"label":"x","custom_id":"a"}}`), "data.components.0.component.type UNION_TYPE_CHOICES"},
		{"a label with a menu", modal("x", `{"type":18,"label":"x","component":{"type":3,"custom_id":"s","options":[{"label":"a","value":"1"}]}}`), ""},
	} {
		var m wire.Modal
		if err := json.Unmarshal([]byte(c.body), &m); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		check(t, c.name, rules.Modal(m), c.want)
	}
}

func TestChoices(t *testing.T) {
	list := make([]wire.Choice, 26)
	for i := range list {
		list[i] = wire.Choice{Name: fmt.Sprint("c", i), Value: fmt.Sprint(i)}
	}
	check(t, "25", rules.Choices(list[:25]), "")
	check(t, "26", rules.Choices(list), "data.choices BASE_TYPE_MAX_LENGTH")
	check(t, "a name of 101", rules.Choices([]wire.Choice{{Name: strings.Repeat("a", 101), Value: "x"}}), "data.choices.0.name BASE_TYPE_MAX_LENGTH")
	check(t, "a value of 101", rules.Choices([]wire.Choice{{Name: "a", Value: strings.Repeat("a", 101)}}), "data.choices.0.value BASE_TYPE_MAX_LENGTH")
	check(t, "a name of spaces", rules.Choices([]wire.Choice{{Name: "  ", Value: "a"}}), "data.choices.0.name BASE_TYPE_REQUIRED")
}
