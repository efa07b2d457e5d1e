package ask

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/poststore"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// chosen holds channel 1 of each guild to the guild's own articles.
type chosen struct{}

func (chosen) Settings(context.Context, string) (map[string]json.RawMessage, error) {
	return map[string]json.RawMessage{feature.KeySources: json.RawMessage(`{"1":["own"]}`)}, nil
}

// A restricted channel says so where it lists its articles and where it refuses,
// in its threads too; another channel does not.
func TestARestrictedChannelSaysSo(t *testing.T) {
	t.Parallel()
	h := handler(t, true)
	library := retrieval.NewLibrary(lexical.New())
	if err := library.Put(t.Context(), &corpus.Article{ID: "g/own", Title: "Our own", Text: "The ferry is ours."}); err != nil {
		t.Fatal(err)
	}
	h.Resolver.Libraries = feature.Everywhere{Library: library}
	h.Resolver.Store = chosen{}
	for channel, want := range map[feature.Place]bool{
		{Guild: "g", Channel: "1"}: true, {Guild: "g", Channel: "7", Parent: "1"}: true,
		{Guild: "g", Channel: "2"}: false, {Channel: "1"}: false,
	} {
		r, err := h.Resolver.Request(t.Context(), "7", feature.Person{Locale: "en-US"}, channel)
		if err != nil {
			t.Fatal(err)
		}
		m, err := sourcesPage(t.Context(), &r, 0)
		if said := says(m.Embeds, "from chosen articles only"); err != nil || said != want {
			t.Errorf("the articles of %+v: said %v, %v", channel, said, err)
		}
		p := poststore.Post{ID: "p", Guild: channel.Guild, Channel: channel.Channel, Locale: "en-US", Answer: answer.Answer{Question: "Why?", Refusal: "They do not say."}}
		list, err := h.Posts.layout(t.Context(), r.Environment, channel, &p, 0, 0)
		if said := err == nil && says(list[0].Embeds, "from chosen articles only"); err != nil || said != want {
			t.Errorf("a refusal in %+v: said %v, %v", channel, said, err)
		}
	}
}

// says reports whether embeds hold a text.
func says(embeds []render.Embed, text string) bool {
	body, err := json.Marshal(embeds)
	return err == nil && strings.Contains(string(body), text)
}
