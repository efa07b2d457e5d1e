package render_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/corpus"
	"footnote/retrieval/answer"
)

// size is the larger of the two ways in which Discord counts.
func size(s string) int { return max(utf8.RuneCountInString(s), len(utf16.Encode([]rune(s)))) }

// check holds messages to Discord's limits, see DISCORD.md.
func check(t *testing.T, messages []render.Message) {
	t.Helper()
	for _, m := range messages {
		total := 0
		most(t, "content", m.Content, 2000)
		if len(m.Embeds) > 10 || len(m.Rows) > 5 {
			t.Errorf("%d embeds, %d rows", len(m.Embeds), len(m.Rows))
		}
		for _, e := range m.Embeds {
			most(t, "title", e.Title, 256)
			most(t, "description", e.Description, 4000)
			total += size(e.Title) + size(e.Description)
			if strings.TrimSpace(e.Description) == "" {
				t.Error("an embed without text")
			}
			if e.Footer != nil {
				most(t, "footer", e.Footer.Text, 2048)
				total += size(e.Footer.Text)
			}
			if !utf8.ValidString(e.Description) {
				t.Error("the text is not valid UTF-8")
			}
			whole(t, e.Description)
		}
		if total > 6000 {
			t.Errorf("the embeds hold %d characters", total)
		}
		laidOut(t, m)
		for _, r := range m.Rows {
			if len(r) > 5 {
				t.Errorf("%d buttons in a row", len(r))
			}
		}
	}
}

// laidOut holds the components of a message to Discord's limits.
func laidOut(t *testing.T, m render.Message) {
	t.Helper()
	sent, err := json.Marshal(map[string]any{"components": m.Blocks()})
	if err != nil {
		t.Fatal(err)
	}
	var root wire.Component
	if err := json.Unmarshal(sent, &root); err != nil {
		t.Fatal(err)
	}
	flags := wire.FlagComponentsV2
	for _, p := range rules.Message(wire.MessageSend{Flags: &flags, Components: &root.Children}, true) {
		t.Errorf("Discord does not take it: %+v\n%s", p, sent)
	}
}

func most(t *testing.T, what, s string, limit int) {
	t.Helper()
	if n := size(s); n > limit {
		t.Errorf("%s has %d characters, at most %d", what, n, limit)
	}
}

// moderatorsNote stands in italics behind a line that a moderator wrote.
var moderatorsNote = regexp.MustCompile(` \*\([\pL’ ]+\)\*`)

// whole reports whether the links and bold parts of a page begin and end on it:
// every unescaped bracket is closed, and no escape is cut.
func whole(t *testing.T, page string) {
	t.Helper()
	open, stars := 0, 0
	page = moderatorsNote.ReplaceAllString(page, "")
	for i := 0; i < len(page); i++ {
		switch page[i] {
		case '\\':
			i++
			if i == len(page) {
				t.Error("an escape is cut")
			}
		case '[':
			open++
		case ']':
			open--
		case '*':
			stars++
		}
	}
	if open != 0 || stars%4 != 0 {
		t.Errorf("markup is cut: %d brackets open, %d stars\n%s", open, stars, page)
	}
}

// FuzzLimits lays any text out as every part of a reply.
func FuzzLimits(f *testing.F) {
	for _, s := range []string{"", "a", hostile, "漢字かな交じり文。", "नमस्ते दुनिया।", "مرحبا بالعالم؟", "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\xff\xfe", "e\u0301\u0301\u0301\u0301", "\\", "](", "**"} {
		f.Add(s, s, uint16(7))
		f.Add(strings.Repeat(s, 400), s, uint16(900))
	}
	f.Fuzz(func(t *testing.T, s, other string, n uint16) {
		// Longer ones take time and show nothing more.
		s, other = s[:min(len(s), 3000)], other[:min(len(other), 3000)]
		long := strings.Repeat(s+" "+other, 1+int(n)%40)
		long = long[:min(len(long), 15_000)]
		a := &corpus.Article{ID: other, Title: s, URL: "https://" + other, Source: s, Text: "x" + long}
		c := answer.Citation{Number: 1, Article: other, Title: long, URL: "https://example.org/" + s, Source: s, Published: other, Quote: long, Start: 1, End: len(a.Text), Translation: other + long}
		yes := &answer.Answer{
			Answered: len(long) > 0, Mode: answer.Generated, Model: s, Note: answer.Note(other),
			Claims: []answer.Claim{{Text: long, Citations: []int{1, 1}}, {Text: s, Citations: []int{1}}}, Citations: []answer.Citation{c, c},
		}
		no := &answer.Answer{Refusal: "No. " + long, Nearest: []answer.Quote{{Article: other, Quote: long}, {Article: s, Quote: s}}}
		w, from := words.In("fr"), shelf{other: a}
		check(t, render.Answer(w, from, yes, long))
		check(t, render.Answer(w, from, no, s))
		check(t, render.Passages(w, from, yes))
		check(t, render.Sources(w, []*corpus.Article{a, a}))
		check(t, render.Check(w, from, []render.Checked{{Sentence: long, Nearest: no.Nearest}, {Sentence: s, Understood: long, Verdict: "borne", Citations: yes.Citations, Nearest: no.Nearest}}, true, true))
		rows := []render.Row{{render.Button{Label: long, ID: "x"}}, {render.Channels{ID: "x", Placeholder: long, Max: 99}}}
		checkComponents(t, rows)
	})
}

func checkComponents(t *testing.T, rows []render.Row) {
	t.Helper()
	for i, limit := range []int{80, 150} {
		out, err := json.Marshal(rows[i])
		if err != nil {
			t.Fatal(err)
		}
		var row struct {
			Components []struct{ Label, Placeholder string }
		}
		if err := json.Unmarshal(out, &row); err != nil {
			t.Fatal(err)
		}
		most(t, "label", row.Components[0].Label, limit)
		most(t, "placeholder", row.Components[0].Placeholder, 150)
	}
}
