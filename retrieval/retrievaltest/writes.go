package retrievaltest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"footnote/retrieval"
)

// writeCases are the rules that concern Put and Remove.
var writeCases = []indexCase{
	{name: "Put replaces an article", check: checkReplace},
	{name: "Put of no entries empties an article", check: checkPutNothing},
	{name: "Remove drops the articles named", check: checkRemove},
	{name: "Remove of nothing removes nothing", check: checkRemoveNothing},
	{name: "unknown names are ignored", check: checkUnknown},
	{name: "article IDs may be any text", check: checkOddIDs},
	{name: "entries may be used again after Put", check: checkEntriesReused},
	{name: "a cancelled write changes nothing", check: checkCancelledWrite},
	{name: "an index emptied can be filled again", check: checkRefill},
}

func checkReplace(t testing.TB, index retrieval.Index, _ Options) {
	put(t, index, "a", Entries("a", "The ferry left.", "The ferry returned.", "The ferry sank."))
	put(t, index, "b", Entries("b", "The ferry burned."))
	put(t, index, "a", Entries("a", "The ferry waits."))
	wantLen(t, index, 2)
	hits := search(t, index, Ask("ferry"), 10)
	if len(hits) != 2 {
		t.Fatalf("after replacing, the index found %v", places(hits))
	}
	for _, h := range hits {
		if text := h.Passage.Text(); text != "The ferry waits." && text != "The ferry burned." {
			t.Errorf("a replaced passage is still found: %q", text)
		}
	}
}

func checkPutNothing(t testing.TB, index retrieval.Index, _ Options) {
	put(t, index, "a", Entries("a", "The ferry left."))
	put(t, index, "b", Entries("b", "The ferry sank."))
	put(t, index, "a", nil)
	put(t, index, "new", []retrieval.Entry{})
	wantLen(t, index, 1)
	if got := places(search(t, index, Ask("ferry"), 10)); !slices.Equal(got, []string{"b@0"}) {
		t.Errorf("after emptying a, the index found %v", got)
	}
}

func checkRemove(t testing.TB, index retrieval.Index, _ Options) {
	fill(t, index)
	remove(t, index, "ferry", "storm")
	wantLen(t, index, 6)
	for _, h := range search(t, index, Ask("ferry harbour rain cellars dough"), 10) {
		if id := h.Passage.Article.ID; id == "ferry" || id == "storm" {
			t.Errorf("a removed article is still found: %s", place(h.Passage))
		}
	}
	remove(t, index, "bread", "chess", "comet")
	wantLen(t, index, 0)
	if hits := search(t, index, Ask("dough"), 10); len(hits) != 0 {
		t.Errorf("an emptied index found %v", places(hits))
	}
}

// checkRemoveNothing: a store that reads an empty list as no condition at all
// deletes everything.
func checkRemoveNothing(t testing.TB, index retrieval.Index, _ Options) {
	fill(t, index)
	remove(t, index)
	remove(t, index, []string{}...)
	wantLen(t, index, 10)
	if hits := search(t, index, Ask("ferry"), 1); len(hits) != 1 {
		t.Errorf("after removing nothing, the index found %d hits", len(hits))
	}
}

func checkUnknown(t testing.TB, index retrieval.Index, _ Options) {
	remove(t, index, "nobody")
	fill(t, index)
	remove(t, index, "nobody", "", "*", "ferr", "ferry@0")
	wantLen(t, index, 10)
	remove(t, index, "nobody", "ferry", "ferry")
	wantLen(t, index, 8)
}

// checkOddIDs: names that would meet where a store joins them with a number
// or uses them as file names.
func checkOddIDs(t testing.TB, index retrieval.Index, _ Options) {
	ids := []string{"a", "a0", "a#0", "a/0", "a\x000", "a 0", "../a", "", "Ünï/код/論", "A", "🙂"}
	for _, id := range ids {
		put(t, index, id, Entries(id, "The ferry left.", "The ferry sank."))
	}
	wantLen(t, index, 2*len(ids))
	remove(t, index, "a")
	wantLen(t, index, 2*len(ids)-2)
	slices.Sort(ids)
	var got []string
	for _, h := range search(t, index, Ask("ferry"), 100) {
		got = append(got, h.Passage.Article.ID)
	}
	slices.Sort(got)
	if want := slices.DeleteFunc(ids, func(id string) bool { return id == "a" }); !slices.Equal(slices.Compact(got), want) {
		t.Errorf("found articles %q, want %q", got, want)
	}
}

func checkEntriesReused(t testing.TB, index retrieval.Index, _ Options) {
	entries := Entries("a", "The ferry left.", "The harbour closed.")
	put(t, index, "a", entries)
	copy(entries, Entries("b", "Bakers knead dough.", "Ovens brown loaves."))
	put(t, index, "b", entries)
	clear(entries)
	for question, want := range map[string]string{"ferry": "a@0", "dough": "b@0"} {
		if got := places(search(t, index, Ask(question), 1)); !slices.Equal(got, []string{want}) {
			t.Errorf("after the slice of entries was used again, Search(%q) = %v, want %s", question, got, want)
		}
	}
}

func checkCancelledWrite(t testing.TB, index retrieval.Index, _ Options) {
	fill(t, index)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := index.Put(ctx, "ferry", Entries("ferry", "Nothing of it.")); !errors.Is(err, context.Canceled) {
		t.Errorf("Put with a cancelled context: %v, want %v", err, context.Canceled)
	}
	if err := index.Remove(ctx, "ferry"); !errors.Is(err, context.Canceled) {
		t.Errorf("Remove with a cancelled context: %v, want %v", err, context.Canceled)
	}
	wantLen(t, index, 10)
	hits := search(t, index, Ask("ferry harbour"), 1)
	if len(hits) != 1 || hits[0].Passage.Text() != "The ferry left the harbour." {
		t.Errorf("after cancelled writes, the index found %v", places(hits))
	}
}

func checkRefill(t testing.TB, index retrieval.Index, _ Options) {
	for round := range 3 {
		for i := range 5 {
			id := fmt.Sprintf("r%d-%d", round, i)
			put(t, index, id, Entries(id, "The ferry left.", "The harbour closed."))
		}
		wantLen(t, index, 10)
		for _, h := range search(t, index, Ask("ferry harbour"), 20) {
			if want := fmt.Sprintf("r%d-", round); h.Passage.Article.ID[:3] != want {
				t.Fatalf("round %d found %s", round, place(h.Passage))
			}
		}
		for i := range 5 {
			remove(t, index, fmt.Sprintf("r%d-%d", round, i))
		}
		wantLen(t, index, 0)
	}
}
