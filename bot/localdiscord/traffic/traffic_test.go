package traffic

import (
	"encoding/json"
	"slices"
	"testing"
	"time"
)

// The last of each kind are kept, in order, and what is no JSON is left out of them.
func TestJournal(t *testing.T) {
	at := time.Unix(1_700_000_000, 0)
	j := New(3, func() time.Time { return at })
	for i := range 10 {
		j.Frame(Frame{Sequence: int64(i)})
		j.Request(Request{Status: 200 + i, Body: json.RawMessage("{"), Answer: json.RawMessage(`{}`)})
		j.Violation("request", "number %d", i)
	}
	var sequences []int64
	for _, f := range j.Frames() {
		sequences = append(sequences, f.Sequence)
	}
	if want := []int64{7, 8, 9}; !slices.Equal(sequences, want) {
		t.Errorf("frames %v, want %v", sequences, want)
	}
	requests, violations := j.Requests(), j.Violations()
	if len(requests) != 3 || requests[2].Status != 209 || requests[2].Body != nil || string(requests[2].Answer) != "{}" {
		t.Errorf("requests %+v", requests)
	}
	if last := (Violation{at, "request", "number 9"}); len(violations) != 3 || violations[2] != last {
		t.Errorf("violations %+v, want %+v last", violations, last)
	}
}
