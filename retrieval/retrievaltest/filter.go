package retrievaltest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
)

// filterCases are the rules that concern Query.Only.
var filterCases = []indexCase{
	{name: "a filter takes no place from what it admits", check: checkFilterFills},
	{name: "a filter that admits nothing finds nothing", check: checkFilterNothing},
	{name: "a filter that admits all changes nothing", check: checkFilterAll},
	{name: "filtered ties are ordered by article, then start", check: checkFilterTies},
}

// only makes a question that admits the articles whose IDs begin so.
func only(q retrieval.Query, prefix string) retrieval.Query {
	q.Only = func(article string) bool { return strings.HasPrefix(article, prefix) }
	return q
}

// checkFilterFills hides a few worse passages behind hundreds of better ones.
func checkFilterFills(t testing.TB, index retrieval.Index, _ Options) {
	for i := range 150 {
		id := fmt.Sprintf("near-%03d", i)
		put(t, index, id, Entries(id, "The ferry left the harbour.", "The ferry left the harbour again."))
	}
	var want []string
	for i := range 12 {
		id := fmt.Sprintf("far-%02d", i)
		put(t, index, id, Entries(id, "Somebody saw an old ferry and many other things that day."))
		want = append(want, id+"@0")
	}
	for _, k := range []int{1, 5, 12, 40} {
		got := places(search(t, index, only(Ask("ferry harbour"), "far-"), k))
		if !slices.Equal(got, want[:min(k, len(want))]) {
			t.Fatalf("Search(k = %d) among the admitted = %v, want %v", k, got, want[:min(k, len(want))])
		}
	}
}

func checkFilterNothing(t testing.TB, index retrieval.Index, _ Options) {
	fill(t, index)
	for _, k := range []int{1, 10, 100} {
		if hits := search(t, index, only(Ask("ferry harbour"), "nobody"), k); len(hits) != 0 {
			t.Errorf("a filter that admits nothing let %v through", places(hits))
		}
	}
}

func checkFilterAll(t testing.TB, index retrieval.Index, _ Options) {
	fill(t, index)
	for _, question := range []string{"ferry harbour", "rain flooded cellars"} {
		want := search(t, index, Ask(question), 4)
		if got := search(t, index, only(Ask(question), ""), 4); !slices.Equal(got, want) {
			t.Errorf("Search(%q) = %v, without a filter %v", question, got, want)
		}
	}
}

func checkFilterTies(t testing.TB, index retrieval.Index, _ Options) {
	var want []string
	for i := range 40 {
		id := fmt.Sprintf("%s-%02d", []string{"odd", "even"}[i%2], i*7%40)
		put(t, index, id, Entries(id, "Ferry to harbour.", "Ferry to harbour."))
		if i%2 == 1 {
			want = append(want, id+"@0", id+"@18")
		}
	}
	slices.Sort(want)
	for _, k := range []int{1, 7, 39, 40} {
		if got := places(search(t, index, only(Ask("ferry harbour"), "even"), k)); !slices.Equal(got, want[:k]) {
			t.Fatalf("Search(k = %d) among admitted equals = %v, want %v", k, got, want[:k])
		}
	}
}
