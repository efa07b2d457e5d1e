package openai

import (
	"sync"
	"time"
)

// firstBatch is how many texts the first request has: a processor of 200 tokens
// a second takes ten seconds for eight passages.
const firstBatch = 8

// pace is how many texts go into one request, by the time that requests take,
// and whether several go at once. The zero value is at its start.
type pace struct {
	mu   sync.Mutex
	size int
	// most is the size over which a request took too long; 0 is no bound.
	most int
	// quick: requests come back soon, so that several may be under way. slow: one
	// has taken too long, and from then on each goes alone.
	quick, slow bool
	// misses counts requests in a row that took too long.
	misses int
}

// now is the number of texts for the next request.
func (p *pace) now() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.current()
}

func (p *pace) current() int {
	if p.size == 0 {
		p.size = firstBatch
	}
	return p.size
}

// abreast reports whether several requests may be under way.
func (p *pace) abreast() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.quick && !p.slow
}

// took learns from a request of n texts that came back within the time that one
// may take: the next has twice as many where they would take half of that.
func (p *pace) took(n int, d, attempt time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	size := p.current()
	p.misses = 0
	switch {
	case d > attempt/2 && n <= size:
		p.size = max(1, n/2)
	case d < attempt/4 && n >= size:
		p.size = min(size*2, 1<<12)
		p.quick = true
	}
	if p.most > 0 {
		p.size = min(p.size, p.most)
	}
}

// tooSlow learns from a request of n texts that took too long.
func (p *pace) tooSlow(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.slow = true
	p.misses++
	half := max(1, n/2)
	if p.most == 0 || half < p.most {
		p.most = half
	}
	p.size = min(p.current(), p.most)
	if p.misses > 1 { // it may have stopped: one text will show
		p.size = 1
	}
}

// limit is how many texts of a batch at hand may go at once: all of them, or as
// many as the next request where one has taken too long.
func (p *pace) limit(n int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.slow {
		return n
	}
	return min(n, p.current())
}
