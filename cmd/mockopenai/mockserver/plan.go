package mockserver

import (
	"sync"
	"time"
)

// plan is what one request has to suffer.
type plan struct {
	// instead is the fault that replaces the reply; nil where there is none.
	instead  *Fault
	rate     float64 // tokens a second; 0 is as fast as possible
	cut      bool
	noFinish bool
	odd      bool // vectors of another length
	noBase64 bool
	noFormat bool
	perToken bool          // vectors of each token
	late     time.Duration // until the first word
	role     bool          // the role comes before that
	context  int           // tokens a prompt may have; 0 is the server's own limit
	empty    int           // tokens beyond which a stream is empty; -1 is never
	think    int           // tokens of thoughts
	reasons  bool          // thoughts have a field of their own
	alone    bool          // one request at a time
}

// planner hands out faults. Of several that replace the reply, the first that
// is not used up takes a request, so that once:429 and once:500 together spoil
// the first two requests.
type planner struct {
	mu     sync.Mutex
	faults []Fault
	used   []bool
	turns  int // embeddings requests that "dimension" has seen
}

func newPlanner(faults []Fault) *planner {
	return &planner{faults: faults, used: make([]bool, len(faults))}
}

func (p *planner) next(path string) plan {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := plan{empty: -1}
	for i := range p.faults {
		f := &p.faults[i]
		if p.used[i] || !f.appliesTo(path) || f.terminal() && out.instead != nil {
			continue
		}
		p.used[i] = f.Once
		p.apply(f, &out)
	}
	return out
}

func (p *planner) apply(f *Fault, out *plan) {
	switch f.Name {
	case "slow":
		out.rate = f.Rate
	case "cut":
		out.cut = true
	case "no-finish":
		out.noFinish = true
	case "no-base64":
		out.noBase64 = true
	case "no-format":
		out.noFormat = true
	case "first-word", "role-first":
		out.late, out.role = f.Wait, f.Name == "role-first"
	case "context":
		out.context = f.Tokens
	case "empty-stream":
		out.empty = f.Tokens
	case "think", "reasoning":
		out.think, out.reasons = f.Tokens, f.Name == "reasoning"
	case "one-at-a-time":
		out.alone = true
	case "token-vectors":
		out.perToken = true
	case "dimension":
		p.turns++
		out.odd = f.Once || p.turns%2 == 0
	default:
		out.instead = f
	}
}

// pace returns how long the first n tokens take.
func (p plan) pace(n int) time.Duration {
	if p.rate == 0 {
		return 0
	}
	return time.Duration(float64(n) / p.rate * float64(time.Second))
}
