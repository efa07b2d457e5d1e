package rules_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
)

// Builders of what the table below feeds.

func a(n int) string { return strings.Repeat("a", n) }

// emoji are two UTF-16 units each.
func emoji(n int) string { return strings.Repeat("😀", n) }

func embeds(n, each int) string {
	one := fmt.Sprintf(`{"description":"%s"}`, a(each))
	return `{"embeds":[` + strings.TrimSuffix(strings.Repeat(one+",", n), ",") + `]}`
}

func buttons(rows, each int) string {
	var all []string
	for r := range rows {
		var row []string
		for b := range each {
			row = append(row, fmt.Sprintf(`{"type":2,"style":1,"label":"x","custom_id":"%d-%d"}`, r, b))
		}
		all = append(all, `{"type":1,"components":[`+strings.Join(row, ",")+`]}`)
	}
	return `{"components":[` + strings.Join(all, ",") + `]}`
}

func row(c string) string { return `{"components":[{"type":1,"components":[` + c + `]}]}` }

func v2(c string) string { return `{"flags":32768,"components":[` + c + `]}` }

func options(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(`{"label":"x","value":"%d"}`, i))
	}
	return row(`{"type":3,"custom_id":"s","options":[` + strings.Join(all, ",") + `]}`)
}

var messages = []struct{ name, body, want string }{
	{"2,000 characters", `{"content":"` + a(2000) + `"}`, ""},
	{"2,001 characters", `{"content":"` + a(2001) + `"}`, "content BASE_TYPE_MAX_LENGTH"},
	{"1,000 emoji", `{"content":"` + emoji(1000) + `"}`, ""},
	{"1,001 emoji", `{"content":"` + emoji(1001) + `"}`, "content BASE_TYPE_MAX_LENGTH"},
	{"ten embeds", embeds(10, 600), ""},
	{"eleven embeds", embeds(11, 10), "embeds BASE_TYPE_MAX_LENGTH"},
	{"6,001 over two embeds", `{"embeds":[{"description":"` + a(4000) + `"},{"description":"` + a(2001) + `"}]}`, "embeds MAX_EMBED_SIZE_EXCEEDED"},
	{"a description of 4,097", embeds(1, 4097), "embeds.0.description BASE_TYPE_MAX_LENGTH"},
	{"a title of 257", `{"embeds":[{"title":"` + a(257) + `"}]}`, "embeds.0.title BASE_TYPE_MAX_LENGTH"},
	{"a field without a value", `{"embeds":[{"fields":[{"name":"x","value":""}]}]}`, "embeds.0.fields.0.value BASE_TYPE_REQUIRED"},
	{"a value of 1,025", `{"embeds":[{"fields":[{"name":"x","value":"` + a(1025) + `"}]}]}`, "embeds.0.fields.0.value BASE_TYPE_MAX_LENGTH"},
	{"26 fields", `{"embeds":[{"fields":[` + strings.TrimSuffix(strings.Repeat(`{"name":"x","value":"y"},`, 26), ",") + `]}]}`, "embeds.0.fields BASE_TYPE_MAX_LENGTH"},
	{"a footer of 2,049", `{"embeds":[{"footer":{"text":"` + a(2049) + `"}}]}`, "embeds.0.footer.text BASE_TYPE_MAX_LENGTH"},
	{"a link that is none", `{"embeds":[{"url":"javascript:alert(1)"}]}`, "embeds.0.url URL_TYPE_INVALID_URL"},
	{"five rows of five", buttons(5, 5), ""},
	{"six rows", buttons(6, 1), "components BASE_TYPE_BAD_LENGTH"},
	{"six buttons", buttons(1, 6), "components.0.components BASE_TYPE_BAD_LENGTH"},
	{"a label of 81", row(`{"type":2,"style":1,"custom_id":"x","label":"` + a(81) + `"}`), "components.0.components.0.label BASE_TYPE_MAX_LENGTH"},
	{"no label", row(`{"type":2,"style":1,"custom_id":"x"}`), "components.0.components.0 BUTTON_COMPONENT_INVALID_EMPTY"},
	{"no custom ID", row(`{"type":2,"style":1,"label":"x"}`), "components.0.components.0.custom_id BASE_TYPE_REQUIRED"},
	{"a custom ID of 101", row(`{"type":2,"style":1,"label":"x","custom_id":"` + a(101) + `"}`), "components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH"},
	{"a link with a custom ID", row(`{"type":2,"style":5,"label":"x","custom_id":"x","url":"https://example.org"}`), "components.0.components.0.custom_id BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"},
	{"one custom ID twice", row(`{"type":2,"style":1,"label":"x","custom_id":"x"},{"type":2,"style":1,"label":"x","custom_id":"x"}`), "components COMPONENT_CUSTOM_ID_DUPLICATED"},
	{"25 options", options(25), ""},
	{"26 options", options(26), "components.0.components.0.options BASE_TYPE_BAD_LENGTH"},
	{"a value twice", row(`{"type":3,"custom_id":"s","options":[{"label":"a","value":"1"},{"label":"b","value":"1"}]}`), "components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
	{"more chosen than there are", row(`{"type":3,"custom_id":"s","max_values":2,"options":[{"label":"a","value":"1"}]}`), "components.0.components.0.max_values SELECT_COMPONENT_MAX_VALUES"},
	{"a menu beside a button", row(`{"type":5,"custom_id":"s"},{"type":2,"style":1,"label":"x","custom_id":"x"}`), "components.0 COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
	{"a text without the V2 flag", `{"components":[{"type":10,"content":"x"}]}`, "components.0.type UNION_TYPE_CHOICES"},
	{"V2", v2(`{"type":17,"components":[{"type":10,"content":"x"},{"type":14}]}`), ""},
	{"V2 with content", `{"flags":32768,"content":"x","components":[{"type":10,"content":"x"}]}`, "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
	{"V2 with embeds", `{"flags":32768,"embeds":[{"title":"x"}],"components":[{"type":10,"content":"x"}]}`, "embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
	{"41 components", v2(strings.TrimSuffix(strings.Repeat(`{"type":10,"content":"x"},`, 41), ",")), "components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"},
	{"4,001 characters of text", v2(`{"type":10,"content":"` + a(4000) + `"},{"type":10,"content":"b"}`), "components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"},
	{"a container in a container", v2(`{"type":17,"components":[{"type":17,"components":[{"type":10,"content":"x"}]}]}`), "components.0.components.0.type UNION_TYPE_CHOICES"},
	{"a section without accessory", v2(`{"type":9,"components":[{"type":10,"content":"x"}]}`), "components.0.accessory BASE_TYPE_REQUIRED"},
	{"a flag nobody may set", `{"content":"x","flags":128}`, "flags MESSAGE_FLAGS_INVALID"},
	{"parse beside a list", `{"allowed_mentions":{"parse":["users"],"users":["1"]}}`, "allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
	{"parse of a wrong word", `{"allowed_mentions":{"parse":["all"]}}`, "allowed_mentions.parse.0 BASE_TYPE_CHOICES"},
}

// TestMessage feeds JSON, as the server does, and asks for the path and code
// of what is wrong; "" is for a message that is fine.
func TestMessage(t *testing.T) {
	for _, c := range messages {
		var m wire.MessageSend
		if err := json.Unmarshal([]byte(c.body), &m); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		check(t, c.name, rules.Message(m, false), c.want)
	}
	text := "x"
	check(t, "the flag of before", rules.Message(wire.MessageSend{Content: &text}, true), "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
}

// check wants one problem, "path CODE", or none.
func check(t *testing.T, name string, got rules.Problems, want string) {
	t.Helper()
	if want == "" && len(got) == 0 {
		return
	}
	for _, p := range got {
		if p.Path+" "+p.Code == want {
			return
		}
	}
	t.Errorf("%s: got %v, want %q", name, got, want)
}

func TestTree(t *testing.T) {
	p := rules.Problems{{Path: "a.0.b", Code: "X", Message: "one"}, {Path: "a.0.b", Code: "Y", Message: "two"}, {Path: "", Code: "Z", Message: "all"}}
	got, err := json.Marshal(p.Tree())
	want := `{"_errors":[{"code":"Z","message":"all"}],"a":{"0":{"b":{"_errors":[{"code":"X","message":"one"},{"code":"Y","message":"two"}]}}}}`
	if err != nil || string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
