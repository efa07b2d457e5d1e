package ops

import (
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// latencies are the upper ends of the histograms, in seconds: from an extracted
// answer, which takes milliseconds, to the patience of a question.
var latencies = []float64{.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 20, 40, 60, 90}

// metrics are the figures of a bot.
type metrics struct {
	registry  *prometheus.Registry
	questions *prometheus.CounterVec
	known     prometheus.Counter
	took      *prometheus.HistogramVec
	stages    *prometheus.HistogramVec
	claims    *prometheus.CounterVec
	tokens    *prometheus.CounterVec
	cost      prometheus.Counter
	requests  *prometheus.CounterVec
	lost      *prometheus.CounterVec
	connected *prometheus.GaugeVec
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

func histograms(name, help string, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: latencies}, labels)
}

func newMetrics(version string) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		questions: counters("footnote_questions_total",
			"Questions by kind (ask, check), by result (answered, declined, curated, checked, smalltalk, silent, limited, full, failed), and by the mode of the answer.",
			"kind", "result", "mode"),
		known: prometheus.NewCounter(prometheus.CounterOpts{Name: "footnote_remembered_total",
			Help: "Questions that were answered by what the same question had been answered with just before."}),
		took: histograms("footnote_question_duration_seconds",
			"Time from a question's arrival, with its wait in line, until its reply was ready.", "kind"),
		stages: histograms("footnote_stage_duration_seconds",
			"Time of each part of the work: queue (waiting in line), search, choose, rewrite, model, proof, discord (a request to it).", "stage"),
		claims: counters("footnote_claims_total",
			"Sentences that a model wrote by what the proof made of them (shown, repaired, dropped), and by the kind of reason where it was not shown.",
			"outcome", "reason"),
		tokens: counters("footnote_model_tokens_total", "Tokens sent to the chat model (prompt) and written by it (completion).", "direction"),
		cost: prometheus.NewCounter(prometheus.CounterOpts{Name: "footnote_model_cost_total",
			Help: "What the chat model cost, by the configured prices."}),
		requests: counters("footnote_discord_requests_total",
			"Requests to Discord by the status of the answer; 429 is a rate limit, none an answer that never came.", "code"),
		lost: counters("footnote_gateway_lost_total",
			"Connections to Discord's gateway that were lost, by shard and by the code with which Discord closed them, 0 for none.", "shard", "code"),
		connected: prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "footnote_gateway_connected",
			Help: "1 while the shard is connected to Discord's gateway."}, []string{"shard"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "footnote_build_info", Help: "Always 1; the labels say which program runs.",
		ConstLabels: prometheus.Labels{"version": version, "goversion": runtime.Version()}})
	build.Set(1)
	m.registry.MustRegister(m.questions, m.known, m.took, m.stages, m.claims, m.tokens, m.cost, m.requests, m.lost, m.connected, build, // names differ: this cannot fail
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.begin()
	return m
}

// begin makes what a rate is taken of, so that it is there from the start.
func (m *metrics) begin() {
	for _, direction := range []string{"prompt", "completion"} {
		m.tokens.WithLabelValues(direction)
	}
	m.requests.WithLabelValues("429")
	m.claims.WithLabelValues("shown", "")
}

// Question counts what became of a question. All but the time are from small
// sets of names.
func (m *metrics) Question(kind, result, mode string, took time.Duration) {
	m.questions.WithLabelValues(kind, result, mode).Inc()
	m.took.WithLabelValues(kind).Observe(took.Seconds())
}

// Remembered counts a question that took no work.
func (m *metrics) Remembered() { m.known.Inc() }

// Stage counts the time of a part of the work, by a name from a small set.
func (m *metrics) Stage(name string, took time.Duration) {
	m.stages.WithLabelValues(name).Observe(took.Seconds())
}

// Claims counts sentences of a model by what became of them. outcome and reason are
// from small sets of names.
func (m *metrics) Claims(outcome, reason string, n int) {
	m.claims.WithLabelValues(outcome, reason).Add(float64(max(n, 0)))
}

// Request counts a request to Discord by the status of its answer, 0 for none.
func (m *metrics) Request(status int, took time.Duration) {
	code := "none"
	if status != 0 {
		code = strconv.Itoa(status)
	}
	m.requests.WithLabelValues(code).Inc()
	m.Stage("discord", took)
}

// Lost counts a shard's lost connection to the gateway.
func (m *metrics) Lost(shard, code int) {
	m.lost.WithLabelValues(strconv.Itoa(shard), strconv.Itoa(code)).Inc()
}

// Connected tells whether a shard is connected to the gateway. There is a figure for each
// shard that is told of once.
func (m *metrics) Connected(shard int, up bool) {
	state := 0.0
	if up {
		state = 1
	}
	m.connected.WithLabelValues(strconv.Itoa(shard)).Set(state)
	m.lost.WithLabelValues(strconv.Itoa(shard), "0") // a rate is taken of it from the start
}

// Tokens counts what a reply of the chat model took, and its cost.
func (m *metrics) Tokens(prompt, completion int, cost float64) {
	m.tokens.WithLabelValues("prompt").Add(float64(max(prompt, 0)))
	m.tokens.WithLabelValues("completion").Add(float64(max(completion, 0)))
	m.cost.Add(max(cost, 0))
}

// Counter is Gauge for a figure that only grows.
func (m *metrics) Counter(name, help string, read func() int) {
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return float64(read()) }))
}

// Gauge adds a figure that is read whenever somebody asks. A name is given once.
func (m *metrics) Gauge(name, help string, read func() int) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(read()) }))
}
