package llm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/writing"
)

// short reads prompts of so many bytes at the most.
type short int

func (most short) Write(_ context.Context, d llm.Draft, onPiece func(string) error) (llm.Written, error) {
	if n := len(d.Messages[len(d.Messages)-1].Content); n > int(most) {
		return llm.Written{}, llm.ErrTooLong
	}
	return llm.Written{Text: "said", Model: "short", Prompt: 7, Completion: 2}, onPiece("said")
}

// A prompt that is too long is cut back to what the model reads, and counted once.
func TestAPromptIsCutBackToWhatTheModelReads(t *testing.T) {
	var hits []retrieval.Hit
	for range 4 {
		a := &corpus.Article{ID: "a", Text: strings.Repeat("The ferry to Sundby leaves at dawn. ", 40)}
		hits = append(hits, retrieval.Hit{Passage: &corpus.Passage{Article: a, Span: corpus.Span{End: len(a.Text)}}})
	}
	s := llm.Session{Settings: llm.Settings{Writer: short(6000)}.WithDefaults(), Hits: hits}
	tries := 0
	ask := func() error {
		return s.Obtain(t.Context(), llm.Request{
			Draft: func(room int) (llm.Task, llm.Draft) {
				task := writing.Task{Question: "When does the ferry leave?"}
				task.Passages = s.Fill(task, room)
				tries++
				return task, llm.NewDraft(task, "answer", nil, s.MaxTokens)
			},
			Read: func(d llm.Draft) (llm.Attempt, error) {
				return s.Write(t.Context(), d, func(string) error { return nil })
			},
			Faults: func() ([]string, bool) { return nil, true },
		})
	}
	if err := ask(); err != nil || tries < 2 || len(s.Shown) == 0 || len(s.Shown) == len(hits) {
		t.Errorf("%v after %d tries with %d passages", err, tries, len(s.Shown))
	}
	if s.Used != (llm.Tokens{Prompt: 7, Completion: 2}) || s.Model != "short" {
		t.Errorf("used %+v of %q", s.Used, s.Model)
	}
	if tries = 0; ask() != nil || tries != 1 {
		t.Errorf("what fits is not remembered: %d tries", tries)
	}
	s.Settings = llm.Settings{Writer: short(1)}.WithDefaults()
	if err := ask(); !errors.Is(err, llm.ErrTooLong) || len(s.Shown) != 1 {
		t.Errorf("%v with %d passages", err, len(s.Shown))
	}
}
