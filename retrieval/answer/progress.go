package answer

import "sync"

// gated passes progress on until it is closed. The run behind a question may
// outlive whoever asked it, for others who wait for the same answer; what it
// proves then is none of theirs any more.
func gated(progress func(Answer)) (pass func(Answer), closeGate func()) {
	if progress == nil {
		return nil, func() {}
	}
	var mu sync.Mutex
	closed := false
	pass = func(a Answer) {
		mu.Lock()
		defer mu.Unlock()
		if !closed {
			progress(a)
		}
	}
	return pass, func() {
		mu.Lock()
		defer mu.Unlock()
		closed = true
	}
}
