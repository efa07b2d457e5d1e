package answer_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"footnote/retrieval/answer"
	"footnote/retrieval/answer/budget"
	"footnote/retrieval/answer/llm"
)

// paper is a ledger in memory.
type paper struct {
	mu    sync.Mutex
	spent budget.Spent
	lost  bool
}

func (p *paper) Read() (budget.Spent, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.spent, !p.lost
}

func (p *paper) Add(more budget.Spent) (budget.Spent, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.lost {
		p.spent = p.spent.Plus(more)
	}
	return p.spent, !p.lost
}

// A restart forgets nothing that was spent today, and a new day begins anew.
func TestTheBudgetOutlivesARestart(t *testing.T) {
	now := time.Date(2025, 8, 7, 23, 0, 0, 0, time.UTC)
	ledger := &paper{}
	model := &scripted{text: `{"verdict": "not in the passages", "evidence": []}`, piece: 50}
	check := func(guild, text string) error {
		b := &budget.Budget{GuildTokens: 100, Ledger: ledger, Now: func() time.Time { return now }}
		e, _ := writtenBy(t, model, func(w *llm.Settings) { w.Budget = b })
		_, err := e.Check(t.Context(), answer.Statement{Text: text, Guild: guild})
		return err
	}
	if err := check("a", "The council approved thirteen ferries."); err != nil {
		t.Fatal(err)
	}
	if got, _ := ledger.Read(); got.Tokens != 110 || got.Guilds["a"] != 110 || got.Day != "2025-08-07" {
		t.Errorf("the ledger holds %+v", got)
	}
	if err := check("a", "The council approved fourteen ferries."); !errors.Is(err, budget.ErrBudget) {
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

// What others spend counts, and what could not be kept is kept when the ledger is back.
func TestABudgetIsOfAllProcesses(t *testing.T) {
	now := time.Date(2025, 8, 7, 12, 0, 0, 0, time.UTC)
	ledger := &paper{}
	model := &scripted{text: `{"verdict": "not in the passages", "evidence": []}`, piece: 50}
	b := &budget.Budget{Tokens: 300, Ledger: ledger, Now: func() time.Time { return now }}
	e, _ := writtenBy(t, model, func(w *llm.Settings) { w.Budget = b })
	check := func(want error) {
		t.Helper()
		if _, err := e.Check(t.Context(), answer.Statement{Text: "The council approved thirteen ferries."}); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
		now = now.Add(3 * time.Second)
	}
	ledger.lost = true
	check(nil)
	check(nil)
	ledger.lost = false
	ledger.Add(budget.Spent{Day: "2025-08-07", Tokens: 100})
	check(budget.ErrBudget) // 220 that are owed, and 100
	b.Change(&budget.Budget{Tokens: 400})
	check(nil)
	if got, _ := ledger.Read(); got.Tokens != 430 {
		t.Errorf("the ledger holds %+v", got)
	}
}
