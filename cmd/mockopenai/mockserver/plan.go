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
	var out plan
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
