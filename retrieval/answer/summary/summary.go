package summary

import (
	"time"

	"footnote/corpus"
	"footnote/retrieval/answer"
	"footnote/retrieval/text"
)

// Style is the form of a summary.
type Style string

// The styles. A discussion is that of what people said.
const (
	Bullets    Style = "bullets"
	Timeline   Style = "timeline"
	Briefing   Style = "briefing"
	Discussion Style = "discussion"
)

// Lengths, in lines.
const (
	Short   = 4
	Medium  = 7
	Long    = 10
	MaxLine = 10
)

// Request asks for a summary of articles.
type Request struct {
	// Topic is what it is to be about; "" means all that the articles tell.
	Topic string
	// Since and Until bound the days of publication, both included; zero means
	// no bound. With one, articles that state no day are left out.
	Since, Until time.Time
	// Articles are the IDs of those to be used; none means all.
	Articles []string
	// Lines is how many lines it may have, at most MaxLine; 0 means Medium.
	Lines int
	// Style is Bullets where it is "".
	Style Style
	// Language is the reader's as a BCP 47 tag; sentences of articles stay in theirs.
	Language string
	// Guild names who pays for a model.
	Guild string
	// Extract chooses sentences though a model is configured.
	Extract bool
}

// Summary is what came of a Request. Its JSON form is what drafts are kept in.
type Summary struct {
	Topic string      `json:"topic"`
	Style Style       `json:"style"`
	Mode  answer.Mode `json:"mode"`
	Lines []Line      `json:"lines"`
	// Citations are numbered from 1; the quotes are the articles' own bytes.
	Citations []answer.Citation `json:"citations"`
	// Reason is why there are no lines, "" where there are. Refusal is left to whoever
	// shows the summary, in the reader's language.
	Reason  Reason `json:"reason,omitempty"`
	Refusal string `json:"refusal,omitempty"`
	// Language is the lines' as a BCP 47 tag where a model wrote them, Foreign
	// the same only where it is another one than the quotes'.
	Language string `json:"language,omitempty"`
	Foreign  string `json:"foreign,omitempty"`
	Model    string `json:"model,omitempty"`
	// Considered counts the articles, or messages, that were looked at.
	Considered int              `json:"considered"`
	Tokens     *answer.Tokens   `json:"tokens,omitempty"`
	Dropped    []answer.Dropped `json:"dropped,omitempty"`
}

// Reason is why a summary has no lines.
type Reason string

// The reasons.
const (
	// NothingSaid: the articles, or people, say nothing on the topic.
	NothingSaid Reason = "nothing"
	// NotThen: no article of the days asked for does.
	NotThen Reason = "days"
	// NoArticles: there are none of those asked for.
	NoArticles Reason = "articles"
	// NotProven: nothing on it could be proven.
	NotProven Reason = "unproven"
)

// Line is one line of a summary.
type Line struct {
	Text string `json:"text"`
	// Citations are numbers of the summary's citations; none only under a note.
	Citations []int `json:"citations"`
	// Note marks a line that a moderator wrote and no quote bears out.
	Note bool `json:"note,omitempty"`
	// Wording is whose words Text is in.
	Wording answer.Wording `json:"wording,omitempty"`
	// When is the day of what the line tells; nil where it is not known.
	When *When `json:"when,omitempty"`
	// Paragraph numbers the paragraphs of a briefing from 0.
	Paragraph int `json:"paragraph,omitempty"`
}

// When is the day of an event.
type When struct {
	Time     time.Time      `json:"time"`
	Known    text.Precision `json:"known"`
	Yearless bool           `json:"yearless,omitempty"`
	// Published marks the day on which the article appeared, in place of one
	// that its sentence does not name.
	Published bool `json:"published,omitempty"`
}

// Finder finds an article by its ID.
type Finder func(id string) (*corpus.Article, bool)

// Articles lists the IDs of the articles cited, in order of their footnotes.
func (s *Summary) Articles() []string {
	var ids []string
	seen := map[string]bool{}
	for _, c := range s.Citations {
		if !seen[c.Article] {
			seen[c.Article] = true
			ids = append(ids, c.Article)
		}
	}
	return ids
}
