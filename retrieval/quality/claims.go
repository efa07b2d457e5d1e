package quality

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"footnote/corpus"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/proof"
)

// Claim is a sentence laid on quotes, of which it is known whether they bear it
// out.
type Claim struct {
	Text   string         `json:"claim"`
	Quotes []answer.Quote `json:"quotes"`
	// Question is what the claim answers, "" where it is not known.
	Question string `json:"question"`
	True     *bool  `json:"true"`
	// Kind is how the claim came about, such as "antonym".
	Kind string `json:"kind"`

	line int
}

// LoadClaims reads a file of claims, a JSON object a line:
//
//	{"claim", "quotes": [{"article", "quote"}], "question"?, "true", "kind"}
//
// The first line that is of another form is an error that names it.
func LoadClaims(path string) ([]Claim, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read from
	var claims []Claim
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if oneSpaced(lines.Text()) == "" {
			continue
		}
		c := Claim{line: n}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("%s, line %d: not a JSON object of a claim: %w", path, n, err)
		}
		if c.Text == "" || len(c.Quotes) == 0 || c.True == nil {
			return nil, fmt.Errorf(`%s, line %d: it needs "claim", "quotes" and "true"`, path, n)
		}
		claims = append(claims, c)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(claims) == 0 {
		return nil, fmt.Errorf("%s holds no claims: it needs one JSON object a line", path)
	}
	return claims, nil
}

// Holder judges claims by the proof that answers pass.
type Holder interface {
	Hold(ctx context.Context, question, claim string, quotes []answer.Quote, find func(id string) (*corpus.Article, bool)) (answer.Held, error)
}

// ClaimCounts are figures over claims. False ones should not be shown; true ones
// should be shown, or repaired.
type ClaimCounts struct {
	False         int `json:"false"`
	FalseShown    int `json:"false_shown"`
	FalseRepaired int `json:"false_repaired"`
	True          int `json:"true"`
	TrueShown     int `json:"true_shown"`
	TrueRepaired  int `json:"true_repaired"`
	TrueDropped   int `json:"true_dropped"`
}

// ClaimVerdict is what became of one claim.
type ClaimVerdict struct {
	Claim   string         `json:"claim"`
	True    bool           `json:"true"`
	Kind    string         `json:"kind"`
	Verdict proof.Verdict  `json:"verdict"`
	Outcome answer.Outcome `json:"outcome"`
	Reason  string         `json:"reason"`
}

// ClaimReport holds the figures over all claims and by kind.
type ClaimReport struct {
	ClaimCounts
	Kinds    map[string]*ClaimCounts `json:"kinds"`
	Verdicts []ClaimVerdict          `json:"verdicts"`
}

// HoldClaims judges each claim. The error names the line whose quote no article
// holds.
func HoldClaims(ctx context.Context, path string, claims []Claim, by Holder, find Find) (*ClaimReport, error) {
	r := &ClaimReport{Kinds: map[string]*ClaimCounts{}}
	for _, c := range claims {
		held, err := by.Hold(ctx, c.Question, c.Text, c.Quotes, find)
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, c.line, err)
		}
		r.add(c, held)
	}
	return r, nil
}

func (r *ClaimReport) add(c Claim, held answer.Held) {
	kind := r.Kinds[c.Kind]
	if kind == nil {
		kind = &ClaimCounts{}
		r.Kinds[c.Kind] = kind
	}
	r.count(*c.True, held.Outcome)
	kind.count(*c.True, held.Outcome)
	v := ClaimVerdict{Claim: c.Text, True: *c.True, Kind: c.Kind, Verdict: held.Verdict, Outcome: held.Outcome, Reason: held.Fault.String()}
	r.Verdicts = append(r.Verdicts, v)
}

func (c *ClaimCounts) count(isTrue bool, o answer.Outcome) {
	if !isTrue {
		c.False++
		c.FalseShown += one(o == answer.Shown)
		c.FalseRepaired += one(o == answer.RepairedBy)
		return
	}
	c.True++
	c.TrueShown += one(o == answer.Shown)
	c.TrueRepaired += one(o == answer.RepairedBy)
	c.TrueDropped += one(o == answer.DroppedOut)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
