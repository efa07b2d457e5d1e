package ask

import (
	"context"
	"strconv"
	"sync"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// progress shows that a question is being worked on: first that it is, then for
// how long, and what of the answer is proven already.
type progress struct {
	partials chan answer.Answer
	quit     chan struct{}
	done     chan struct{}
	once     sync.Once
}

// startProgress begins to show progress. stop ends and waits for them.
func (h *Handler) startProgress(ctx context.Context, q feature.Question, s feature.Screen) *progress {
	g := &progress{partials: make(chan answer.Answer, 1), quit: make(chan struct{}), done: make(chan struct{})}
	if q.Unasked {
		close(g.done)
		return g
	}
	go func() {
		defer close(g.done)
		var err error
		defer func() {
			if err != nil {
				h.Log.Error("progress could not be shown", "question", q.ID, "error", err)
			}
		}()
		defer retrieval.Recover(&err)
		h.showProgress(ctx, q, s, g)
	}()
	return g
}

func (g *progress) stop() {
	g.once.Do(func() { close(g.quit) })
	<-g.done
}

// partial takes the answer as far as it is proven. Only the newest counts.
func (g *progress) partial(a answer.Answer) {
	for {
		select {
		case g.partials <- a:
			return
		default:
		}
		select {
		case <-g.partials:
		default:
		}
	}
}

func (h *Handler) showProgress(ctx context.Context, q feature.Question, s feature.Screen, g *progress) {
	began, timer := time.Now(), time.NewTimer(h.FirstProgress)
	defer timer.Stop()
	var last answer.Answer
	shown, ticks := false, 0
	for {
		select {
		case <-g.quit:
			return
		case <-ctx.Done():
			return
		case last = <-g.partials:
			shown = showPartial(ctx, q, last, s)
		case <-timer.C:
			timer.Reset(h.ProgressEvery)
			ticks++
			switch {
			case len(last.Claims) == 0:
				s.ShowProgress(ctx, waiting(q, ticks, time.Since(began)))
			case !shown:
				shown = showPartial(ctx, q, last, s)
			}
		}
	}
}

// waiting is the nth sign while nothing is proven.
func waiting(q feature.Question, n int, since time.Duration) render.Message {
	w := words.In(q.Locale)
	if n == 1 {
		return render.Notice(render.ColourPlain, w.Say("searching"))
	}
	return render.Notice(render.ColourPlain, w.Say("working", "seconds", strconv.Itoa(int(since.Seconds()))))
}

// showPartial shows the answer as far as it is proven, and reports whether it did.
func showPartial(ctx context.Context, q feature.Question, a answer.Answer, s feature.Screen) bool {
	library, err := q.Library(ctx)
	return err == nil && s.ShowProgress(ctx, far(q, a, library))
}

// far is the answer as far as it is proven, and that it goes on; what does not
// fit comes later.
func far(q feature.Question, a answer.Answer, library feature.Library) render.Message {
	asked := q.Text
	if q.Shown {
		asked = ""
	}
	w := words.In(q.Locale)
	a.Mode, a.Note = "", ""
	m := render.Answer(w, library, &a, asked)[0]
	m.Embeds[0].Colour = render.ColourPlain
	render.AddNote(&m, w.Say("writing"))
	return m
}
