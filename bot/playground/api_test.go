package playground_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gorilla/websocket"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/cmd/footnote/patient"
)

// get asks for something as the page does, in somebody's name.
func (w *world) get(t testing.TB, name, as string, query url.Values, out any) {
	t.Helper()
	q := url.Values{"as": {w.people[as].ID}}
	for k, v := range query {
		q[k] = v
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.url+"/api/"+name+"?"+q.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	status, body := fetch(t, r)
	if status != http.StatusOK {
		t.Fatalf("%s: %d %s", name, status, body)
	}
	if err := json.Unmarshal([]byte(body), out); err != nil {
		t.Fatalf("%s: %v in %s", name, err, body)
	}
}

// listens counts the events of a kind that somebody's page is sent, until the
// page is closed or the server goes.
func (w *world) listens(t testing.TB, as, kind string) (count *atomic.Int64, ended <-chan struct{}) {
	t.Helper()
	header := http.Header{"Origin": {w.url}}
	conn, res, err := websocket.DefaultDialer.DialContext(t.Context(), strings.Replace(w.url, "http", "ws", 1)+"/api/events?as="+w.people[as].ID, header)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	t.Cleanup(func() { _ = conn.Close() })
	count, over := new(atomic.Int64), make(chan struct{})
	go func() {
		defer close(over)
		for {
			var e localdiscord.Event
			if conn.ReadJSON(&e) != nil {
				return
			}
			if e.Type == kind {
				count.Add(1)
			}
		}
	}()
	return count, over
}

// soon waits for something that comes.
func soon(t testing.TB, what string, done func() bool) {
	t.Helper()
	if patient.Until(patient.Context(t), done) != nil {
		t.Fatalf("%s: it never came", what)
	}
}

// answered asks and returns the message of the answer.
func (w *world) answered(t testing.TB, as, channel, question string) wire.Message {
	t.Helper()
	status, body := w.post(t, "command", map[string]any{"as": w.people[as].ID, "channel": channel, "name": "ask", "values": map[string]any{"question": question}})
	var made struct{ ID string }
	if err := json.Unmarshal([]byte(body), &made); err != nil || status != http.StatusOK {
		t.Fatalf("/ask: %d %s", status, body)
	}
	var found wire.Message
	soon(t, "the answer to "+question, func() bool {
		var page struct{ Messages []wire.Message }
		w.get(t, "messages", as, url.Values{"channel": {channel}}, &page)
		for _, m := range page.Messages {
			if m.InteractionMetadata != nil && m.InteractionMetadata.ID == made.ID && len(m.Components) > 0 {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// Three people with several pages each ask, look and press at once; every page
// hears all of it, and all connections end with the server. It needs no
// browser, and shows under the race detector what the page's server shares.
func TestManyAtOnce(t *testing.T) {
	w := sampleWorld(t)
	channel := w.channel(t, "questions")
	var counts []*atomic.Int64
	var ends []<-chan struct{}
	for range 4 {
		for as := range w.people {
			count, ended := w.listens(t, as, "MESSAGE_CREATE")
			counts, ends = append(counts, count), append(ends, ended)
		}
	}
	t.Run("people", func(t *testing.T) {
		for as := range w.people {
			t.Run(as, func(t *testing.T) {
				t.Parallel()
				for _, q := range []string{question, "Who is Peskov?"} {
					w.follows(t, as, channel, w.answered(t, as, channel, q))
				}
			})
		}
	})
	for _, c := range counts {
		soon(t, "every answer on every page", func() bool { return c.Load() >= 6 })
	}
	w.page.Close()
	for _, ended := range ends {
		<-ended
	}
}

// follows does to an answer what somebody does with it: looks at how it came
// about, opens its first article, likes it, and looks at the traffic.
func (w *world) follows(t testing.TB, as, channel string, m wire.Message) {
	t.Helper()
	at := url.Values{"channel": {channel}, "message": {m.ID}}
	var happened struct {
		Answer *struct{ Citations []struct{ Article string } }
		Trace  *struct {
			Searches   []any
			Remembered bool // the other one's answer
		}
		Bars []any
	}
	w.get(t, "happened", as, at, &happened)
	if happened.Answer == nil || len(happened.Answer.Citations) == 0 || happened.Trace == nil || len(happened.Bars) == 0 ||
		len(happened.Trace.Searches) == 0 && !happened.Trace.Remembered {
		t.Errorf("what happened lacks something: %+v", happened)
		return
	}
	at.Set("id", happened.Answer.Citations[0].Article)
	var article struct{ Parts []struct{ Quotes []int } }
	w.get(t, "article", as, at, &article)
	if len(article.Parts) < 2 {
		t.Errorf("no quote is marked in %s", at.Get("id"))
	}
	if status, body := w.post(t, "press", map[string]any{"as": w.people[as].ID, "channel": channel, "message": m.ID, "component": likes(m)}); status != http.StatusOK {
		t.Errorf("the thumb: %d %s", status, body)
	}
	var traffic []any
	w.get(t, "traffic", as, nil, &traffic)
	if len(traffic) == 0 {
		t.Error("there is no traffic")
	}
}

// likes is the custom ID of the button that says an answer was good.
func likes(m wire.Message) string {
	for _, row := range m.Components {
		for _, c := range row.Children {
			if c.Emoji != nil && c.Emoji.Name == "👍" {
				return c.CustomID
			}
		}
	}
	return ""
}
