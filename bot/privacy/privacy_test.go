package privacy

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/peoplestore"
)

// kept is a store that notes what is done to it.
type kept struct {
	Store
	rows map[string]peoplestore.Kept
	out  map[string]bool
	left []string
	done []string
}

func (k *kept) About(_ context.Context, person string) (peoplestore.Kept, error) {
	return k.rows[person], nil
}

func (k *kept) Forget(_ context.Context, person string) error {
	k.done = append(k.done, "rows of "+person)
	delete(k.rows, person)
	return nil
}

func (k *kept) OptedOut(_ context.Context, guild, person string) (bool, error) {
	return k.out[guild+person], nil
}

func (k *kept) SetOptedOut(_ context.Context, guild, person string, out bool) error {
	k.out[guild+person] = out
	return nil
}

func (k *kept) LeftBefore(context.Context, time.Time) ([]string, error) { return k.left, nil }

func (k *kept) ForgetGuild(_ context.Context, guild string) error {
	k.done = append(k.done, "guild "+guild)
	return nil
}

// summaries forget before the rows do, as they have to find what is whose.
type summaries struct{ k *kept }

func (s summaries) Forget(ctx context.Context, p feature.Person, forget func(context.Context) error) error {
	s.k.done = append(s.k.done, "summaries of "+p.ID)
	return forget(ctx)
}

// articles cannot be deleted for the guild "stuck".
type articles struct{ k *kept }

func (a articles) Forget(_ context.Context, guild string) error {
	if guild == "stuck" {
		return errors.New("the folder is in use")
	}
	a.k.done = append(a.k.done, "articles of "+guild)
	return nil
}

// mail is a Chat that takes direct messages, unless it is closed.
type mail struct {
	feature.Chat
	closed bool
	got    []render.Message
}

func (m *mail) Direct(_ context.Context, _ string, message render.Message) error {
	if m.closed {
		return feature.ErrNotAllowed
	}
	m.got = append(m.got, message)
	return nil
}

// screen notes what is shown.
type screen struct{ shown []render.Message }

func (s *screen) Show(_ context.Context, list []render.Message) ([]feature.Posted, error) {
	s.shown = append(s.shown, list...)
	return nil, nil
}

func (s *screen) ShowProgress(context.Context, render.Message) bool { return true }

func setUp(closed bool) (*Handler, *kept, *mail, *feature.Registry) {
	k := &kept{out: map[string]bool{}, rows: map[string]peoplestore.Kept{"anna": {"questions": {{"id": "1"}, {"id": "2"}}, "odd": {{"x": 1}}}}}
	m := &mail{closed: closed}
	h := &Handler{Store: k, Summaries: summaries{k}, Articles: articles{k},
		Base: feature.Base{Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return time.Unix(0, 0) }, Chat: m}}
	return h, k, m, feature.NewRegistry(h.Feature())
}

// by is what somebody does in guild "g".
func by(person string) feature.Request {
	return feature.Request{Person: feature.Person{ID: person, Locale: "en-US"}, Place: feature.Place{Guild: "g", Channel: "c"}}
}

func TestPrivacySaysWhatIsKept(t *testing.T) {
	t.Parallel()
	_, _, _, r := setUp(false)
	for person, want := range map[string][]string{"anna": {"2", "1", "30"}, "ben": {"Nothing", "30"}} {
		reply, err := r.Invoke(t.Context(), feature.Invocation{Request: by(person), Command: "privacy"})
		if err != nil || !reply.Private {
			t.Fatalf("%s: %+v, %v", person, reply, err)
		}
		for _, w := range want {
			if !strings.Contains(reply.Message.Embeds[0].Description, w) {
				t.Errorf("%s: %q is not in %q", person, w, reply.Message.Embeds[0].Description)
			}
		}
	}
}

// A person is forgotten in summaries first, then in the rows, and only after
// having said so twice.
func TestForgettingAPerson(t *testing.T) {
	t.Parallel()
	_, k, _, r := setUp(false)
	asked, err := r.Press(t.Context(), feature.Press{Request: by("anna"), Button: feature.ButtonID(verbForget, "", 0)})
	if err != nil || asked.Update == nil || len(k.done) != 0 {
		t.Fatalf("asked is %+v, done is %v, %v", asked, k.done, err)
	}
	reply, err := r.Press(t.Context(), feature.Press{Request: by("anna"), Button: feature.ButtonID(verbForgot, "", 0)})
	if err != nil || reply.Work == nil {
		t.Fatalf("%+v, %v", reply, err)
	}
	s := &screen{}
	if err := reply.Work.Do(t.Context(), s); err != nil || len(s.shown) != 1 || !slices.Equal(k.done, []string{"summaries of anna", "rows of anna"}) {
		t.Errorf("done is %v, shown %v, %v", k.done, s.shown, err)
	}
}

// What is kept is sent in private, or shown to the person where they take no
// messages; it is JSON that names them.
func TestExport(t *testing.T) {
	t.Parallel()
	for _, closed := range []bool{false, true} {
		_, _, m, r := setUp(closed)
		reply, err := r.Press(t.Context(), feature.Press{Request: by("anna"), Button: feature.ButtonID(verbExport, "", 0)})
		if err != nil || reply.Work == nil || !reply.Work.Private {
			t.Fatalf("%+v, %v", reply, err)
		}
		s := &screen{}
		if err := reply.Work.Do(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		list := m.got
		if closed {
			list = s.shown
		}
		var file struct {
			Person string
			Kept   map[string][]map[string]any
		}
		if len(list) != 1 || len(list[0].Files) != 1 || json.Unmarshal(list[0].Files[0].Data, &file) != nil || file.Person != "anna" || len(file.Kept["questions"]) != 2 {
			t.Errorf("closed %v: %+v", closed, list)
		}
		if !closed && len(s.shown[0].Files) != 0 {
			t.Error("what was sent in private is shown too")
		}
	}
}

func TestOptingOutIsForTheGuild(t *testing.T) {
	t.Parallel()
	_, k, _, r := setUp(false)
	for _, c := range []struct {
		number int
		want   bool
	}{{1, true}, {0, false}} {
		if _, err := r.Press(t.Context(), feature.Press{Request: by("anna"), Button: feature.ButtonID(verbOptOut, "", c.number)}); err != nil || k.out["ganna"] != c.want {
			t.Errorf("pressed %d: opted out is %v, %v", c.number, k.out, err)
		}
	}
	direct := by("anna")
	direct.Guild = ""
	if _, err := r.Press(t.Context(), feature.Press{Request: direct, Button: feature.ButtonID(verbOptOut, "", 1)}); err != nil || k.out["anna"] {
		t.Errorf("in private: %v, %v", k.out, err)
	}
}

// A guild's articles go before what the bot remembers of it: as long as they
// cannot, it is known to be left. One that is stuck keeps no other.
func TestGuildsThatWereLeftAreForgotten(t *testing.T) {
	t.Parallel()
	_, k, _, r := setUp(false)
	k.left = []string{"stuck", "gone"}
	if err := r.Tick(t.Context(), time.Now()); err == nil || !slices.Equal(k.done, []string{"articles of gone", "guild gone"}) {
		t.Errorf("done is %v, %v", k.done, err)
	}
}
