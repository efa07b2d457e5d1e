package render_test

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/render"
	"footnote/bot/render/rendertest"
	"footnote/bot/words"
	"footnote/corpus"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/summary"
	"footnote/retrieval/text"
)

// told is a summary in a style, of lines with days of each precision.
func told(style summary.Style) *summary.Summary {
	a := answered()
	day := time.Date(2025, 2, 4, 0, 0, 0, 0, time.UTC)
	return &summary.Summary{
		Topic: "harbour", Style: style, Mode: answer.Extracted, Considered: 2, Citations: a.Citations,
		Lines: []summary.Line{
			{Text: "The harbour was closed on *Monday*.", Citations: []int{1}, When: &summary.When{Time: day}},
			{Text: "Ships waited.", Citations: []int{1, 2}, When: &summary.When{Time: day, Published: true}, Paragraph: 1},
			{Text: "The ice broke.", Citations: []int{2}, When: &summary.When{Time: day, Known: text.ToTheMonth}, Paragraph: 1},
			{Text: "It was the year of ice.", Citations: []int{2}, When: &summary.When{Time: day, Known: text.ToTheYear}, Paragraph: 2},
			{Text: "It comes again.", Citations: []int{2}, When: &summary.When{Time: day, Yearless: true}, Paragraph: 2},
			{Text: "In that month.", Citations: []int{2}, When: &summary.When{Time: day, Yearless: true, Known: text.ToTheMonth}, Paragraph: 2},
			{Text: "Nobody asked @everyone.", Note: true, Paragraph: 3},
		},
	}
}

// said is a summary of what people said: its lines link to messages.
func said() *summary.Summary {
	s := told(summary.Discussion)
	for i := range s.Citations {
		s.Citations[i].URL = "https://discord.com/channels/1/2/3"
	}
	return s
}

// written is by a model, and withheld could not be written.
func written(mode answer.Mode) *summary.Summary {
	s := told(summary.Bullets)
	s.Mode, s.Model = mode, "some *model*"
	return s
}

// many is a summary with more sources and text than a draft has room for.
func many() *summary.Summary {
	s := told(summary.Bullets)
	for range 40 {
		c := s.Citations[0]
		c.Title = strings.Repeat("A long title ", 12)
		s.Citations = append(s.Citations, c)
	}
	s.Citations[1].Title, s.Citations[1].Source, s.Citations[1].Published = "", "", ""
	s.Lines[0].Text = strings.Repeat("Ships waited for two days. ", 200)
	return s
}

// summaryKinds are all kinds of summaries and digests, by the name of their golden file.
func summaryKinds() map[string][]render.Message {
	w, de := words.In("en-US"), words.In("de")
	none := &summary.Summary{Reason: summary.NothingSaid}
	far := *story()
	far.ID, far.URL = "far", "https://news.example/"+strings.Repeat("x", 300)
	digest := render.Digest{
		Since: "<t:1:D>", New: []*corpus.Article{story(), &far, {ID: "untitled"}}, More: 4,
		Asked:      []render.Counted{{Question: "why was the *harbour* closed?", Times: 3}, {Question: hostile, Times: 1}},
		Unanswered: []string{"who paid? @everyone"},
	}
	return map[string][]render.Message{
		"summary-bullets":    render.Summary(w, told(summary.Bullets), "The *harbour*", "Ida @everyone"),
		"summary-timeline":   render.Summary(de, told(summary.Timeline), "Der Hafen", ""),
		"summary-briefing":   render.Summary(w, told(summary.Briefing), "The harbour", ""),
		"summary-discussion": render.Summary(w, said(), "The harbour", ""),
		"summary-generated":  render.Summary(w, written(answer.Generated), "The harbour", ""),
		"summary-passages":   render.Summary(w, written(answer.Passages), "The harbour", ""),
		"summary-gone":       render.Summary(w, none, "The harbour", ""),
		"draft":              {render.DraftOf(w, told(summary.Timeline), "The harbour", "3 sources")},
		"draft-long":         {render.DraftOf(w, many(), "The harbour", "43 sources")},
		"draft-discussion":   {render.DraftOf(w, said(), "The harbour", "3 messages")},
		"draft-refused":      {render.DraftOf(w, none, "The harbour", "")},
		"digest":             {render.DigestHead(w, digest)},
		"digest-empty":       {render.DigestHead(de, render.Digest{Since: "<t:1:D>"})},
	}
}

// Summaries, drafts and digests are as in their golden files, within Discord's limits,
// and no text of theirs pings or leads anywhere.
func TestEveryKindOfSummary(t *testing.T) {
	for name, messages := range summaryKinds() {
		rendertest.Golden(t, name, messages)
		check(t, messages)
	}
}

// Every kind of component is as in its golden file.
func TestComponents(t *testing.T) {
	options := make([]render.Option, 30)
	for i := range options {
		options[i] = render.Option{Label: strings.Repeat("x", 120), Value: "v"}
	}
	options[0] = render.Option{Label: "Label", Value: "v", About: "about", Emoji: "🔎", Chosen: true}
	rendertest.Golden(t, "components", []render.Row{
		{render.Button{Label: "Press", Emoji: "👍", ID: "a|1", Style: render.Danger, Disabled: true}, render.Button{ID: "b"}},
		{render.Select{ID: "s", Placeholder: "Choose", Options: options, Min: 2, Max: 40, Disabled: true}},
		{render.Select{ID: "none"}},
		{render.Roles{ID: "r", Placeholder: "Roles", Chosen: []string{"1", "2"}, Max: 40}},
		{render.Channels{ID: "c", Placeholder: "Channels", Types: []int{0, 5}, Chosen: []string{"3"}, Max: 0}},
	})
	rendertest.Golden(t, "form", render.Modal{ID: "m", Title: "A form", Text: "> **[1]** a quote", Inputs: []render.Input{
		{ID: "i", Label: "Text", About: "what it is for", Value: "start", Placeholder: "what", Paragraph: true, Required: true, Max: 100}, {ID: "j", Label: "Place", Max: 2},
		{ID: "k", Label: "One", About: "of these", Options: options[:11]},
		{ID: "l", Label: "Some", Options: options[:2], Many: true, Required: true},
		{ID: "m", Label: "From a menu", Options: options, Menu: true, Placeholder: "Choose"}, {ID: "n", Label: "A file", File: true},
	}})
}
