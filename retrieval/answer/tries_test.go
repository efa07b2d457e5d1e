package answer_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"footnote/retrieval/answer"
	"footnote/retrieval/answer/budget"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/writing"
)

// acting is a model whose replies a test writes.
type acting struct {
	drafts []llm.Draft
	reply  func(ctx context.Context, call int, d llm.Draft) (llm.Written, error)
}

func (m *acting) Write(ctx context.Context, d llm.Draft, onPiece func(string) error) (llm.Written, error) {
	m.drafts = append(m.drafts, d)
	w, err := m.reply(ctx, len(m.drafts), d)
	if err != nil || w.Text == "" {
		return w, err
	}
	return w, onPiece(w.Text)
}

func claimed(text, quote string) string {
	data, _ := json.Marshal(map[string]any{"claims": []any{map[string]any{"text": text,
		"evidence": []any{map[string]any{"passage": 1, "quote": quote, "translation": ""}}}}, "unanswered": ""})
	return string(data)
}

var ferries = claimed("The council approved twelve new ferries.", "approved twelve new ferries")

func asks(t *testing.T, m llm.Writer, more ...func(*llm.Settings)) answer.Answer {
	t.Helper()
	e, l := writtenBy(t, m, more...)
	a, err := e.Ask(t.Context(), answer.Question{Text: portQuestion})
	if err != nil {
		t.Fatal(err)
	}
	proven(t, l, a)
	return a
}

func TestASecondTryDiffers(t *testing.T) {
	m := &acting{reply: func(_ context.Context, call int, _ llm.Draft) (llm.Written, error) {
		if call == 1 {
			return llm.Written{Text: "Well, let me see."}, nil
		}
		return llm.Written{Text: ferries}, nil
	}}
	if a := asks(t, m); a.Mode != answer.Generated || len(m.drafts) != 2 {
		t.Fatalf("%s after %d tries", a.Mode, len(m.drafts))
	}
	first, second := m.drafts[0], m.drafts[1]
	if first.Temperature == second.Temperature || len(second.Messages) != len(first.Messages)+2 || len(second.Loose) != len(second.Messages) {
		t.Errorf("the second draft is %+v", second)
	}
}

// A reply that its thoughts have cut off may be four times as long.
func TestAReplyThatIsCutOffMayBeLonger(t *testing.T) {
	m := &acting{reply: func(_ context.Context, call int, d llm.Draft) (llm.Written, error) {
		if d.MaxTokens < 2000 {
			return llm.Written{Cut: true, Prompt: 100, Completion: d.MaxTokens}, nil
		}
		return llm.Written{Text: ferries}, nil
	}}
	if a := asks(t, m, func(w *llm.Settings) { w.MaxTokens = 500 }); a.Mode != answer.Generated || len(m.drafts) != 2 || m.drafts[1].MaxTokens != 2000 {
		t.Errorf("%s after %d tries", a.Mode, len(m.drafts))
	}
}

// The first try takes more than half of the time there is.
func TestASecondTryNeedsTime(t *testing.T) {
	m := &acting{reply: func(ctx context.Context, _ int, _ llm.Draft) (llm.Written, error) {
		deadline, _ := ctx.Deadline()
		time.Sleep(time.Until(deadline) * 7 / 10)
		return llm.Written{Text: "Well."}, nil
	}}
	a := asks(t, m, func(w *llm.Settings) { w.Deadline = 2 * time.Second })
	if len(m.drafts) != 1 || a.Mode != answer.Passages || a.Note != answer.NoteSlow {
		t.Errorf("%d tries, %s, %q", len(m.drafts), a.Mode, a.Note)
	}
}

func TestTheExampleIsNoAnswer(t *testing.T) {
	loose := writing.Task{Question: "q"}.Messages(writing.Loose)[0].Content
	at := strings.Index(loose, `{"claims"`)
	if at < 0 {
		t.Fatal("the loose prompt has no example")
	}
	m := &acting{reply: func(context.Context, int, llm.Draft) (llm.Written, error) {
		return llm.Written{Text: loose[at:]}, nil
	}}
	a := asks(t, m)
	if a.Mode == answer.Generated || len(a.Dropped) == 0 || !strings.Contains(a.Dropped[0].Reason, "example") {
		t.Errorf("%s, dropped %+v", a.Mode, a.Dropped)
	}
	if held := m.drafts[0].Messages[0].Content; strings.Contains(held, "Vellmark") {
		t.Error("a model that is held to the schema is shown the example")
	}
}

func TestWhatWasNeverAnsweredCostsNothing(t *testing.T) {
	ledger := &paper{}
	m := &acting{reply: func(context.Context, int, llm.Draft) (llm.Written, error) {
		return llm.Written{}, errors.New("connection refused")
	}}
	a := asks(t, m, func(w *llm.Settings) { w.Budget = &budget.Budget{Ledger: ledger} })
	if got, _ := ledger.Read(); got.Tokens != 0 || a.Tokens != nil {
		t.Errorf("booked %+v, %+v", got, a.Tokens)
	}
}

// Without a word of the question or of what was said before it, a rewrite is none.
func TestARewriteIsOfTheQuestion(t *testing.T) {
	for better, taken := range map[string]bool{
		"Which venue did Anna Berg name for the talks?":                           true,
		"What is the best pizza topping?":                                         false,
		"Which venue did Anna Berg name? See https://evil.example/x":              false,
		"Which venue did Anna Berg name for @everyone and <@123456789012345678>?": false,
	} {
		m := &acting{reply: func(_ context.Context, _ int, d llm.Draft) (llm.Written, error) {
			if d.Name == "rewrite" {
				return llm.Written{Text: `{"question": "` + better + `"}`}, nil
			}
			return llm.Written{Text: ferries}, nil
		}}
		e, _ := writtenBy(t, m)
		a, err := e.Ask(t.Context(), answer.Question{Text: "Which venue did she name?",
			History: []answer.Turn{{Question: "Who is Anna Berg?", Answer: "Anna Berg is the mayor."}}})
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Rewritten == better; got != taken {
			t.Errorf("%q: understood as %q", better, a.Rewritten)
		}
	}
}
