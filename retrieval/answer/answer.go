// Package answer turns a question and the passages found for it into claims
// that each rest on a verbatim quote, or declines.
package answer

import (
	"cmp"
	"slices"
	"strings"

	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/quotation"
	"footnote/retrieval/smalltalk"
)

// Mode says who wrote an answer's sentences.
type Mode string

// The modes of an answer.
const (
	// Extracted: the claims are sentences of the articles.
	Extracted Mode = "extracted"
	// Generated: a model wrote the claims and each was held to its quotes.
	Generated Mode = "generated"
	// Passages: a model was wanted and could not be used.
	Passages Mode = "passages"
)

// Reply is what a reply is.
type Reply string

// The replies.
const (
	// Told: there are claims.
	Told Reply = "answered"
	// Unsure: one passage comes near, and may answer or not; there are no
	// claims, and Nearest begins with its best sentence.
	Unsure Reply = "unsure"
	// Refused: the articles do not answer.
	Refused Reply = "declined"
	// Talk: it was no question but small talk, of the kind that Answer.Talk says.
	Talk Reply = "smalltalk"
)

// Reason is why a question was declined.
type Reason string

// The reasons.
const (
	// NoSuchName: the articles do not mention a name of the question.
	NoSuchName Reason = "name"
	// NotAbout: no article is about the question.
	NotAbout Reason = "about"
	// NotAnswered: they touch on it without answering it.
	NotAnswered Reason = "answer"
	// NotSure: one passage may answer it or not.
	NotSure Reason = "unsure"
	// NotProven: no sentence could be proven by a passage.
	NotProven Reason = "unproven"

	// The question cannot be looked up: it is empty, longer than MaxQuestion, no
	// valid UTF-8, without a word, or names nothing.
	Empty   Reason = "empty"
	TooLong Reason = "long"
	NotText Reason = "encoding"
	NoWords Reason = "words"
	Vague   Reason = "vague"
)

// Note is what a reader should know of how an answer came about.
type Note string

// The notes. The first four are of passages that are shown for want of a model's answer.
const (
	// NoteBudget: today's budget is used up.
	NoteBudget Note = "budget"
	// NoteSlow: the model took too long.
	NoteSlow Note = "slow"
	// NoteUnusable: the model wrote nothing that could be used.
	NoteUnusable Note = "unusable"
	// NoteDown: the model could not be used.
	NoteDown Note = "down"
	// NoteOwn: the sentences are the articles' own, for nothing that a model wrote held.
	NoteOwn Note = "own"
	// NoteWords: the question was declined while an encoder failed or took too long.
	NoteWords Note = "words"
)

// Answer is the reply to a question, in the JSON form that CONTRACT.md fixes.
type Answer struct {
	Question  string     `json:"question"`
	Answered  bool       `json:"answered"`
	Mode      Mode       `json:"mode"`
	Answer    string     `json:"answer"`
	Claims    []Claim    `json:"claims"`
	Citations []Citation `json:"citations"`
	// Refusal says in one sentence why there are no claims. An Engine leaves it to
	// whoever shows the answer, in the reader's language: see Reason and Talk.
	Refusal string `json:"refusal"`
	// Nearest holds up to three passages, only where there are no claims.
	Nearest   []Quote `json:"nearest"`
	Model     string  `json:"model"`
	ElapsedMS float64 `json:"elapsed_ms"`

	// Outcome says what the reply is; Answered is true exactly where it is Told.
	Outcome Reply `json:"outcome"`
	// Confidence is how likely, 0..1, the first claim answers the question, or
	// the first of Nearest where there are no claims.
	Confidence float64 `json:"confidence"`
	// Decision is what the first citation plainly says to a question that asks for
	// yes or no, "" for every other.
	Decision Decision `json:"decision,omitempty"`
	// Reason is why there are no claims, "" where there are, and for small talk;
	// Unknown are the names that no article holds, for that reason.
	Reason  Reason   `json:"reason,omitempty"`
	Unknown []string `json:"unknown,omitempty"`
	// Talk is the kind of what was small talk and no question.
	Talk smalltalk.Kind `json:"talk,omitempty"`

	// Rewritten is the question as it was looked up, where that is not how it
	// was asked; Language the language of the answer as a BCP 47 tag, where a
	// model wrote it.
	Rewritten string `json:"rewritten,omitempty"`
	Language  string `json:"language,omitempty"`
	Note      Note   `json:"note,omitempty"`
	// Dropped are the sentences a model wrote that were not shown, and why.
	Dropped []Dropped `json:"dropped,omitempty"`
	// Repaired are those of them in whose place an article's own sentence is
	// shown.
	Repaired []Repaired `json:"repaired,omitempty"`
	// Tokens is what the answer took of a model; nil where none was asked.
	Tokens *Tokens `json:"tokens,omitempty"`
}

// Understood is the question as it was looked up, which stands by itself.
func (a *Answer) Understood() string { return cmp.Or(a.Rewritten, a.Question) }

// outcome is what the reply is, where nothing else was said of it.
func (a *Answer) outcome() Reply {
	switch {
	case a.Outcome != "":
		return a.Outcome
	case a.Answered:
		return Told
	}
	return Refused
}

// Dropped is a sentence that could not be proven.
type Dropped struct {
	Text   string `json:"text"`
	Reason string `json:"reason"`
}

// Kind is the reason's kind, out of a small set that holds no word of anybody's: a
// proof.Kind, "beside the question", "copied", or "other".
func (d Dropped) Kind() string {
	kind, _, _ := strings.Cut(d.Reason, ":")
	switch {
	case slices.Contains(evidence.Kinds, evidence.Kind(kind)):
		return kind
	case d.Reason == offTopic:
		return "beside the question"
	case d.Reason == copiedExample:
		return "copied"
	}
	return "other"
}

// Repaired is a sentence that could not be proven, and the sentence of an
// article, in its own words, that is shown instead.
type Repaired struct {
	Dropped
	By string `json:"by"`
}

// Tokens counts what an answer took of a model.
type Tokens = llm.Tokens

// Claim is one sentence of an answer with the numbers of its citations.
type Claim struct {
	Text      string `json:"text"`
	Citations []int  `json:"citations"`
	// Key is the part of Text that answers who, where, when or how many, "" where
	// none was found or the question is of another kind.
	Key string `json:"key,omitempty"`
	// Wording is whose words Text is in.
	Wording Wording `json:"wording,omitempty"`
	// Account is whose account Text is, nil where its citations say enough.
	Account *Account `json:"account,omitempty"`
}

// Account is who reports what a claim says, and how that stands to the first claim of
// its answer.
type Account struct {
	// Outlet and Day (2006-01-02) are the article's, "" where unknown.
	Outlet string `json:"outlet,omitempty"`
	Day    string `json:"day,omitempty"`
	// Order is "" for the first claim's own article and where the days are the same or
	// unknown.
	Order Order `json:"order,omitempty"`
	// Otherwise: it tells otherwise than the first claim.
	Otherwise bool `json:"otherwise,omitempty"`
	// Dated: words of the claim, such as "tomorrow", count from Day.
	Dated bool `json:"dated,omitempty"`
}

// Order is whether an article came before or after another.
type Order string

// The orders.
const (
	Earlier Order = "earlier"
	Later   Order = "later"
)

// Wording is whose words a claim of an answer or a line of a summary is in.
type Wording string

// The wordings, the further from the articles the later.
const (
	// Verbatim is a quote word for word, but for marks of its format.
	Verbatim Wording = "verbatim"
	// Shortened is one piece of a quote without the rest. A capital at its start
	// and a full stop at its end may be new.
	Shortened Wording = "shortened"
	// Reworded is a sentence in other words that is held to its quotes.
	Reworded Wording = "reworded"
	// Noted is a moderator's note.
	Noted Wording = "note"
)

// WordingOf is that of a text that rests on quotes: the nearest to one of them.
func WordingOf(text string, quotes []Citation, numbers []int) Wording {
	least := Reworded
	text = quotation.Clean(text)
	piece := strings.ToLower(strings.TrimRight(text, ". "))
	for _, c := range quotes {
		if !slices.Contains(numbers, c.Number) {
			continue
		}
		quote := quotation.Clean(ClaimText(c.Quote))
		switch {
		case text == quote || text == quotation.Clean(c.Quote):
			return Verbatim
		case piece != "" && strings.Contains(strings.ToLower(quote), piece):
			least = Shortened
		}
	}
	return least
}

// List divides a claim that says a list of its article's, word for word, into its lines; nil
// where it says something else. The claim's text has the items one behind the other.
func (a *Answer) List(c *Claim) []quotation.Line {
	if len(c.Citations) != 1 {
		return nil
	}
	i := slices.IndexFunc(a.Citations, func(one Citation) bool { return one.Number == c.Citations[0] })
	if i < 0 || quotation.Clean(ClaimText(a.Citations[i].Quote)) != quotation.Clean(c.Text) {
		return nil
	}
	return quotation.List(a.Citations[i].Quote)
}

// Citation is a numbered quote with what is known of its article.
type Citation struct {
	Number    int    `json:"number"`
	Article   string `json:"article"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Source    string `json:"source"`
	Published string `json:"published"`
	Quote     string `json:"quote"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	// Page is the number, from 1, of the page that the quote begins on; 0 where
	// the document has none.
	Page int `json:"page,omitempty"`
	// Translation is the quote in the answer's language, by the model and not
	// verbatim; "" where there is none. It is to be marked as a translation.
	Translation string `json:"translation,omitempty"`
}

// Quote is a range of an article's text, verbatim.
type Quote struct {
	Article string `json:"article"`
	Quote   string `json:"quote"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	// Page is as in Citation.
	Page int `json:"page,omitempty"`
	// Name is the article's, for whoever lays the quote out.
	Name string `json:"-"`
}
