package conversation

import (
	"slices"
	"strconv"
	"strings"

	"footnote/cmd/footnote/terminal"
	"footnote/corpus"
	"footnote/retrieval/answer"
)

// slashCommand is what a person may type beside questions.
type slashCommand struct {
	name, takes, does string
	run               func(c *Conversation, argument string) error
}

// slashCommands lists them as /help does. /quit is left to command, and /help
// to itself: a list cannot hold what reads it.
func slashCommands() []slashCommand {
	return []slashCommand{
		{"/sources", "", "the articles cited so far; /sources all lists every article", (*Conversation).sources},
		{"/show", "2", "the whole passage that footnote 2 of the last answer is from", (*Conversation).show},
		{"/new", "", "begin anew: the next question is no follow-up", (*Conversation).begin},
		{"/help", "", "this list", (*Conversation).help},
		{"/quit", "", "leave, as Ctrl-D does", nil},
	}
}

func commandNames() []string {
	var names []string
	for _, s := range slashCommands() {
		names = append(names, s.name)
	}
	return names
}

// command carries out a line that begins with a slash.
func (c *Conversation) command(line string) (leave bool, err error) {
	name, argument, _ := strings.Cut(line, " ")
	if slices.Contains([]string{"/quit", "/exit", "/q"}, name) {
		return true, nil
	}
	for _, s := range slashCommands() {
		if s.name == name {
			return false, s.run(c, strings.TrimSpace(argument))
		}
	}
	return false, c.screen.Remark("%s is none of %s. A question needs no slash.", name, strings.Join(commandNames(), ", "))
}

func (c *Conversation) help(string) error {
	for _, s := range slashCommands() {
		if err := c.screen.Remark("%-12s %s", strings.TrimSpace(s.name+" "+s.takes), s.does); err != nil {
			return err
		}
	}
	return c.screen.Remark("A follow-up is understood from the last %d questions: “and what did he say about it?” "+
		"Ctrl-C stops an answer. A line that begins with a space is not kept in the history.", rememberedTurns)
}

func (c *Conversation) begin(string) error {
	c.turns = nil
	return c.screen.Remark("The next question stands for itself.")
}

// mostListed is how many articles /sources all prints.
const mostListed = 200

// sources lists the articles cited so far, or all there are.
func (c *Conversation) sources(argument string) error {
	all := c.library.Articles()
	if argument == "all" || len(c.cited) == 0 {
		for _, a := range all[:min(len(all), mostListed)] {
			if err := c.screen.Listed(a); err != nil {
				return err
			}
		}
		if more := len(all) - mostListed; more > 0 {
			return c.screen.Remark("and %d more: footnote article lists them all.", more)
		}
		return nil
	}
	for _, id := range c.cited {
		if a, ok := c.library.Article(id); ok {
			if err := c.screen.Listed(a); err != nil {
				return err
			}
		}
	}
	return c.screen.Remark("%d of %s cited so far; /sources all lists every one.", len(c.cited), terminal.Count(len(all), "article"))
}

// show prints the passage that a footnote of the last answer is from, or where
// that had none the nearest passages by their place.
func (c *Conversation) show(argument string) error {
	quotes := shownQuotes(&c.last)
	n, err := strconv.Atoi(strings.Trim(argument, "[]"))
	switch {
	case len(quotes) == 0:
		return c.screen.Remark("There is no footnote to show yet: ask something first.")
	case err != nil && argument != "" || n < 0 || n > len(quotes) || err == nil && n == 0:
		return c.screen.Remark("%q is none of the last answer's footnotes: name one from 1 to %d, such as /show 1.", argument, len(quotes))
	case argument == "" && len(quotes) > 1:
		return c.screen.Remark("Name a footnote from 1 to %d, such as /show 2.", len(quotes))
	case argument == "":
		n = 1
	}
	q := quotes[n-1]
	a, ok := c.library.Article(q.Article)
	if !ok || q.End > len(a.Text) {
		return c.screen.Remark("The article %s is no longer in the library.", q.Article)
	}
	quote := corpus.Span{Start: q.Start, End: q.End}
	return c.screen.Passage(a, c.around(a, quote), quote)
}

// shownQuotes are what can be shown of an answer: its footnotes, or the nearest
// passages of a refusal.
func shownQuotes(a *answer.Answer) []answer.Quote {
	if !a.Answered {
		return a.Nearest
	}
	var quotes []answer.Quote
	for _, q := range a.Citations {
		quotes = append(quotes, answer.Quote{Article: q.Article, Quote: q.Quote, Start: q.Start, End: q.End})
	}
	return quotes
}

// around is the passage that holds the most of a quote, widened to all of it.
func (c *Conversation) around(a *corpus.Article, quote corpus.Span) corpus.Span {
	best, shared := quote, 0
	for _, p := range c.library.Passages(a.ID) {
		if n := min(p.End, quote.End) - max(p.Start, quote.Start); n > shared {
			best, shared = p.Span, n
		}
	}
	return corpus.Span{Start: min(best.Start, quote.Start), End: max(best.End, quote.End)}
}
