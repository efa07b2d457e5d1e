package store

import (
	"errors"
	"testing"
	"time"

	"footnote/retrieval/answer"
)

func TestGapsAndWhoWaits(t *testing.T) {
	s, _, _ := open(t)
	ctx := t.Context()
	must(t, s.AddGap(ctx, "g", Gap{Post: "1", Question: "why?", Why: Declined, Channel: "c", Locale: "de", Askers: []string{anna, ""}}))
	must(t, s.AddGap(ctx, "g", Gap{Post: "1", Question: "why?", Why: Declined, Askers: []string{ben}}))
	must(t, s.AddGap(ctx, "h", Gap{Post: "2", Question: "where?", Why: Reported, Askers: []string{anna}}))
	gaps, err := s.Gaps(ctx, "g", 9)
	if err != nil || len(gaps) != 1 || gaps[0].Channel != "c" || gaps[0].Locale != "de" || gaps[0].Why != Declined {
		t.Fatalf("gaps are %+v, %v", gaps, err)
	}
	other, err := s.Gaps(ctx, "h", 9)
	must(t, err)
	both := []int64{gaps[0].ID, other[0].ID}
	waiting, err := s.Askers(ctx, "g", both)
	if err != nil || len(waiting) != 2 || waiting[0] != (Asker{ben, "1", "c", "de"}) {
		t.Errorf("waiting are %+v, %v", waiting, err)
	}
	// What is done in one guild does nothing in another.
	must(t, s.SetGaps(ctx, "g", both, Filed))
	gaps, err = s.Gaps(ctx, "g", 9)
	other, err2 := s.Gaps(ctx, "h", 9)
	waiting, err3 := s.Askers(ctx, "g", both)
	if err := errors.Join(err, err2, err3); err != nil || len(gaps) != 0 || len(other) != 1 || len(waiting) != 0 {
		t.Errorf("left are %+v %+v %+v, %v", gaps, other, waiting, err)
	}
	// Nobody waits any more for what is answered, or soon for what is put aside.
	must(t, s.AddGap(ctx, "g", Gap{Post: "1", Question: "why?", Why: Declined, Askers: []string{ben}}))
	must(t, s.SetGaps(ctx, "h", both, Aside))
	aside, err := s.Asides(ctx, "h", 9)
	if err != nil || len(aside) != 1 {
		t.Errorf("aside are %+v, %v", aside, err)
	}
	must(t, s.SetGaps(ctx, "h", both, Waiting))
	if waiting, err = s.Askers(ctx, "h", both); err != nil || len(waiting) != 1 {
		t.Errorf("after a slip of the hand %+v wait, %v", waiting, err)
	}
	must(t, s.SetGaps(ctx, "h", both, Aside))
	must(t, s.Sweep(ctx))
	askers, err := column[string](ctx, s, `SELECT person FROM askers`)
	if err != nil || len(askers) != 0 {
		t.Errorf("still waiting are %q, %v", askers, err)
	}
}

func TestCuratedAnswersAreTheirGuilds(t *testing.T) {
	s, _, _ := open(t)
	ctx := t.Context()
	id, err := s.AddCurated(ctx, Curated{Guild: "g", Questions: []string{"why?", "what for?", "why?"}, Text: "so", Person: anna, Name: "Anna"})
	must(t, err)
	c, err := s.Curated(ctx, "g", id)
	if err != nil || c.Text != "so" || c.Name != "Anna" || len(c.Questions) != 2 || c.Questions[0] != "why?" {
		t.Errorf("got %+v, %v", c, err)
	}
	if _, err := s.Curated(ctx, "h", id); !errors.Is(err, ErrNotFound) {
		t.Errorf("another guild gets %v", err)
	}
	must(t, s.RemoveCurated(ctx, "h", id))
	must(t, s.SetCurated(ctx, "h", id, "bad", ben, "Ben"))
	if list, err := s.CuratedQuestions(ctx, "h"); err != nil || len(list) != 0 {
		t.Errorf("another guild sees %v, %v", list, err)
	}
	must(t, s.SetCurated(ctx, "g", id, "better", ben, "Ben"))
	if c, err := s.Curated(ctx, "g", id); err != nil || c.Text != "better" || c.Name != "Ben" {
		t.Errorf("changed to %+v, %v", c, err)
	}
	must(t, s.AddPost(ctx, post("1", anna)))
	must(t, s.SetPostCurated(ctx, "g", "1", id))
	if list, err := s.PostsWithCurated(ctx, "g", id); err != nil || len(list) != 1 {
		t.Errorf("with it are %q, %v", list, err)
	}
	must(t, s.RemoveCurated(ctx, "g", id))
	if list, err := s.CuratedQuestions(ctx, "g"); err != nil || len(list) != 0 {
		t.Errorf("left are %v, %v", list, err)
	}
}

func TestCasesOfTheEvaluationSet(t *testing.T) {
	s, _, _ := open(t)
	ctx := t.Context()
	must(t, s.AddPost(ctx, post("1", anna)))
	c := Case{Post: "1", Question: "why?", Expected: "so", Reason: "not so", Wrong: []answer.Quote{{Article: "a", Quote: "x", Start: 1, End: 2}}}
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

func TestWhatPostsRestOn(t *testing.T) {
	s, c, _ := open(t)
	ctx := t.Context()
	p := post("1", anna)
	p.Answer.Citations = []answer.Citation{{Article: "a", Quote: "so", Start: 3, End: 5}, {Article: "b", Quote: "x", Start: 1, End: 2}}
	must(t, s.AddPost(ctx, p))
	must(t, s.AddPost(ctx, p))
	private := p
	private.ID, private.Private = "2", true
	must(t, s.AddPost(ctx, private))
	must(t, s.SetNote(ctx, "1", Gone))
	list, err := s.CitedSince(ctx, c.now.Add(-time.Hour))
	if err != nil || len(list) != 2 || list[0] != (Cited{"1", "g", "c", Gone, "a", 3, 5, QuoteHash("so")}) {
		t.Errorf("cited are %+v, %v", list, err)
	}
	if list, err = s.CitedSince(ctx, c.now); err != nil || len(list) != 0 {
		t.Errorf("cited later are %+v, %v", list, err)
	}
}

func TestStats(t *testing.T) {
	s, c, _ := open(t)
	ctx := t.Context()
	must(t, s.AddAsk(ctx, "g", OutcomeAnswered, 100*time.Millisecond, []string{"a", "b"}))
	c.now = c.now.AddDate(0, 0, 1)
	must(t, s.AddAsk(ctx, "g", OutcomeDeclined, 300*time.Millisecond, nil))
	must(t, s.AddAsk(ctx, "g", ByModerator, 200*time.Millisecond, nil))
	must(t, s.AddAsk(ctx, "g", OutcomeAnswered, 800*time.Millisecond, []string{"b"}))
	must(t, s.AddAsk(ctx, "h", OutcomeAnswered, time.Hour, []string{"z"}))
	must(t, s.AddPost(ctx, post("1", anna)))
	_, _, err := s.Vote(ctx, "1", ben, 1)
	must(t, err)
	got, err := s.Stats(ctx, "g", 7)
	if err != nil || len(got.Days) != 7 || got.Answered != 2 || got.Curated != 1 || got.Declined != 1 || got.Up != 1 || got.Down != 0 {
		t.Fatalf("got %+v, %v", got, err)
	}
	if got.Median != 250*time.Millisecond || len(got.Top) != 2 || got.Top[0] != (ArticleUses{"b", 2}) {
		t.Errorf("median %v, top %v", got.Median, got.Top)
	}
	if d := got.Days[5]; d.Answered != 1 || d.Declined != 0 || d.Median != 100*time.Millisecond || got.Days[6].Up != 1 || d.Day.Format(time.DateOnly) != "2025-08-07" {
		t.Errorf("the day before: %+v", d)
	}
	if got, err = s.Stats(ctx, "none", 3); err != nil || got.Median != 0 || len(got.Days) != 3 || len(got.Top) != 0 {
		t.Errorf("of nothing: %+v, %v", got, err)
	}
}
