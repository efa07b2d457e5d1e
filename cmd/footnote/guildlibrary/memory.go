package guildlibrary

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/sqlite"
)

// Memory is what the articles of guilds take.
type Memory struct {
	// Libraries of so many guilds are in memory, and take about so many Bytes.
	Libraries, Bytes int
	// Loads counts how often one was read, Evictions how often one went to make room.
	Loads, Evictions int
}

// Memory returns what the articles of guilds take now.
func (s *Libraries) Memory() Memory { return s.memory.add(Memory{}) }

// ledger counts what is in memory. It is safe for concurrent use.
type ledger struct {
	mu  sync.Mutex
	sum Memory
}

// add adds to what is counted, and returns the sum.
func (l *ledger) add(m Memory) Memory {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sum.Libraries += m.Libraries
	l.sum.Bytes += m.Bytes
	l.sum.Loads += m.Loads
	l.sum.Evictions += m.Evictions
	return l.sum
}

// stay is what decides whether a guild's library stays in memory.
type stay struct {
	bytes int
	// asked is when the library was last asked for.
	asked time.Time
	// used: somebody reads or changes it right now.
	used bool
}

// leaving are the libraries to let go, by their places in the list, so that the others take
// at most so many bytes: the one asked for least recently first. Those in use stay, and so
// does the one asked for last, however large it is: the next question is likely its.
func leaving(list []stay, most int) []int {
	order, total := make([]int, len(list)), 0
	for i, s := range list {
		order[i] = i
		total += s.bytes
	}
	slices.SortStableFunc(order, func(a, b int) int { return list[a].asked.Compare(list[b].asked) })
	var out []int
	for _, at := range order[:max(len(order)-1, 0)] {
		if total > most && list[at].bytes > 0 && !list[at].used {
			out = append(out, at)
			total -= list[at].bytes
		}
	}
	return out
}

// makeRoom lets libraries go where all take more than they may. A question that runs has
// its library all the same, as its view holds it.
func (s *Libraries) makeRoom() {
	if s.MaxMemory == 0 || s.Memory().Bytes <= s.MaxMemory {
		return
	}
	s.evicting.Lock()
	defer s.evicting.Unlock()
	all := s.all()
	list := make([]stay, len(all))
	for i, g := range all {
		list[i] = g.stay()
	}
	for _, i := range leaving(list, s.MaxMemory) {
		if all[i].letGo(list[i]) {
			s.memory.add(Memory{Evictions: 1})
		}
	}
}

// restAfter is how long the articles of a guild that nobody asks stay in memory.
const restAfter = 6 * time.Hour

// restAll lets the articles go that nobody has asked for long.
func (s *Libraries) restAll(now time.Time) {
	for _, g := range s.all() {
		if at := g.stay(); now.Sub(at.asked) >= restAfter {
			g.letGo(at)
		}
	}
}

// all are the guilds that something was asked of.
func (s *Libraries) all() []*guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.guilds))
}

// pin keeps the guild's library in memory, once it is there, until unpin is called. One
// that nobody has asked for goes then.
func (g *guild) pin() (unpin func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.pins++
	return func() {
		g.mu.Lock()
		if g.pins--; g.pins == 0 && g.asked.IsZero() {
			g.drop()
		}
		g.mu.Unlock()
		g.s.makeRoom()
	}
}

// asking is pin for somebody who asks for the library.
func (g *guild) asking() (unpin func()) {
	unpin = g.pin()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked = time.Now()
	return unpin
}

// ask is asking, and has the library read.
func (g *guild) ask(ctx context.Context) (unpin func(), err error) {
	unpin = g.asking()
	if err := g.load(ctx); err != nil {
		unpin()
		return nil, err
	}
	return unpin, nil
}

// stay tells how the guild's library stands.
func (g *guild) stay() stay {
	g.mu.Lock()
	defer g.mu.Unlock()
	return stay{bytes: g.bytes, asked: g.asked, used: g.pins > 0}
}

// letGo takes the library out of memory and reports that, unless somebody uses it or has
// asked for it since it stood like that.
func (g *guild) letGo(at stay) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.pins > 0 || g.asked != at.asked {
		return false
	}
	g.drop()
	return true
}

// drop takes the library out of memory; the next that asks for it has it read. The caller
// holds mu.
func (g *guild) drop() {
	g.loaded, g.broken, g.asked = false, nil, time.Time{}
	g.hold(nil, nil)
}

// hold puts a library into memory, with the addresses of its articles, nil for none; one
// that is there already has changed. The caller holds mu.
func (g *guild) hold(m *sqlite.Mirror, from map[string]string) {
	var now *retrieval.Library
	change := Memory{Bytes: -g.bytes}
	if g.library != nil {
		change.Libraries--
	}
	if g.bytes = 0; m != nil {
		now, g.bytes = m.Library, m.Library.Bytes()
		change.Libraries++
	}
	change.Bytes += g.bytes
	if g.library != now {
		g.views = nil
	}
	g.mirror, g.library, g.from = m, now, from
	g.s.memory.add(change)
}
