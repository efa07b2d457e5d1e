package render

import (
	"fmt"
	"slices"
	"strings"

	"footnote/retrieval/answer"
)

// claims are what an answer says: sentences in one run of text, a list as a list.
func claims(w Words, a *answer.Answer) []line {
	var lines []line
	run := line{}
	if a.Decision != "" {
		run.pieces = []piece{markup("**" + w.Say("decision."+string(a.Decision)) + "**")}
	}
	end := func() {
		if len(run.pieces) > 0 {
			lines = append(lines, run)
		}
		run = line{}
	}
	for i := range a.Claims {
		c := &a.Claims[i]
		whose := account(w, a, c)
		if list := listed(a, c); len(list) > 0 {
			end()
			if len(whose) > 0 {
				lines = append(lines, line{pieces: whose})
			}
			lines = append(lines, list...)
			continue
		}
		if len(run.pieces) > 0 {
			run.pieces = append(run.pieces, markup(" "))
		}
		if len(whose) > 0 {
			run.pieces = append(run.pieces, append(whose, markup(" "))...)
		}
		run.pieces = append(run.pieces, append(said(c), marks(a, c.Citations)...)...)
	}
	end()
	return lines
}

// account is whose account a claim is, in the reader's language. It is left out where
// all is by one outlet and the line of the source says as much.
func account(w Words, a *answer.Answer, c *answer.Claim) []piece {
	from := c.Account
	if from == nil || from.Order == "" && !from.Otherwise && !from.Dated && oneOutlet(a.Citations) {
		return nil
	}
	return []piece{text(Whose(w, from))}
}

// Whose is an account in the reader's language: who reports it and when, whether that was
// earlier or later than the first, and whether it is told otherwise.
func Whose(w Words, from *answer.Account) string {
	var how []string
	if from.Order != "" {
		how = append(how, w.Say("account."+string(from.Order)))
	}
	if from.Otherwise {
		how = append(how, w.Say("account.otherwise"))
	}
	who := slices.DeleteFunc([]string{Clean(from.Outlet), day(w, from.Day)}, func(s string) bool { return s == "" })
	said := strings.Join(who, ", ")
	if len(how) > 0 {
		said += " (" + strings.Join(how, ", ") + ")"
	}
	return w.Say("account", "who", said)
}

// oneOutlet reports whether all that is cited is by the same outlet.
func oneOutlet(list []answer.Citation) bool {
	return !slices.ContainsFunc(list, func(c answer.Citation) bool { return c.Source != list[0].Source })
}

// said is a claim with its key in bold.
func said(c *answer.Claim) []piece {
	left, right, ok := strings.Cut(c.Text, c.Key)
	if !ok || c.Key == "" {
		return []piece{text(c.Text)}
	}
	return marked(left, c.Key, right, len(c.Text))
}

// listed is a claim that is a list of its article's, a line an item; none where
// it is no list. Its text holds the items one behind the other.
func listed(a *answer.Answer, c *answer.Claim) []line {
	var lines []line
	for _, l := range a.List(c) {
		lines = append(lines, line{prefix: l.Mark, pieces: []piece{text(l.Text)}})
	}
	if len(lines) > 0 {
		last := &lines[len(lines)-1]
		last.pieces = append(last.pieces, marks(a, c.Citations)...)
	}
	return lines
}

// marks are the numbers behind a claim, each a link where the article has one.
func marks(a *answer.Answer, numbers []int) []piece {
	var list []piece
	for _, n := range numbers {
		mark := fmt.Sprintf(" [%d]", n)
		for i := range a.Citations {
			if c := &a.Citations[i]; c.Number == n {
				if link := Link(c.URL, c.Quote); link != "" {
					mark = fmt.Sprintf(" [[%d]](%s)", n, link)
				}
			}
		}
		list = append(list, markup(mark))
	}
	return list
}
