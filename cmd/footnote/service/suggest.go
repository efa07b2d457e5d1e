package service

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/answer"
)

// Bounds of what is suggested on an empty page: how many questions, how many are
// tried for them, how long one may be in bytes, and how sure its answer must be.
const (
	mostSuggested  = 3
	mostTried      = 48
	longestExample = 80
	sureExample    = 0.25
)

// properName is a name of two to four words.
var properName = regexp.MustCompile(`\p{Lu}[\p{Ll}'’]+(?: \p{Lu}[\p{Ll}'’]+){1,3}`)

// suggestions are questions that the articles answer, made from their headings and
// the names in them. Each
// was asked, and has an answer of an article of its own.
func suggestions(ctx context.Context, engine *answer.Engine, articles []*corpus.Article) []string {
	var list []string
	used := map[string]bool{}
	tried := candidates(articles)
	for _, q := range tried[:min(len(tried), mostTried)] {
		a, err := engine.Ask(ctx, answer.Question{Text: q, Extract: true})
		if ctx.Err() != nil || len(list) == mostSuggested {
			return list
		}
		if err != nil || !a.Answered || a.Confidence < sureExample || used[a.Citations[0].Article] {
			continue
		}
		used[a.Citations[0].Article] = true
		list = append(list, q)
	}
	return list
}

// candidates are questions to try: the headings that ask, then what is asked of
// names, by how many articles hold them, and of other headings.
func candidates(articles []*corpus.Article) []string {
	var asked, about, names []string
	in := map[string]int{}
	for _, a := range articles {
		question, topic := headings(a.Text)
		if question != "" {
			asked = append(asked, question)
		}
		if topic != "" {
			about = append(about, "What is "+topic+"?")
		}
		found := map[string]bool{}
		for _, name := range properName.FindAllString(a.Text, -1) {
			// A word that stands in small letters too begins a sentence there.
			if first, rest, _ := strings.Cut(name, " "); strings.Contains(a.Text, " "+strings.ToLower(first)+" ") {
				name = rest
			}
			if !found[name] && strings.Contains(name, " ") {
				in[name]++
			}
			found[name] = true
		}
	}
	for name := range in {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(in[b]-in[a], strings.Compare(a, b)) })
	for i := range min(max(len(names), len(about)), mostTried) {
		if i < len(names) {
			asked = append(asked, "Who is "+names[i]+"?", "What did "+names[i]+" say?")
		}
		if i < len(about) {
			asked = append(asked, about[i])
		}
	}
	return asked
}

// headings are the first heading of an article that asks in a whole sentence, and
// the first that names a topic in a few words; "" where there is none.
func headings(text string) (question, topic string) {
	for line := range strings.Lines(text) {
		heading, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " ")
		heading = strings.Trim(strings.TrimSpace(heading), "*_")
		words := strings.Count(heading, " ") + 1
		switch {
		case !ok || line[0] != '#' || len(heading) > longestExample:
		case strings.HasSuffix(heading, "?"):
			if question == "" && words >= 5 {
				question = heading
			}
		case topic == "" && heading != "" && words <= 3:
			topic = strings.ToLower(heading[:1]) + heading[1:]
		}
	}
	return question, topic
}
