package stores

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/poststore"
	"footnote/bot/store/statstore"
	"footnote/retrieval/answer"
)

// waiting files a gap in g, for two, and one in h; it returns their IDs.
func waiting(t *testing.T, s *opened) []int64 {
	t.Helper()
	ctx := store.Across(t.Context())
	must(t, s.AddGap(ctx, "g", gapstore.Gap{Post: "1", Question: "why?", Why: gapstore.Declined, Channel: "c", Locale: "de", Askers: []string{anna, ""}}))
	must(t, s.AddGap(ctx, "g", gapstore.Gap{Post: "1", Question: "why?", Why: gapstore.Declined, Askers: []string{ben}}))
	must(t, s.AddGap(ctx, "h", gapstore.Gap{Post: "2", Question: "where?", Why: gapstore.Reported, Askers: []string{anna}}))
	ids, err := store.Column[int64](ctx, s.DB, `SELECT id FROM unanswered ORDER BY id`)
	must(t, err)
	return ids
}

// askers are who waits in a guild.
func askers(t *testing.T, s *opened, guild string, ids []int64) []gapstore.Asker {
	t.Helper()
	list, err := s.Askers(store.In(t.Context(), guild), guild, ids)
	must(t, err)
	return list
}

func TestGapsAndWhoWaits(t *testing.T) { onBoth(t, testGapsAndWhoWaits) }

func testGapsAndWhoWaits(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.Across(t.Context())
	both := waiting(t, s)
	gaps, err := s.Gaps(ctx, "g", 9)
	must(t, err)
	is(t, "gaps of g", len(gaps), 1)
	is(t, "the gap", []any{gaps[0].Channel, gaps[0].Locale, gaps[0].Why}, []any{"c", "de", gapstore.Declined})
	is(t, "who waits", askers(t, s, "g", both), []gapstore.Asker{{Person: ben, Post: "1", Channel: "c", Locale: "de"}, {Person: anna, Post: "1", Channel: "c", Locale: "de"}})
	// What is done in one guild does nothing in another.
	must(t, s.SetGaps(ctx, "g", both, gapstore.Filed))
	gaps, err = s.Gaps(ctx, "g", 9)
	must(t, err)
	other, err := s.Gaps(ctx, "h", 9)
	must(t, err)
	is(t, "gaps then", []int{len(gaps), len(other)}, []int{0, 1})
	is(t, "who still waits", askers(t, s, "g", both), []gapstore.Asker{})
	// Nobody begins to wait for what is answered already.
	must(t, s.AddGap(ctx, "g", gapstore.Gap{Post: "1", Question: "why?", Why: gapstore.Declined, Askers: []string{ben}}))
	is(t, "who waits later", askers(t, s, "g", both), []gapstore.Asker{})
}

func TestWhatIsPutAsideIsSoonNobodys(t *testing.T) { onBoth(t, testWhatIsPutAsideIsSoonNobodys) }

func testWhatIsPutAsideIsSoonNobodys(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.Across(t.Context())
	both := waiting(t, s)
	must(t, s.SetGaps(ctx, "h", both, gapstore.Aside))
	aside, err := s.Asides(ctx, "h", 9)
	must(t, err)
	is(t, "put aside", len(aside), 1)
	must(t, s.SetGaps(ctx, "h", both, gapstore.Waiting))
	is(t, "who waits after a slip of the hand", len(askers(t, s, "h", both)), 1)
	must(t, s.SetGaps(ctx, "h", both, gapstore.Aside))
	must(t, s.Sweep(ctx))
	is(t, "who waits after a while", askers(t, s, "h", both), []gapstore.Asker{})
	is(t, "who waits in the other guild", len(askers(t, s, "g", both)), 2)
}

func TestCuratedAnswersAreTheirGuilds(t *testing.T) { onBoth(t, testCuratedAnswersAreTheirGuilds) }

func testCuratedAnswersAreTheirGuilds(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.In(t.Context(), "g")
	id, err := s.AddCurated(ctx, gapstore.Curated{Guild: "g", Questions: []store.Asked{{Question: "why?", Channel: "c"}, {Question: "what for?", Channel: ""}, {Question: "why?", Channel: "c"}}, Text: "so", Person: anna, Name: "Anna"})
	must(t, err)
	c, err := s.Curated(ctx, "g", id)
	must(t, err)
	is(t, "it", []any{c.Text, c.Name, c.Questions}, []any{"so", "Anna", []store.Asked{{Question: "why?", Channel: "c"}, {Question: "what for?", Channel: ""}}})
	_, err = s.Curated(ctx, "h", id)
	is(t, "another guild's", err, store.ErrNotFound)
	must(t, s.RemoveCurated(ctx, "h", id))
	must(t, s.SetCurated(ctx, "h", id, "bad", ben, "Ben"))
	list, err := s.CuratedQuestions(ctx, "h")
	must(t, err)
	is(t, "another guild's questions", len(list), 0)
	must(t, s.SetCurated(ctx, "g", id, "better", ben, "Ben"))
	c, err = s.Curated(ctx, "g", id)
	must(t, err)
	is(t, "changed", []any{c.Text, c.Name}, []any{"better", "Ben"})
}

func TestPostsHoldAModeratorsAnswerUntilItIsTakenBack(t *testing.T) {
	onBoth(t, testPostsHoldAModeratorsAnswerUntilItIsTakenBack)
}

func testPostsHoldAModeratorsAnswerUntilItIsTakenBack(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.In(t.Context(), "g")
	id, err := s.AddCurated(ctx, gapstore.Curated{Guild: "g", Questions: []store.Asked{{Question: "why?"}}, Text: "so"})
	must(t, err)
	must(t, s.AddPost(ctx, post("1", anna)))
	must(t, s.SetPostCurated(ctx, "g", "1", id))
	posts, err := s.PostsWithCurated(ctx, "g", id)
	must(t, err)
	is(t, "posts with it", posts, []string{"1"})
	must(t, s.RemoveCurated(ctx, "g", id))
	left, err := s.CuratedQuestions(ctx, "g")
	must(t, err)
	is(t, "left", len(left), 0)
}

func TestCasesOfTheEvaluationSet(t *testing.T) { onBoth(t, testCasesOfTheEvaluationSet) }

func testCasesOfTheEvaluationSet(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.In(t.Context(), "g")
	must(t, s.AddPost(ctx, post("1", anna)))
	c := gapstore.Case{Post: "1", Question: "why?", Expected: "so", Reason: "not so", Wrong: []answer.Quote{{Article: "a", Quote: "x", Start: 1, End: 2}}}
	must(t, s.Correct(ctx, "g", c))
	c.Reason = "not at all"
	must(t, s.Correct(ctx, "g", c))
	list, err := s.Cases(ctx, "g")
	if err != nil || len(list) != 1 || list[0].Reason != "not at all" || len(list[0].Wrong) != 1 || list[0].Expected != "so" {
		t.Errorf("cases are %+v, %v", list, err)
	}
	p, err := s.Post(ctx, "1")
	if err != nil || p.Wrong != "not at all" {
		t.Errorf("the post is %+v, %v", p, err)
	}
	must(t, s.Uncorrect(ctx, "h", "1"))
	if list, err = s.Cases(ctx, "h"); err != nil || len(list) != 0 {
		t.Errorf("another guild has %+v, %v", list, err)
	}
	must(t, s.Uncorrect(ctx, "g", "1"))
	list, err = s.Cases(ctx, "g")
	p, err2 := s.Post(ctx, "1")
	if err := errors.Join(err, err2); err != nil || len(list) != 0 || p.Wrong != "" {
		t.Errorf("left are %+v and %q, %v", list, p.Wrong, err)
	}
}

func TestWhatPostsRestOn(t *testing.T) { onBoth(t, testWhatPostsRestOn) }

func testWhatPostsRestOn(t *testing.T) {
	s, c, _ := open(t)
	ctx := store.Across(t.Context())
	p := post("1", anna)
	p.Answer.Citations = []answer.Citation{{Article: "a", Quote: "so", Start: 3, End: 5}, {Article: "b", Quote: "x", Start: 1, End: 2}}
	must(t, s.AddPost(ctx, p))
	must(t, s.AddPost(ctx, p))
	private := p
	private.ID, private.Private = "2", true
	must(t, s.AddPost(ctx, private))
	must(t, s.SetNote(ctx, "1", poststore.Gone))
	list, err := s.CitedSince(ctx, "g", c.now.Add(-time.Hour))
	must(t, err)
	is(t, "cited", []any{len(list), list[0]}, []any{2, poststore.Cited{Post: "1", Note: poststore.Gone, Article: "a", Quote: "so", Start: 3, End: 5}})
	list, err = s.CitedSince(ctx, "h", c.now.Add(-time.Hour))
	must(t, err)
	is(t, "cited in another guild", len(list), 0)
	list, err = s.CitedSince(ctx, "g", c.now)
	must(t, err)
	is(t, "cited later", len(list), 0)
	guilds, err := s.AnsweredIn(ctx, c.now.Add(-time.Hour))
	must(t, err)
	is(t, "guilds with posts", guilds, []string{"g"})
	must(t, s.AddAudit(ctx, "h", anna, "articles.add", "x"))
	must(t, s.AddAudit(ctx, "g", anna, "settings.length", "short"))
	guilds, err = s.ArticlesChanged(ctx, c.now.Add(-time.Hour))
	must(t, err)
	is(t, "guilds with other articles", guilds, []string{"h"})
}

func TestStats(t *testing.T) { onBoth(t, testStats) }

func testStats(t *testing.T) {
	s, c, _ := open(t)
	ctx := store.Across(t.Context())
	must(t, s.AddAsk(ctx, "g", statstore.OutcomeAnswered, 100*time.Millisecond, []string{"a", "b"}))
	c.now = c.now.AddDate(0, 0, 1)
	must(t, s.AddAsk(ctx, "g", statstore.OutcomeDeclined, 300*time.Millisecond, nil))
	must(t, s.AddAsk(ctx, "g", statstore.ByModerator, 200*time.Millisecond, nil))
	must(t, s.AddAsk(ctx, "g", statstore.OutcomeAnswered, 800*time.Millisecond, []string{"b"}))
	must(t, s.AddAsk(ctx, "h", statstore.OutcomeAnswered, time.Hour, []string{"z"}))
	must(t, s.AddPost(ctx, post("1", anna)))
	_, _, err := s.Vote(ctx, "1", ben, 1)
	must(t, err)
	got, err := s.Stats(ctx, "g", 7)
	must(t, err)
	is(t, "the sums", []int{len(got.Days), got.Answered, got.Curated, got.Declined, got.Up, got.Down}, []int{7, 2, 1, 1, 1, 0})
	is(t, "the median", got.Median, 250*time.Millisecond)
	is(t, "the top", got.Top, []statstore.ArticleUses{{Article: "b", Times: 2}, {Article: "a", Times: 1}})
	d := got.Days[5]
	is(t, "the day before", []any{d.Day.Format(time.DateOnly), d.Answered, d.Declined, d.Median}, []any{"2025-08-07", 1, 0, 100 * time.Millisecond})
	is(t, "the votes of today", got.Days[6].Up, 1)
	got, err = s.Stats(ctx, "none", 3)
	must(t, err)
	is(t, "of nothing", []any{got.Median, len(got.Days), len(got.Top)}, []any{0 * time.Second, 3, 0})
}

// Golden questions are a guild's own: those that moderators added, and those of the
// answers that they marked as wrong until that is taken back. There is a most of them.
func TestGoldenQuestions(t *testing.T) { onBoth(t, testGoldenQuestions) }

func testGoldenQuestions(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.Across(t.Context())
	list := func(guild string) string {
		all, err := s.Golden(ctx, guild)
		must(t, err)
		var lines []string
		for _, g := range all {
			lines = append(lines, fmt.Sprintf("%v %s=%s in %s", g.ID != 0, g.Question, g.Expected, g.Channel))
		}
		slices.Sort(lines)
		return strings.Join(lines, "; ")
	}
	golden := func(question, expected string) gapstore.Golden {
		return gapstore.Golden{Asked: store.Asked{Question: question, Channel: "c"}, Expected: expected}
	}
	must(t, s.AddGolden(ctx, "g", golden("who?", "anna")))
	must(t, s.AddGolden(ctx, "g", golden("who?", "ben")))
	must(t, s.AddGolden(ctx, "h", golden("where?", "")))
	must(t, s.AddPost(ctx, post("1", anna)))
	must(t, s.Correct(ctx, "g", gapstore.Case{Post: "1", Question: "why?", Expected: "so"}))
	must(t, s.AddGap(ctx, "g", gapstore.Gap{Post: "1", Question: "why?", Why: gapstore.Corrected, Channel: "d", Seen: "e"}))
	if got := list("g"); got != "false why?=so in e; true who?=ben in c" {
		t.Errorf("g has %s", got)
	}
	if got := list("h"); got != "true where?= in c" {
		t.Errorf("h has %s", got)
	}
	all, err := s.Golden(ctx, "h")
	must(t, err)
	must(t, s.RemoveGolden(ctx, "g", all[0].ID)) // another guild's
	must(t, s.Uncorrect(ctx, "g", "1"))
	if got := list("g") + "|" + list("h"); got != "true who?=ben in c|true where?= in c" {
		t.Errorf("there are %s", got)
	}
	for i := range gapstore.MostGolden - 1 {
		must(t, s.AddGolden(ctx, "g", golden(strconv.Itoa(i), "")))
	}
	if err := s.AddGolden(ctx, "g", golden("one more?", "")); !errors.Is(err, gapstore.ErrMost) {
		t.Errorf("one more: %v", err)
	}
	must(t, s.AddGolden(ctx, "g", golden("who?", "anna"))) // another answer to one of them
	must(t, s.ForgetGuild(ctx, "g"))
	if got := list("g") + "|" + list("h"); got != "|true where?= in c" {
		t.Errorf("after g is forgotten there are %s", got)
	}
}
