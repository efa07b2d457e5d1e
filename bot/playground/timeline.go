package playground

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot/localdiscord"
	"footnote/retrieval/answer"
)

// bar is one stretch of an answer's time line, in milliseconds from when the
// bot was asked.
type bar struct {
	Row  string  `json:"row"`
	From float64 `json:"from"`
	Took float64 `json:"took"`
	Note string  `json:"note"`
}

// Rows of the time line; the others are the steps of the trace.
const (
	rowQueue   = "queue"
	rowDiscord = "Discord"
)

// tail is how long after an answer requests still count as showing it; buttons
// pressed later are another story.
const tail = 2 * time.Second

// timeline puts an answer's steps and requests in order. It is empty where
// nothing is known of the question.
func timeline(question string, t *answer.Trace, traffic []exchange) []bar {
	began, ok := askedAt(question, traffic)
	if !ok {
		return []bar{}
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	bars := []bar{}
	end := time.Now()
	if t != nil {
		wait := max(t.Began.Sub(began), 0)
		bars = append(bars, bar{rowQueue, 0, ms(wait), "from the question's arrival to a free desk"})
		for _, s := range t.Steps {
			bars = append(bars, bar{s.Name, ms(t.Began.Sub(began) + s.After), ms(s.Took), ""})
		}
		end = t.Began.Add(t.Took + tail)
	}
	own := ownPaths(question, traffic)
	for _, e := range traffic {
		if e.Kind == "rest" && !e.At.Before(began) && e.At.Before(end) && own(e.Path) {
			bars = append(bars, bar{rowDiscord, ms(e.At.Sub(began)), ms(e.Took), e.Name + " " + e.Path + " " + strconv.Itoa(e.Status)})
		}
	}
	return bars
}

// ownPaths tells requests about a question from those about a button that was
// pressed meanwhile, which name another interaction or its token.
func ownPaths(question string, traffic []exchange) func(path string) bool {
	prefix, token := "/interactions/"+question+"/", ""
	for _, e := range traffic {
		if rest, ok := strings.CutPrefix(e.Path, prefix); ok && question != "" {
			token, _, _ = strings.Cut(rest, "/")
		}
	}
	return func(path string) bool {
		switch {
		case strings.HasPrefix(path, "/interactions/"):
			return strings.HasPrefix(path, prefix)
		case strings.HasPrefix(path, "/webhooks/"):
			return token != "" && strings.Contains(path, "/"+token)
		}
		return true
	}
}

// askedAt is when the gateway carried the question to the bot; where that is
// forgotten already, the time in the ID.
// Source: https://discord.com/developers/docs/reference#snowflakes
func askedAt(question string, traffic []exchange) (time.Time, bool) {
	for _, e := range traffic {
		if e.Name == "INTERACTION_CREATE" || e.Name == "MESSAGE_CREATE" {
			return e.At, true
		}
	}
	id, err := strconv.ParseUint(question, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	const epoch = 1420070400000
	return time.UnixMilli(int64(id>>22) + epoch), true
}

func ordered(list []exchange) []exchange {
	slices.SortStableFunc(list, func(a, b exchange) int { return cmp.Compare(a.At.UnixNano(), b.At.UnixNano()) })
	return list
}

// lastTraffic is how much of all traffic is shown.
const lastTraffic = 150

// traffic is the last of everything that went over REST and the gateway.
func (s *Server) traffic(*http.Request, *localdiscord.Person) (any, error) {
	var list []exchange
	for _, r := range s.Discord.Requests() {
		list = append(list, fromRequest(r))
	}
	for _, f := range s.Discord.Frames() {
		list = append(list, fromFrame(f))
	}
	list = ordered(list)
	list = list[max(len(list)-lastTraffic, 0):]
	out := make([]exchange, len(list))
	for i, e := range list {
		out[i] = e.shown()
	}
	return out, nil
}
