package ops_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"footnote/cmd/footnote/ops"
	"footnote/retrieval/answer"
)

// A question and its steps arrive at a collector in OTLP's form, without a word of it.
func TestTraces(t *testing.T) {
	bodies := make(chan []byte, 9)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.URL.Path != "/v1/traces" || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s %v %v", r.URL, r.Header, err)
		}
		bodies <- body
	}))
	defer collector.Close()
	traces := ops.NewTraces(collector.URL+"/", "footnote test", slog.New(slog.DiscardHandler))
	began := time.Unix(1700000000, 0)
	traces.Take(answer.Trace{
		ID: "17", Asked: "who owns the pier?", Began: began, Took: 3 * time.Second,
		Steps:  []answer.Step{{Name: "search", After: time.Second, Took: time.Second}},
		Answer: answer.Answer{Question: "who owns the pier?", Outcome: answer.Told, Mode: answer.Extracted, Claims: []answer.Claim{{Text: "Ida owns the pier."}}},
	})
	traces.Close()
	if len(bodies) != 1 {
		t.Fatalf("the collector got %d requests", len(bodies))
	}
	body := <-bodies
	root, step := spans(t, body)
	if root.Name != "answer" || len(root.TraceID) != 32 || len(root.SpanID) != 16 {
		t.Errorf("the question is %+v", root)
	}
	want := spanSent{root.TraceID, step.SpanID, root.SpanID, "search", "1700000001000000000", "1700000002000000000"}
	if step != want || step.SpanID == root.SpanID {
		t.Errorf("the step is %+v, want %+v", step, want)
	}
	if strings.Contains(string(body), "pier") || !strings.Contains(string(body), `"footnote.question","value":{"stringValue":"17"}`) {
		t.Errorf("it sends %s", body)
	}
}

// spanSent is a span as a collector reads it.
type spanSent struct {
	TraceID, SpanID, ParentSpanID, Name, StartTimeUnixNano, EndTimeUnixNano string
}

// spans are the two that a body must hold.
func spans(t *testing.T, body []byte) (root, step spanSent) {
	t.Helper()
	var sent struct {
		ResourceSpans []struct{ ScopeSpans []struct{ Spans []spanSent } }
	}
	if err := json.Unmarshal(body, &sent); err != nil {
		t.Fatal(err)
	}
	all := sent.ResourceSpans[0].ScopeSpans[0].Spans
	if len(all) != 2 {
		t.Fatalf("there are %d spans", len(all))
	}
	return all[0], all[1]
}

// A collector that is gone delays nothing, and is told of once.
func TestACollectorThatIsGone(t *testing.T) {
	var log bytes.Buffer
	traces := ops.NewTraces("http://127.0.0.1:1", "test", slog.New(slog.NewTextHandler(&log, nil)))
	for range 1000 {
		traces.Take(answer.Trace{})
	}
	traces.Close()
	if n := strings.Count(log.String(), "traces cannot be sent"); n != 1 {
		t.Errorf("it is told %d times:\n%s", n, &log)
	}
}
