package playground

import (
	"sync"

	"footnote/retrieval/answer"
)

// keptTraces is how many traces are remembered: more than a long evening's.
const keptTraces = 500

// Traces keeps how the last answers came about. Its zero value is ready for
// use; give Take to answer.WithTrace.
type Traces struct {
	mu    sync.Mutex
	byID  map[string]answer.Trace
	order []string
}

// Take keeps a trace under the question's ID, in place of an earlier one. What
// was asked without an ID was asked by nobody who could look.
func (t *Traces) Take(trace answer.Trace) {
	if trace.ID == "" {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byID == nil {
		t.byID = map[string]answer.Trace{}
	}
	if _, known := t.byID[trace.ID]; !known {
		t.order = append(t.order, trace.ID)
	}
	t.byID[trace.ID] = trace
	if len(t.order) > keptTraces {
		delete(t.byID, t.order[0])
		t.order = t.order[1:]
	}
}

// of finds the trace of a question, nil where there is none.
func (t *Traces) of(id string) *answer.Trace {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if trace, ok := t.byID[id]; ok {
		return &trace
	}
	return nil
}
