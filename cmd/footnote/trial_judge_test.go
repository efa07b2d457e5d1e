//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

// trialQuestion is a question of a trial: by command, or where v is nil by a message.
type trialQuestion struct {
	at      *trialPlace
	own     bool // it asks for the article of its guild
	text    string
	v       *localdiscord.Invocation
	message string
	asked   time.Time
	// silent: nothing acknowledged it in time, and Discord said so.
	silent bool
	// replies are what answers it, in the end.
	replies []string
}

// apology reports whether a reply asks to ask again.
func apology(text string) bool { return strings.Contains(text, "sk again") }

// askAll asks at a steady rate while things happen.
func (l *trialling) askAll() {
	questions := sampleQuestions(l.t)
	asking := time.NewTicker(time.Second / time.Duration(l.rate))
	defer asking.Stop()
	restarted := make(chan error, 1)
	for n := range l.questions {
		<-asking.C
		switch n {
		case l.questions / 4:
			l.kill()
		case l.questions/4 + 3*l.rate:
			l.begin()
		case l.questions / 2:
			go func() { restarted <- l.server.Restart(l.away) }()
		case l.questions * 5 / 8:
			l.places[0].began = time.Now()
			go func() {
				err := l.change()
				l.places[0].ended = time.Now()
				l.changing <- err
			}()
		}
		q := &trialQuestion{at: l.places[n%l.guilds], own: n/l.guilds%2 == 0, text: questions[n%len(questions)], asked: time.Now()}
		if q.own {
			q.text = fmt.Sprintf("%s (%d)", ferryAsked, n) // none is remembered
		}
		l.ask(q, n)
	}
	must(l.t, <-restarted)
	must(l.t, <-l.changing)
}

// ask asks one question, each tenth by a message.
func (l *trialling) ask(q *trialQuestion, n int) {
	who := q.at.people[n/l.guilds%len(q.at.people)]
	var err error
	if n%10 == 9 {
		var m wire.Message
		m, err = who.Say(q.at.channel, "<@"+l.d.BotID()+"> "+q.text)
		q.message = m.ID
	} else {
		q.v, err = who.Command(q.at.channel, "ask", localdiscord.Values{"question": q.text})
	}
	must(l.t, err)
	l.asked = append(l.asked, q)
}

// wait waits until each question has its end, as long as Discord lets one be answered.
func (l *trialling) wait() {
	open := slices.Clone(l.asked)
	for deadline := time.Now().Add(15 * time.Minute); len(open) > 0 && time.Now().Before(deadline); time.Sleep(500 * time.Millisecond) {
		open = slices.DeleteFunc(open, l.ended)
	}
	for _, q := range l.asked {
		l.ended(q)
	}
}

// ended looks whether a question has its end. One that was written as a message may have
// been heard by nobody.
func (l *trialling) ended(q *trialQuestion) bool {
	q.replies = nil
	if q.v == nil {
		for _, m := range q.at.moderator.Messages(q.at.channel) {
			if m.MessageReference != nil && m.MessageReference.MessageID == q.message {
				q.replies = append(q.replies, reads(m))
			}
		}
		return len(q.replies) == 0 || final(q.replies[0])
	}
	now, cancel := context.WithCancel(l.ctx)
	cancel()
	r, err := q.v.Response(now)
	if q.silent = errors.Is(err, localdiscord.ErrNoResponse); q.silent {
		return true
	}
	if err != nil || r.Message == nil || r.Message.Loading() {
		return false
	}
	q.replies = append(q.replies, reads(*r.Message))
	for _, m := range q.v.Followups() {
		q.replies = append(q.replies, reads(m))
	}
	return final(q.replies[0])
}

// final reports whether a reply is none of those that say that it takes a while.
func final(text string) bool {
	return !strings.HasPrefix(text, "Searching") && !strings.HasPrefix(text, "Still working")
}

// counts are what became of the questions.
type counts struct{ asked, silent, answered, apologised, unheard int }

// judge looks at what became of every question, and reports.
func (l *trialling) judge() {
	var all counts
	for _, q := range l.asked {
		l.judgeOne(q, &all)
	}
	took := l.times()
	l.t.Logf("%d asked: %d answered, %d apologised for; not acknowledged: %d commands, %d messages; put in their place again: %d",
		all.asked, all.answered, all.apologised, all.silent, all.unheard, l.again())
	if len(took) > 0 {
		l.t.Logf("until the answer: median %v, 99th percentile %v, longest %v", took[len(took)/2], took[len(took)*99/100], took[len(took)-1])
	}
	if all.answered < all.asked/4 || all.answered+all.apologised+all.silent+all.unheard < all.asked {
		l.t.Errorf("too few were answered: %+v", all)
	}
	if l.t.Failed() {
		l.t.Log(l.said())
	}
}

func (l *trialling) judgeOne(q *trialQuestion, all *counts) {
	all.asked++
	switch {
	case q.silent:
		all.silent++
		return
	case q.v == nil && len(q.replies) == 0:
		all.unheard++
		return
	case len(q.replies) == 0 || !final(q.replies[0]):
		l.t.Errorf("%s was acknowledged and has no answer: %q", q.name(), q.replies)
		return
	case len(q.replies) > 1:
		l.t.Errorf("%s was answered more than once: %q", q.name(), q.replies)
	}
	text := strings.ReplaceAll(q.replies[0], "**", "")
	if apology(text) {
		all.apologised++
		return
	}
	all.answered++
	l.judgeText(q, text)
}

// judgeText holds an answer to the articles of its guild.
func (l *trialling) judgeText(q *trialQuestion, text string) {
	for _, other := range l.places {
		for _, buyer := range other.buyers {
			if other != q.at && strings.Contains(text, buyer) {
				l.t.Errorf("%s is answered by another guild's article: %s", q.name(), text)
			}
		}
	}
	const seen = 2 * time.Second // by all processes
	changed := !q.at.began.IsZero()
	hasOld, hasNew := strings.Contains(text, q.at.buyers[0]), strings.Contains(text, q.at.buyers[1])
	switch {
	case !q.own:
	case !changed || q.asked.Before(q.at.began.Add(-30*time.Second)):
		if !hasOld || hasNew {
			l.t.Errorf("%s is not answered by its article: %s", q.name(), text)
		}
	case q.asked.After(q.at.ended.Add(seen)):
		if hasOld || !hasNew {
			l.t.Errorf("%s is not answered by its new article: %s", q.name(), text)
		}
	}
}

func (q *trialQuestion) name() string {
	how := "the message " + q.message
	if q.v != nil {
		how = "the command " + q.v.ID()
	}
	return how + " of " + q.asked.Format(time.TimeOnly) + " in " + q.at.id + " (" + q.text + ")"
}

// again is how many replies were put in their place once more after they had come to an end.
func (l *trialling) again() (n int) {
	ended := map[string]bool{}
	for _, r := range l.d.Requests() {
		var sent struct {
			ID string `json:"id"`
		}
		switch {
		case r.Method != "PATCH" && r.Method != "POST" || r.Status != http.StatusOK || json.Unmarshal(r.Answer, &sent) != nil || sent.ID == "":
		case ended[sent.ID]:
			n++
		case bytes.Contains(r.Body, []byte(`"custom_id":`)) || apology(string(r.Body)):
			ended[sent.ID] = true
		}
	}
	return n
}

// times are how long it took until an answer to a command was there, in order.
func (l *trialling) times() (all []time.Duration) {
	byToken, asked := map[string]string{}, map[string]time.Time{}
	for _, q := range l.asked {
		if q.v != nil {
			asked[q.v.ID()] = q.asked
		}
	}
	for _, r := range l.d.Requests() {
		parts := strings.Split(r.Path, "/")
		switch {
		case r.Status >= 300 || len(parts) < 4:
		case parts[1] == "interactions":
			byToken[parts[3]] = parts[2]
		case r.Method == "PATCH" && bytes.Contains(r.Body, []byte(`"custom_id":`)):
			if at, ok := asked[byToken[parts[3]]]; ok {
				all = append(all, r.At.Add(r.Took).Sub(at).Round(time.Millisecond))
				delete(asked, byToken[parts[3]])
			}
		}
	}
	slices.Sort(all)
	return all
}
