package ops

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"footnote/retrieval/answer"
)

// Traces sends what questions took to an OpenTelemetry collector, in OTLP's JSON form
// over HTTP. The libraries for it would add more to the program than all that it sends.
// Source: https://opentelemetry.io/docs/specs/otlp/#otlphttp
type Traces struct {
	url, version string
	log          *slog.Logger
	client       *http.Client
	queue        chan answer.Trace
	work         sync.WaitGroup
	end          context.CancelFunc
	// troubled: the last sending failed, and the log has said so.
	troubled bool
}

// Bounds of what waits to be sent and how long that may take.
const (
	mostTraces = 256
	sendTime   = 5 * time.Second
	sendEvery  = time.Second
)

// NewTraces sends traces to a collector's address until Close.
func NewTraces(collector, version string, log *slog.Logger) *Traces {
	ctx, end := context.WithCancel(context.Background())
	t := &Traces{
		url: strings.TrimRight(collector, "/") + "/v1/traces", version: version, log: log, end: end, queue: make(chan answer.Trace, mostTraces),
		client: &http.Client{Timeout: sendTime, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}
	t.work.Go(func() { t.run(ctx) })
	return t
}

// Take sends a trace some time later. Where too many wait, it is dropped.
func (t *Traces) Take(trace answer.Trace) {
	select {
	case t.queue <- trace:
	default:
	}
}

// Close sends what waits, for some seconds at most.
func (t *Traces) Close() {
	t.end()
	t.work.Wait()
	t.client.CloseIdleConnections()
}

// run sends what has come together, again and again, and once more at the end.
func (t *Traces) run(ctx context.Context) {
	for ended := false; !ended; {
		select {
		case <-ctx.Done():
			ended = true
		case <-time.After(sendEvery):
		}
		if batch := t.waiting(); len(batch) > 0 {
			t.tell(t.send(batch))
		}
	}
}

// waiting takes all that waits.
func (t *Traces) waiting() (batch []answer.Trace) {
	for {
		select {
		case trace := <-t.queue:
			batch = append(batch, trace)
		default:
			return batch
		}
	}
}

// tell logs the first of several failures.
func (t *Traces) tell(err error) {
	if err != nil && !t.troubled {
		t.log.Warn("traces cannot be sent and are dropped", "error", err)
	}
	t.troubled = err != nil
}

func (t *Traces) send(batch []answer.Trace) error {
	body, err := json.Marshal(t.request(batch))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), sendTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, t.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	res, err := t.client.Do(r)
	if err != nil {
		return err
	}
	_ = res.Body.Close() // nothing in it is needed
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("the collector answers %s", res.Status)
	}
	return nil
}

// The parts of OTLP's JSON form that are used.
type (
	attribute struct {
		Key   string            `json:"key"`
		Value map[string]string `json:"value"`
	}
	span struct {
		Trace      string      `json:"traceId"`
		ID         string      `json:"spanId"`
		Parent     string      `json:"parentSpanId,omitempty"`
		Name       string      `json:"name"`
		Kind       int         `json:"kind"` // 1 within the program, 2 for somebody who asks
		Start      string      `json:"startTimeUnixNano"`
		End        string      `json:"endTimeUnixNano"`
		Attributes []attribute `json:"attributes,omitempty"`
	}
	scopeSpans struct {
		Scope map[string]string `json:"scope"`
		Spans []span            `json:"spans"`
	}
	resourceSpans struct {
		Resource   map[string][]attribute `json:"resource"`
		ScopeSpans []scopeSpans           `json:"scopeSpans"`
	}
)

// request is what is sent of some traces.
func (t *Traces) request(batch []answer.Trace) map[string][]resourceSpans {
	var spans []span
	for i := range batch {
		spans = append(spans, spansOf(&batch[i])...)
	}
	return map[string][]resourceSpans{"resourceSpans": {{
		Resource:   map[string][]attribute{"attributes": {text("service.name", "footnote"), text("service.version", t.version)}},
		ScopeSpans: []scopeSpans{{Scope: map[string]string{"name": "footnote"}, Spans: spans}},
	}}}
}

func text(key, value string) attribute {
	return attribute{key, map[string]string{"stringValue": value}}
}

// spansOf are a question and its steps. The trace's ID comes from the question's, so
// that who reads the log finds the trace.
func spansOf(t *answer.Trace) []span {
	sum := sha256.Sum256([]byte(t.ID))
	if t.ID == "" {
		_, _ = rand.Read(sum[:])
	}
	a := &t.Answer
	root := span{
		Trace: hex.EncodeToString(sum[:16]), ID: spanID(), Name: "answer", Kind: 2, Start: nanos(t.Began), End: nanos(t.Began.Add(t.Took)),
		Attributes: []attribute{
			text("footnote.question", t.ID), text("footnote.outcome", string(a.Outcome)), text("footnote.mode", string(a.Mode)),
			number("footnote.claims", len(a.Claims)), number("footnote.dropped", len(a.Dropped)), number("footnote.repaired", len(a.Repaired)),
		},
	}
	spans := []span{root}
	for _, s := range t.Steps {
		spans = append(spans, span{Trace: root.Trace, ID: spanID(), Parent: root.ID, Name: s.Name, Kind: 1,
			Start: nanos(t.Began.Add(s.After)), End: nanos(t.Began.Add(s.After + s.Took))})
	}
	return spans
}

func number(key string, n int) attribute {
	return attribute{key, map[string]string{"intValue": strconv.Itoa(n)}}
}

func nanos(at time.Time) string { return strconv.FormatInt(at.UnixNano(), 10) }

func spanID() string {
	var id [8]byte
	_, _ = rand.Read(id[:]) // never fails
	return hex.EncodeToString(id[:])
}
