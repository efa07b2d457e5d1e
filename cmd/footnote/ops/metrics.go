package ops

import (
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// latencies are the upper ends of the histogram of answers, in seconds: from an
// extracted answer, which takes milliseconds, to the patience of a question.
var latencies = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 20, 40, 60, 90}

// metrics are the figures of a bot.
type metrics struct {
	registry  *prometheus.Registry
	questions *prometheus.CounterVec
	took      *prometheus.HistogramVec
	tokens    *prometheus.CounterVec
	requests  *prometheus.CounterVec
}

func newMetrics(version string) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		questions: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "footnote_questions_total",
			Help: "Questions by kind (ask, check), by result (answered, declined, curated, checked, silent, full, failed), and by the mode of the answer."},
			[]string{"kind", "result", "mode"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "footnote_question_duration_seconds", Buckets: latencies,
			Help: "Time from a question's arrival, with its wait in line, until its reply was ready."}, []string{"kind"}),
		tokens: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "footnote_model_tokens_total",
			Help: "Tokens sent to the chat model (prompt) and written by it (completion)."}, []string{"direction"}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "footnote_discord_requests_total",
			Help: "Requests to Discord by the status of the answer; 429 is a rate limit, none an answer that never came."}, []string{"code"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "footnote_build_info", Help: "Always 1; the labels say which program runs.",
		ConstLabels: prometheus.Labels{"version": version, "goversion": runtime.Version()}})
	build.Set(1)
	m.registry.MustRegister(m.questions, m.took, m.tokens, m.requests, build, // names differ: this cannot fail
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, direction := range []string{"prompt", "completion"} {
		m.tokens.WithLabelValues(direction) // there from the start, so that a rate can be taken
	}
	m.requests.WithLabelValues("429")
	return m
}

// Question counts what became of a question. All but the time are from small
// sets of names.
func (m *metrics) Question(kind, result, mode string, took time.Duration) {
	m.questions.WithLabelValues(kind, result, mode).Inc()
	m.took.WithLabelValues(kind).Observe(took.Seconds())
}

// Request counts a request to Discord by the status of its answer, 0 for none.
func (m *metrics) Request(status int) {
	code := "none"
	if status != 0 {
		code = strconv.Itoa(status)
	}
	m.requests.WithLabelValues(code).Inc()
}

// Tokens counts what a reply of the chat model took.
func (m *metrics) Tokens(prompt, completion int) {
	m.tokens.WithLabelValues("prompt").Add(float64(max(prompt, 0)))
	m.tokens.WithLabelValues("completion").Add(float64(max(completion, 0)))
}

// Gauge adds a figure that is read whenever somebody asks. A name is given once.
func (m *metrics) Gauge(name, help string, read func() int) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help},
		func() float64 { return float64(read()) }))
}
