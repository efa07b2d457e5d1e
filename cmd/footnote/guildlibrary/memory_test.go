package guildlibrary

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"footnote/bot/articles"
	"footnote/bot/store/postgrestest"
	"footnote/retrieval"
)

// Who was asked least recently goes first, and only as many as have to; who is in use, and
// who was asked last, stays.
func TestLeaving(t *testing.T) {
	t.Parallel()
	at := func(minute, bytes int) stay { return stay{bytes: bytes, asked: time.Unix(int64(60*minute), 0)} }
	used := func(s stay) stay { s.used = true; return s }
	for name, c := range map[string]struct {
		list []stay
		most int
		want []int
	}{
		"none":                          {nil, 10, nil},
		"all have room":                 {[]stay{at(1, 5), at(2, 5)}, 10, nil},
		"the first asked goes":          {[]stay{at(2, 5), at(1, 5), at(3, 5)}, 10, []int{1}},
		"as many as have to":            {[]stay{at(4, 5), at(1, 2), at(2, 4), at(3, 1)}, 6, []int{1, 2}},
		"in use":                        {[]stay{used(at(1, 5)), at(2, 5), at(3, 5)}, 5, []int{1}},
		"nothing that can go":           {[]stay{used(at(1, 5)), used(at(2, 5)), at(3, 5)}, 5, nil},
		"asked last and too large":      {[]stay{at(1, 5), at(2, 50)}, 10, []int{0}},
		"alone and too large":           {[]stay{at(1, 50)}, 10, nil},
		"what takes nothing":            {[]stay{at(1, 0), at(2, 5), at(3, 6)}, 10, []int{1}},
		"never asked, only renewed":     {[]stay{at(5, 6), {bytes: 5}, at(6, 4)}, 10, []int{1}},
		"at the same time, in the list": {[]stay{at(1, 5), at(1, 5), at(1, 5)}, 10, []int{0}},
	} {
		if got := leaving(c.list, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v go, want %v", name, got, c.want)
		}
	}
}

// onBothEngines runs a test on libraries in files alone, and on those that a PostgreSQL
// server has. again makes further ones of the same bot, which follow nothing by themselves:
// what is followed stays in memory meanwhile.
func onBothEngines(t *testing.T, do func(t *testing.T, f *fixture, again func(most int) *Libraries)) {
	t.Run("files", func(t *testing.T) {
		t.Parallel()
		f := newFixture(t)
		do(t, f, func(most int) *Libraries { f.config.MaxMemory = most; return New(f.config) })
	})
	t.Run("server", func(t *testing.T) {
		t.Parallel()
		f, url := newFixture(t), postgrestest.Start(t).URL(t)
		do(t, f, func(most int) *Libraries {
			f.config.MaxMemory = most
			s, _ := joined(t, f, url)
			return s
		})
	})
}

// spokenOf is an article that no other guild has.
func spokenOf(guild string) string { return "Zorblax" + guild + " bought the ferry in secret." }

// threeGuilds adds an article in each of three guilds, and returns what all take.
func threeGuilds(t *testing.T, s *Libraries) Memory {
	t.Helper()
	for _, g := range []string{"1", "2", "3"} {
		add(t, s, g, file("report.txt", spokenOf(g)))
	}
	m := s.Memory()
	if m.Libraries != 3 || m.Bytes < 1000 || m.Evictions != 0 {
		t.Fatalf("without a bound there are %+v", m)
	}
	return m
}

// finds has a guild find its article.
func finds(t *testing.T, s *Libraries, g string) {
	t.Helper()
	if got := found(t, s, g, "Zorblax"+g); !slices.Equal(got, []string{g + "/report"}) {
		t.Errorf("guild %s finds %v", g, got)
	}
}

// The articles of guilds take no more memory than they may, are there whenever somebody
// asks, and the figures say so.
func TestMemoryByNeed(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, f *fixture, again func(most int) *Libraries) {
		s := again(threeGuilds(t, again(0)).Bytes * 5 / 6) // for two
		if m := s.Memory(); m != (Memory{}) {
			t.Errorf("before anybody asks there are %+v", m)
		}
		for i, c := range []struct {
			asked            string
			loads, evictions int
		}{{"1", 1, 0}, {"2", 2, 0}, {"1", 2, 0}, {"3", 3, 1}, {"1", 3, 1}, {"2", 4, 2}} {
			finds(t, s, c.asked)
			want := Memory{Libraries: min(i+1, 2), Loads: c.loads, Evictions: c.evictions}
			m := s.Memory()
			if want.Bytes = m.Bytes; m != want || m.Bytes > s.MaxMemory {
				t.Errorf("%d: after guild %s there are %+v, want %+v", i, c.asked, m, want)
			}
		}
	})
}

// What nobody has asked for long, or nobody has asked for at all, is not in memory, and
// what was forgotten takes none.
func TestWhatNobodyAsksForIsNotInMemory(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, f *fixture, again func(most int) *Libraries) {
		s := again(0)
		threeGuilds(t, s)
		none := func(when string) {
			t.Helper()
			if m := s.Memory(); m.Libraries != 0 || m.Bytes != 0 || m.Evictions != 0 {
				t.Errorf("%s there are %+v", when, m)
			}
		}
		s.restAll(time.Now().Add(restAfter))
		none("when nobody has asked for long")
		s.Renew(t.Context())
		none("when all were renewed")
		finds(t, s, "3")
		if err := s.Forget(t.Context(), "3"); err != nil {
			t.Fatal(err)
		}
		none("when it was forgotten")
	})
}

// A library that went stays with the question that has it, and what is changed in one that
// went is there when it is back.
func TestNothingGoesUnderAQuestion(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, f *fixture, again func(most int) *Libraries) {
		s := again(1) // for one, whichever was asked last
		add(t, s, "1", file("report.txt", spokenOf("1")))
		view, err := s.In(t.Context(), "1", retrieval.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		add(t, s, "2", file("report.txt", spokenOf("2")))
		if m := s.Memory(); m.Libraries != 1 || m.Evictions == 0 {
			t.Fatalf("guild 1's did not go: %+v", m)
		}
		hits, err := view.Search(t.Context(), "Zorblax1", 1)
		if a, ok := view.Article("1/report"); err != nil || len(hits) != 1 || hits[0].Passage.Article.ID != "1/report" || !ok || a.Text != spokenOf("1") {
			t.Errorf("the question that ran finds %v, %v", hits, err)
		}
		other := again(1)
		add(t, other, "1", file("second.txt", "Quillon came later."))
		if got := found(t, s, "1", "Quillon"); !slices.Equal(got, []string{"1/second"}) {
			t.Errorf("when it is back, %v are found", got)
		}
	})
}

// Whatever comes and goes at the same time: each guild always finds its own articles, and
// no change is lost.
func TestManyAskWithRoomForOne(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, f *fixture, again func(most int) *Libraries) {
		s := again(1)
		if s.Shared != nil {
			follow(t, s)
		}
		guilds := []string{"1", "2", "3"}
		for _, g := range guilds {
			add(t, s, g, file("report.txt", spokenOf(g)))
		}
		var work sync.WaitGroup
		for _, g := range guilds {
			for range 2 {
				work.Go(func() {
					for range 20 {
						if err := asked(t, s, g); err != nil {
							t.Error(err)
						}
					}
				})
			}
			work.Go(func() {
				for i := range 3 {
					_, _, err := s.Add(t.Context(), g, file("changing.txt", fmt.Sprintf("Gwendolyn was here for the time %d.", i)), quietly)
					if err != nil {
						t.Error(err)
					}
				}
			})
			work.Go(func() { s.Renew(t.Context()); s.restAll(time.Now().Add(restAfter)) })
		}
		work.Wait()
		for _, g := range guilds {
			list, err := s.Kept(t.Context(), g)
			if err != nil || len(list) != 2 || list[0].Text != "Gwendolyn was here for the time 2." {
				t.Errorf("guild %s keeps %+v, %v", g, list, err)
			}
		}
		until(t, func() bool { return s.Memory().Libraries == 1 }) // when nothing is followed any more
		if m := s.Memory(); m.Loads < 3 || m.Evictions < 2 {
			t.Errorf("in the end there are %+v", m)
		}
	})
}

// asked is an error where a guild does not find its own article, or not in its list.
func asked(t *testing.T, s *Libraries, g string) error {
	l, err := s.In(t.Context(), g, retrieval.Filter{})
	if err != nil {
		return err
	}
	hits, err := l.Search(t.Context(), "Zorblax"+g, 1)
	list, listErr := s.Kept(t.Context(), g)
	if len(hits) != 1 || hits[0].Passage.Article.ID != g+"/report" {
		return errors.Join(fmt.Errorf("guild %s finds %v", g, hits), err)
	}
	if !slices.ContainsFunc(list, func(k articles.Kept) bool { return k.ID == g+"/report" }) {
		return errors.Join(errors.New("guild "+strconv.Quote(g)+" does not list it"), listErr)
	}
	return nil
}
