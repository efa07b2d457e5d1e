package answer_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"footnote/retrieval/answer"
)

// paper is a ledger in memory.
type paper struct {
	mu    sync.Mutex
	spent answer.Spent
}

func (p *paper) Read() answer.Spent {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.spent
}

func (p *paper) Keep(s answer.Spent) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.spent = s
}

// A restart forgets nothing that was spent today, and a new day begins anew.
func TestTheBudgetOutlivesARestart(t *testing.T) {
	now := time.Date(2025, 8, 7, 23, 0, 0, 0, time.UTC)
	ledger := &paper{}
	model := &scripted{text: `{"verdict": "not in the passages", "evidence": []}`, piece: 50}
	check := func(guild, text string) error {
		b := &answer.Budget{GuildTokens: 100, Ledger: ledger, Now: func() time.Time { return now }}
		e, _ := writtenBy(t, model, func(w *answer.Writing) { w.Budget = b })
		_, err := e.Check(t.Context(), answer.Statement{Text: text, Guild: guild})
		return err
	}
	if err := check("a", "The council approved thirteen ferries."); err != nil {
		t.Fatal(err)
	}
	if got := ledger.Read(); got.Tokens != 110 || got.Guilds["a"] != 110 || got.Day != "2025-08-07" {
		t.Errorf("the ledger holds %+v", got)
	}
	if err := check("a", "The council approved fourteen ferries."); !errors.Is(err, answer.ErrBudget) {
		t.Errorf("after a restart: %v", err)
	}
	if err := check("b", "The council approved fourteen ferries."); err != nil {
		t.Errorf("another guild: %v", err)
	}
	now = now.Add(2 * time.Hour)
	if err := check("a", "The council approved fifteen ferries."); err != nil {
		t.Errorf("the next day: %v", err)
	}
}
