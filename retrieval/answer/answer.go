// Package answer turns a question and the passages found for it into claims
// that each rest on a verbatim quote, or declines.
package answer

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

// Answer is the reply to a question, in the JSON form that CONTRACT.md fixes.
type Answer struct {
	Question  string     `json:"question"`
	Answered  bool       `json:"answered"`
	Mode      Mode       `json:"mode"`
	Answer    string     `json:"answer"`
	Claims    []Claim    `json:"claims"`
	Citations []Citation `json:"citations"`
	// Refusal says in one sentence why there are no claims; "" where there are.
	Refusal string `json:"refusal"`
	// Nearest holds up to three passages, only where there are no claims.
	Nearest   []Quote `json:"nearest"`
	Model     string  `json:"model"`
	ElapsedMS float64 `json:"elapsed_ms"`
}

// Claim is one sentence of an answer with the numbers of its citations.
type Claim struct {
	Text      string `json:"text"`
	Citations []int  `json:"citations"`
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
}

// Quote is a range of an article's text, verbatim.
type Quote struct {
	Article string `json:"article"`
	Quote   string `json:"quote"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}
