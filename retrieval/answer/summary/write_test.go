package summary_test

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"

	"footnote/retrieval/answer"
	"footnote/retrieval/answer/budget"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/summary"
	"footnote/retrieval/sampletest"
)

// model writes a summary of the passages it is shown: the first sentence of
// each, as well as what no passage says, quotes that stand nowhere, and the
// words of one passage with another number in them.
type model struct {
	err  error
	asks []llm.Draft
}

var shown = regexp.MustCompile(`(?s)<passage-\w+ number="(\d+)"[^>]*>\n(.*?)\n</passage`)

func (m *model) Write(_ context.Context, d llm.Draft, onPiece func(string) error) (llm.Written, error) {
	m.asks = append(m.asks, d)
	if m.err != nil {
		return llm.Written{}, m.err
	}
	type evidence struct {
		Passage int    `json:"passage"`
		Quote   string `json:"quote"`
	}
	type claim struct {
		Text     string     `json:"text"`
		Evidence []evidence `json:"evidence"`
	}
	var claims []claim
	for i, p := range shown.FindAllStringSubmatch(d.Messages[1].Content, 4) {
		first, _, _ := strings.Cut(p[2], ". ")
		first = strings.TrimSuffix(first, ".")
		claims = append(claims, claim{first + ".", []evidence{{i + 1, first}}},
			claim{"Exactly 417 people died in Reykjavik.", []evidence{{i + 1, first}}},
			claim{"The summit was a great success.", []evidence{{i + 1, "The summit was a great success for all involved."}}})
	}
	body, err := json.Marshal(map[string]any{"claims": claims, "unanswered": ""})
	if err != nil {
		return llm.Written{}, err
	}
	return llm.Written{Text: string(body), Model: "test"}, onPiece(string(body))
}

func TestAModelsLinesAreHeldToProof(t *testing.T) {
	l, m := sampletest.Library(t), &model{}
	engine := answer.New(l, answer.WithWriting(llm.Settings{Writer: m}), answer.WithLogger(discard))
	for _, style := range []summary.Style{summary.Bullets, summary.Timeline, summary.Briefing} {
		s := makeSummary(t, l, summary.Request{Topic: summit, Style: style, Lines: 4}, summary.WithWriter(engine))
		show(t, &s)
		if s.Mode != answer.Generated || len(s.Lines) == 0 || len(s.Lines) > 4 || s.Model != "test" {
			t.Errorf("%s: %s with %d lines by %q", style, s.Mode, len(s.Lines), s.Model)
		}
		if text := s.Editable(); strings.Contains(text, "417") || strings.Contains(text, "success") {
			t.Errorf("%s holds what no article says:\n%s", style, text)
		}
		if len(s.Dropped) == 0 {
			t.Error("nothing is noted as dropped")
		}
		if last := m.asks[len(m.asks)-1].Messages; !strings.Contains(last[1].Content, "\nTopic: "+summit) || !strings.Contains(last[0].Content, "at most 4 lines") {
			t.Errorf("asked:\n%s", last[0].Content)
		}
	}
}

func TestWithoutAModelThatWorksSentencesAreChosen(t *testing.T) {
	l := sampletest.Library(t)
	for name, writing := range map[string]llm.Settings{
		"a model that fails":  {Writer: &model{err: errors.New("no")}},
		"a budget that is up": {Writer: &model{}, Budget: &budget.Budget{Tokens: 1}},
	} {
		engine := answer.New(l, answer.WithWriting(writing), answer.WithLogger(discard))
		if writing.Budget != nil { // the first takes what there is
			makeSummary(t, l, summary.Request{Topic: summit}, summary.WithWriter(engine))
		}
		s := makeSummary(t, l, summary.Request{Topic: summit}, summary.WithWriter(engine))
		if s.Mode != answer.Passages || len(s.Lines) == 0 {
			t.Errorf("%s: %s with %d lines", name, s.Mode, len(s.Lines))
		}
	}
	none := makeSummary(t, l, summary.Request{Topic: summit}, summary.WithWriter(answer.New(l)))
	if none.Mode != answer.Extracted {
		t.Errorf("where no model is configured: %s", none.Mode)
	}
}

func TestADiscussionByAModel(t *testing.T) {
	all, find := messages(t)
	engine := answer.New(library(t), answer.WithWriting(llm.Settings{Writer: &model{}}), answer.WithLogger(discard))
	s, err := summary.New(summary.WithWriter(engine), quiet).Discussion(t.Context(), summary.Discuss{Messages: all, Lines: 4})
	if err != nil || s.Mode != answer.Generated {
		t.Fatalf("%s, %v", s.Mode, err)
	}
	proven(t, &s, find)
	if strings.Contains(s.Editable(), "417") {
		t.Errorf("it holds what nobody said: %s", s.Editable())
	}
}
