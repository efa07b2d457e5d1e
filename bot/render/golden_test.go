package render_test

import (
	"strings"
	"testing"

	"footnote/bot/render"
	"footnote/bot/render/rendertest"
	"footnote/bot/words"
	"footnote/corpus"
	"footnote/retrieval/answer"
)

// shelf holds the articles that the examples cite.
type shelf map[string]*corpus.Article

func (s shelf) Article(id string) (*corpus.Article, bool) { a, ok := s[id]; return a, ok }

const storyText = "The harbour was closed on Monday. \"We had no choice,\" said the harbour master, Ida Holm. " +
	"Ships waited for two days before the ice broke.\n\nThe town paid 3,500 crowns for each of them."

func story() *corpus.Article {
	published, _ := corpus.ParseDate("2025-02-04")
	return &corpus.Article{
		ID: "harbour", Title: "Ice closes the *old* harbour", URL: "https://news.example/a_(b)?x=1#top",
		Source: "Coast Weekly", Published: published, Text: storyText,
	}
}

func cited(number int, a *corpus.Article, quote string) answer.Citation {
	start := strings.Index(a.Text, quote)
	return answer.Citation{
		Number: number, Article: a.ID, Title: a.Title, URL: a.URL, Source: a.Source, Published: a.Date(),
		Quote: quote, Start: start, End: start + len(quote),
	}
}

func answered() *answer.Answer {
	a := story()
	plain := *a
	plain.ID, plain.URL, plain.Source = "plain", "", ""
	return &answer.Answer{
		Question: "why was the harbour closed?", Answered: true, Mode: answer.Generated, Model: "some-model", Rewritten: "x",
		Claims: []answer.Claim{
			{Text: "The harbour master said they had no choice.", Citations: []int{1}},
			{Text: "Ships waited for two days.", Citations: []int{2, 1}},
		},
		Citations: []answer.Citation{
			cited(1, a, "\"We had no choice,\" said the harbour master, Ida Holm."),
			cited(2, &plain, "Ships waited for two days before the ice broke."),
		},
	}
}

func declined() *answer.Answer {
	q := cited(1, story(), "The town paid 3,500 crowns for each of them.")
	return &answer.Answer{
		Reason: answer.NotAnswered, Mode: answer.Passages,
		Nearest: []answer.Quote{{Article: q.Article, Quote: q.Quote, Start: q.Start, End: q.End}, {Article: "gone", Quote: "Something *else*."}},
	}
}

// unsure has a sentence that may answer, in the middle of its article.
func unsure() *answer.Answer {
	q := cited(1, story(), "The town paid 3,500 crowns for each of them.")
	return &answer.Answer{Outcome: answer.Unsure, Reason: answer.NotSure,
		Nearest: []answer.Quote{{Article: q.Article, Quote: q.Quote, Start: q.Start, End: q.End}, {Article: "gone", Quote: "Something *else*."}}}
}

// keyed has the words that answer.
func keyed() *answer.Answer {
	a := once()
	a.Claims[0].Key, a.Claims[1].Key = "Monday", "3,500 crowns"
	return a
}

// attributed has accounts that its source's line gives too.
func attributed() *answer.Answer {
	a := once()
	for i := range a.Claims {
		a.Claims[i].Account = &answer.Account{Outlet: "Coast Weekly", Day: "2025-02-04"}
	}
	return a
}

// disagreeing has accounts that its source's line does not give: one that counts from
// its day, one that tells otherwise, and a list of another outlet.
func disagreeing() *answer.Answer {
	a := attributed()
	a.Claims[0].Account.Dated = true
	a.Claims[1].Account.Order, a.Claims[1].Account.Otherwise = answer.Later, true
	list := listed()
	a.Citations = append(a.Citations, list.Citations...)
	a.Citations[2].Number, a.Citations[2].Source = 3, "Post_*"
	a.Claims = append(a.Claims, list.Claims...)
	a.Claims[2].Citations, a.Claims[2].Account = []int{3}, &answer.Account{Outlet: "Post_*", Order: answer.Earlier}
	return a
}

// listed is a list of its article's, said on one line.
func listed() *answer.Answer {
	a := &corpus.Article{ID: "ferry", Title: "Ferry rules", Text: "What to bring:\n\n- a *ticket* bought online\n- 1. a passport\n2. warm clothes"}
	c := cited(1, a, a.Text)
	return &answer.Answer{Answered: true, Mode: answer.Extracted, Citations: []answer.Citation{c},
		Claims: []answer.Claim{{Text: answer.ClaimText(a.Text), Citations: []int{1}}}}
}

// decided is a yes.
func decided() *answer.Answer {
	a := once()
	a.Decision = answer.Yes
	return a
}

// unnamed is declined for a name that no article holds.
func unnamed() *answer.Answer {
	a := declined()
	a.Reason, a.Unknown = answer.NoSuchName, []string{"Wimbledon"}
	return a
}

// once says two sentences of one article in the article's own words.
func once() *answer.Answer {
	a := story()
	first, second := cited(1, a, "The harbour was closed on Monday."), cited(2, a, "The town paid 3,500 crowns for each of them.")
	return &answer.Answer{
		Answered: true, Mode: answer.Extracted, Citations: []answer.Citation{first, second},
		Claims: []answer.Claim{{Text: first.Quote, Citations: []int{1}}, {Text: second.Quote, Citations: []int{2}}},
	}
}

const hostile = "@everyone <@1> <@&2> <#3> [x](https://evil.example) https://discord.gg/abc ||spoiler|| ```code``` **bold** # head <t:1:R> \u202eback\u202c zal\u0301\u0301\u0301\u0301\u0301go"

func hostileAnswer() *answer.Answer {
	a := &corpus.Article{ID: "- # 1. id", Title: "# " + hostile, URL: "javascript:alert(1)", Source: "> " + hostile, Text: hostile}
	c := cited(1, a, hostile)
	c.Published = "- " + hostile
	return &answer.Answer{
		Answered: true, Mode: answer.Generated, Model: hostile, Note: hostile,
		Claims:    []answer.Claim{{Text: "- " + hostile, Citations: []int{1}}, {Text: "1. " + hostile, Citations: []int{1}}},
		Citations: []answer.Citation{c},
	}
}

// long has claims that need several messages.
func long() *answer.Answer {
	a := answered()
	sentence := "Ships waited for two days before the ice broke, and nobody in the town knew when the next would come. "
	a.Claims = append(a.Claims, answer.Claim{Text: strings.Repeat(sentence, 60), Citations: []int{1, 2}})
	return a
}

// kinds are all kinds of replies, by the name of their golden file.
func kinds() map[string][]render.Message {
	w, de := words.In("en-US"), words.In("de")
	from := shelf{"harbour": story()}
	checks := []render.Checked{
		{Sentence: "The harbour was closed.", Nearest: declined().Nearest[:1]}, {Sentence: "Cats *fly*."},
	}
	judged := []render.Checked{{Sentence: "They had no choice.", Verdict: "borne", Citations: answered().Citations[:1]},
		{Sentence: "He had none.", Understood: "Ole Brandt had none.", Verdict: "contradicted", Citations: answered().Citations[1:2]},
		{Sentence: "Cats fly.", Verdict: "missing", Nearest: declined().Nearest[:1]}, {Sentence: "Dogs do not."}}
	foreign := answered()
	foreign.Citations[0].Translation = "„Wir hatten keine *Wahl*“, sagte die Hafenmeisterin, Ida Holm. @everyone"
	extracted, fallback := answered(), answered()
	paged, pagedNearest := answered(), declined()
	paged.Citations[0].Page, paged.Citations[1].Page, pagedNearest.Nearest[0].Page = 12, 3, 4
	extracted.Mode, extracted.Model = answer.Extracted, ""
	fallback.Mode, fallback.Model, fallback.Note = answer.Passages, "", answer.NoteSlow
	return map[string][]render.Message{
		"extracted":           render.Answer(w, from, extracted, ""),
		"fallback":            render.Answer(w, from, fallback, ""),
		"translated":          render.Answer(de, from, foreign, ""),
		"translated-passages": render.Passages(de, from, foreign),
		"paged":               render.Answer(w, from, paged, ""),
		"paged-nearest":       render.Nearest(de, from, pagedNearest),
		"declined-german":     render.Answer(de, from, unnamed(), ""),
		"once":                render.Answer(w, from, once(), ""),
		"answered":            render.Answer(w, from, answered(), "why was the harbour closed?"),
		"answered-german":     render.Answer(de, from, answered(), ""),
		"unsure":              render.Answer(w, from, unsure(), "who paid?"),
		"unsure-german":       render.Answer(de, from, unsure(), ""),
		"decided-german":      render.Answer(de, from, decided(), ""),
		"attributed":          render.Answer(w, from, attributed(), ""),
		"disagreeing-german":  render.Answer(de, from, disagreeing(), ""),
		"disagreeing":         render.Answer(w, from, disagreeing(), ""),
		"listed":              render.Answer(w, from, listed(), "what should I bring?"),
		"keyed":               render.Answer(w, from, keyed(), ""),
		"declined":            render.Answer(w, from, declined(), "who paid?"),
		"hostile":             render.Answer(w, from, hostileAnswer(), hostile),
		"long":                render.Answer(w, from, long(), ""),
		"passages":            render.Passages(w, from, answered()),
		"sources":             render.Sources(w, []*corpus.Article{story(), {ID: "untitled"}}),
		"sources-one-outlet":  render.Sources(w, []*corpus.Article{story(), {ID: "untitled", Source: story().Source}}),
		"check-nearest":       render.Check(w, from, checks, false, true),
		"check-judged":        render.Check(w, from, judged, true, false),
		"notice":              {render.Notice(render.ColourPlain, w.Say("searching"))},
	}
}

func TestEveryKindOfReply(t *testing.T) {
	for name, messages := range kinds() {
		rendertest.Golden(t, name, messages)
		check(t, messages)
	}
}
