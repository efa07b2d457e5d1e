package retrievaltest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"footnote/retrieval"
)

// searchCases are the rules that concern searching alone.
var searchCases = []indexCase{
	{name: "an empty index finds nothing", check: checkEmpty},
	{name: "the nearest passage comes first", check: checkNearest},
	{name: "hits are the passages put, best first", check: checkOrder},
	{name: "more hits asked for than passages", check: checkMoreThanHeld},
	{name: "fewer than one hit asked for", check: checkFewerThanOne},
	{name: "ties are ordered by article, then start", check: checkTies},
	{name: "the same search gives the same list", check: checkRepeats},
	{name: "a cancelled search is an error without hits", check: checkCancelled},
	{name: "a search cancelled midway is whole or an error", check: checkCancelledMidway},
}

func checkEmpty(t testing.TB, index retrieval.Index, _ Options) {
	wantLen(t, index, 0)
	for _, k := range []int{-1, 0, 1, 10} {
		if hits := search(t, index, Ask("ferry harbour"), k); len(hits) != 0 {
			t.Errorf("an empty index returned %d hits for k = %d", len(hits), k)
		}
	}
}

// fill puts five articles of two passages, of which each holds its own words.
func fill(t testing.TB, index retrieval.Index) {
	t.Helper()
	put(t, index, "ferry", Entries("ferry", "The ferry left the harbour.", "Passengers boarded at dawn."))
	put(t, index, "bread", Entries("bread", "Bakers knead dough.", "Ovens brown loaves."))
	put(t, index, "storm", Entries("storm", "Lightning struck towers.", "Rain flooded cellars."))
	put(t, index, "chess", Entries("chess", "A grandmaster sacrificed queens.", "Spectators applauded loudly."))
	put(t, index, "comet", Entries("comet", "Telescopes tracked comets.", "Astronomers measured orbits."))
}

func checkNearest(t testing.TB, index retrieval.Index, _ Options) {
	fill(t, index)
	wantLen(t, index, 10)
	for question, want := range map[string]string{
		"ferry harbour":        "ferry@0",
		"bakers dough":         "bread@0",
		"rain flooded cellars": "storm@25",
		"astronomers orbits":   "comet@27",
	} {
		hits := search(t, index, Ask(question), 3)
		if len(hits) == 0 || place(hits[0].Passage) != want {
			t.Errorf("Search(%q) = %v, want %s first", question, places(hits), want)
		}
	}
}

func checkOrder(t testing.TB, index retrieval.Index, _ Options) {
	entries := Entries("a", "The ferry left.", "The ferry left the harbour.", "The harbour closed.")
	put(t, index, "a", entries)
	hits := search(t, index, Ask("ferry harbour"), 3)
	if len(hits) != 3 {
		t.Fatalf("got %d hits, want 3", len(hits))
	}
	if !slices.IsSortedFunc(hits, retrieval.Compare) {
		t.Errorf("hits are not in order: %v", hits)
	}
	for _, h := range hits {
		if !slices.ContainsFunc(entries, func(e retrieval.Entry) bool { return e.Passage == h.Passage }) {
			t.Errorf("the hit %s is not a passage that was put", place(h.Passage))
		}
		if math.IsNaN(h.Score) || math.IsInf(h.Score, 0) {
			t.Errorf("the hit %s has the score %v", place(h.Passage), h.Score)
		}
	}
}

func checkMoreThanHeld(t testing.TB, index retrieval.Index, opts Options) {
	put(t, index, "a", Entries("a", "The ferry left.", "The ferry returned."))
	put(t, index, "b", Entries("b", "The ferry sank."))
	// The largest k overflows where something is added to it, and no memory
	// holds a result of its size.
	for _, k := range []int{3, 4, 1000, math.MaxInt} {
		if hits := search(t, index, Ask("ferry"), k); len(hits) != 3 {
			t.Errorf("Search(k = %d) over 3 passages returned %d hits", k, len(hits))
		}
	}
}

func checkFewerThanOne(t testing.TB, index retrieval.Index, _ Options) {
	fill(t, index)
	for _, k := range []int{0, -1, math.MinInt} {
		if hits := search(t, index, Ask("ferry"), k); len(hits) != 0 {
			t.Errorf("Search(k = %d) returned %d hits, want none", k, len(hits))
		}
	}
}

// checkTies puts eighty passages of equal text, so that every result is cut
// out of a tie: sorting what a store happened to return is not enough.
func checkTies(t testing.TB, index retrieval.Index, _ Options) {
	var want []string
	for i := range 40 {
		// 7 and 40 share no factor: every article comes once, out of order.
		id := fmt.Sprintf("article-%02d", i*7%40)
		put(t, index, id, Entries(id, "Ferry to harbour.", "Ferry to harbour."))
		want = append(want, id+"@0", id+"@18")
	}
	slices.Sort(want)
	for _, k := range []int{1, 7, 40, 79, 80} {
		for range 5 {
			got := places(search(t, index, Ask("ferry harbour"), k))
			if !slices.Equal(got, want[:k]) {
				t.Fatalf("Search(k = %d) among equals = %v, want %v", k, got, want[:k])
			}
		}
	}
}

func checkRepeats(t testing.TB, index retrieval.Index, _ Options) {
	words := []string{"ferry", "harbour", "storm", "captain", "island"}
	for i := range 60 {
		id := fmt.Sprintf("a%d", i)
		put(t, index, id, Entries(id, fmt.Sprintf("The %s met the %s.", words[i%5], words[i*i%5])))
	}
	first := places(search(t, index, Ask("ferry island"), 12))
	for range 30 {
		if again := places(search(t, index, Ask("ferry island"), 12)); !slices.Equal(first, again) {
			t.Fatalf("the same search gave two lists:\n%v\n%v", first, again)
		}
	}
}

func checkCancelled(t testing.TB, index retrieval.Index, _ Options) {
	fill(t, index)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	late, stop := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer stop()
	for ctx, want := range map[context.Context]error{cancelled: context.Canceled, late: context.DeadlineExceeded} {
		hits, err := index.Search(ctx, Ask("ferry"), 3)
		if !errors.Is(err, want) || len(hits) != 0 {
			t.Errorf("Search with a context that is done = %d hits, %v; want no hits and %v", len(hits), err, want)
		}
	}
	if hits := search(t, index, Ask("ferry"), 1); len(hits) != 1 {
		t.Errorf("the search after a cancelled one found %d hits, want 1", len(hits))
	}
}

// checkCancelledMidway lets contexts end at many moments of a search. When
// they do is up to the machine; what is checked holds at every moment.
func checkCancelledMidway(t testing.TB, index retrieval.Index, _ Options) {
	for i := range 40 {
		id := fmt.Sprintf("a%03d", i)
		put(t, index, id, Entries(id, slices.Repeat([]string{"The ferry left the harbour."}, 20)...))
	}
	for i := range 40 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(i)*20*time.Microsecond)
		hits, err := index.Search(ctx, Ask("ferry harbour"), 25)
		cancel()
		if err == nil && len(hits) != 25 {
			t.Fatalf("a search returned %d of 25 hits and no error", len(hits))
		}
		if err != nil && (len(hits) != 0 || !errors.Is(err, context.DeadlineExceeded)) {
			t.Fatalf("a search past its deadline returned %d hits and %v", len(hits), err)
		}
	}
}
