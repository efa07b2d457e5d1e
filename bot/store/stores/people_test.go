package stores

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/peoplestore"
	"footnote/bot/store/poststore"
	"footnote/retrieval/answer"
)

// full puts a row into every table that can know a person.
func full(t *testing.T, s *opened, person, guild, post string) {
	t.Helper()
	ctx := store.In(t.Context(), guild)
	must(t, s.AddPost(ctx, poststore.Post{ID: post, Guild: guild, Channel: "c", Person: person, Conversation: "v", Answer: answer.Answer{
		Question: "why " + post + "?", Answered: true, Citations: []answer.Citation{{Number: 1, Article: "a", Quote: "so", Start: 1, End: 3}}}}))
	must(t, s.AddAnswered(ctx, guild, store.Asked{Question: "why " + post + "?"}))
	_, _, err := s.Vote(ctx, post, person, -1)
	must(t, err)
	must(t, s.AddThread(ctx, conversationstore.Thread{ID: "t" + post, Guild: guild, Person: person}))
	must(t, s.AddTurn(ctx, "t"+post, person, conversationstore.Turn{Question: "why?", Answer: "so"}))
	must(t, s.AddPending(ctx, conversationstore.Pending{ID: post, At: time.Now(), Body: []byte(`{"guild":"` + guild + `","person":"` + person + `"}`)}))
	must(t, s.AddGap(ctx, guild, gapstore.Gap{Post: post, Question: "why " + post + "?", Why: gapstore.VotedDown, Askers: []string{person}}))
	_, err = s.AddCurated(ctx, gapstore.Curated{Guild: guild, Questions: []store.Asked{{Question: "what of <@" + person + ">?"}}, Text: "so", Person: person, Name: "Anna"})
	must(t, err)
	must(t, s.AddAudit(ctx, guild, person, "settings.language", "de"))
	must(t, s.Correct(ctx, guild, gapstore.Case{Post: post, Question: "why " + post + "?", Reason: "not so"}))
	must(t, s.AddAnswered(ctx, guild, store.Asked{Question: "who is <@" + person + ">?"}))
}

const (
	anna = "987654321987654321"
	ben  = "123456789123456789"
)

func TestForgetLeavesNoByteOfAPerson(t *testing.T) { onBoth(t, testForgetLeavesNoByteOfAPerson) }

func testForgetLeavesNoByteOfAPerson(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.In(t.Context(), "g")
	full(t, s, anna, "g", "1")
	full(t, s, ben, "g", "2")
	full(t, s, anna, "h", "3")
	// A gap that both wait for, and a page's worth of rows that come and go, so
	// that pages are balanced.
	must(t, s.AddGap(ctx, "g", gapstore.Gap{Post: "9", Question: "where?", Why: gapstore.Declined, Askers: []string{anna, ben}}))
	for range 300 {
		must(t, s.AddTurn(ctx, "t1", anna, conversationstore.Turn{Question: "why?", Answer: "so"}))
		must(t, s.AddAudit(ctx, "g", anna, "settings.limits", "strict"))
	}
	must(t, s.Forget(ctx, anna))
	is(t, "the files hold the ID", bytes.Contains(s.content(t), []byte(anna)), false)
	kept, err := s.About(ctx, anna)
	must(t, err)
	is(t, "rows of who is forgotten", kept.Len(), 0)
	kept, err = s.About(ctx, ben)
	must(t, err)
	is(t, "rows of the other", kept.Len(), 11)
	gaps, err := s.Gaps(ctx, "g", 10)
	must(t, err)
	is(t, "gaps left", len(gaps), 2)
	left := askers(t, s, "g", []int64{gaps[0].ID, gaps[1].ID})
	is(t, "who waits", []any{len(left), left[0].Person}, []any{1, ben})
	suggested, err := s.Answered(ctx, "g", time.Time{}, 10)
	must(t, err)
	is(t, "questions suggested", len(suggested), 3)
	log, err := s.Audit(ctx, "g", 1, 301)
	must(t, err)
	is(t, "length of a name in the log", len(log[0].Person), len(peoplestore.Former)+6)
}

func TestAboutNamesAllThatIsKept(t *testing.T) { onBoth(t, testAboutNamesAllThatIsKept) }

func testAboutNamesAllThatIsKept(t *testing.T) {
	s, _, _ := open(t)
	full(t, s, anna, "g", "1")
	must(t, s.Set(store.In(t.Context(), "g"), "g", "other", map[string]string{"person": anna}))
	kept, err := s.About(store.In(t.Context(), "g"), anna)
	must(t, err)
	for _, part := range []string{"questions", "votes", "threads", "under_way", "waiting_for", "moderator_answers", "changes", "settings"} {
		if len(kept[part]) != 1 {
			t.Errorf("%s: %v", part, kept[part])
		}
	}
	is(t, "turns: of the post, and one by itself", len(kept["conversations"]), 2)
	text, err := json.Marshal(kept)
	if err != nil || !bytes.Contains(text, []byte(`"at":"2025-08-07T12:00:00Z"`)) || !bytes.Contains(text, []byte(`"answer":{"question":"why 1?"`)) {
		t.Errorf("%s, %v", text, err)
	}
	if kept, err := s.About(store.In(t.Context(), "g"), ""); err != nil || kept.Len() != 0 {
		t.Errorf("of nobody: %v, %v", kept, err)
	}
}

func TestRetentionIsEachGuildsOwn(t *testing.T) { onBoth(t, testRetentionIsEachGuildsOwn) }

func testRetentionIsEachGuildsOwn(t *testing.T) {
	s, c, _ := open(t)
	ctx := store.Across(t.Context())
	must(t, s.Set(ctx, "short", feature.KeyRetention, 7))
	must(t, s.Set(ctx, "long", feature.KeyRetention, 90))
	must(t, s.Set(ctx, "odd", feature.KeyRetention, "x"))
	for _, guild := range []string{"short", "plain", "odd", "long"} {
		full(t, s, anna, guild, guild)
	}
	left := func() (list []string) {
		must(t, s.Sweep(ctx))
		for _, guild := range []string{"short", "plain", "odd", "long"} {
			_, err := s.Post(ctx, guild)
			gaps, err2 := s.Gaps(ctx, guild, 9)
			answered, err3 := s.Answered(ctx, guild, time.Time{}, 9)
			must(t, errors.Join(err2, err3))
			if (err == nil) != (len(gaps) == 1) || (err == nil) != (len(answered) == 2) {
				t.Errorf("%s: post %v, gaps %v, answered %v", guild, err, gaps, answered)
			}
			if err == nil {
				list = append(list, guild)
			}
		}
		return list
	}
	for _, step := range []struct {
		days, want int
	}{{6, 4}, {2, 3}, {23, 1}, {60, 0}} {
		c.now = c.now.AddDate(0, 0, step.days)
		if got := left(); len(got) != step.want {
			t.Errorf("after %d days more %q are left", step.days, got)
		}
	}
}

func TestAuditIsKeptForAYear(t *testing.T) { onBoth(t, testAuditIsKeptForAYear) }

func testAuditIsKeptForAYear(t *testing.T) {
	s, c, _ := open(t)
	ctx := store.In(t.Context(), "g")
	must(t, s.AddAudit(ctx, "g", anna, "a", "1"))
	c.now = c.now.AddDate(0, 11, 0)
	must(t, s.AddAudit(ctx, "g", ben, "b", "2"))
	if n, err := s.AuditLen(ctx, "g"); err != nil || n != 2 {
		t.Errorf("%d, %v", n, err)
	}
	if n, err := s.AuditLen(ctx, "h"); err != nil || n != 0 {
		t.Errorf("another guild sees %d, %v", n, err)
	}
	c.now = c.now.AddDate(0, 2, 0)
	must(t, s.Sweep(ctx))
	list, err := s.Audit(ctx, "g", 9, 0)
	if err != nil || len(list) != 1 || list[0].Person != ben || list[0].Action != "b" || list[0].Detail != "2" {
		t.Errorf("left are %+v, %v", list, err)
	}
}

func TestForgetNobody(t *testing.T) { onBoth(t, testForgetNobody) }

func testForgetNobody(t *testing.T) {
	s, _, _ := open(t)
	full(t, s, anna, "g", "1")
	must(t, s.Forget(context.Background(), ""))
	if kept, err := s.About(store.In(t.Context(), "g"), anna); err != nil || kept.Len() != 10 {
		t.Errorf("%d rows, %v", kept.Len(), err)
	}
}

// The question of an answer that was deleted goes from where it is kept beside
// the post, at once or when its asker is forgotten; others' stay.
func TestADeletedAnswerLeavesNoQuestion(t *testing.T) { onBoth(t, testADeletedAnswerLeavesNoQuestion) }

func testADeletedAnswerLeavesNoQuestion(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.In(t.Context(), "g")
	full(t, s, anna, "g", "xylophone")
	full(t, s, ben, "g", "viola")
	must(t, s.AddAudit(ctx, "g", ben, "gaps.answer", "why xylophone?"))
	gaps, err := s.Gaps(ctx, "g", 9)
	must(t, err)
	for _, g := range gaps {
		must(t, s.SetGaps(ctx, "g", []int64{g.ID}, gapstore.Filed))
	}
	must(t, s.RemovePost(ctx, "xylophone"))
	suggested, err := s.Answered(ctx, "g", time.Time{}, 9)
	must(t, err)
	is(t, "suggested", bytes.Contains([]byte(fmt.Sprint(suggested)), []byte("xylophone")), false)
	must(t, s.Forget(ctx, anna))
	content := s.content(t)
	is(t, "the files hold the question", bytes.Contains(content, []byte("why xylophone")), false)
	is(t, "the other's is kept", bytes.Contains(content, []byte("why viola?")), true)
}
