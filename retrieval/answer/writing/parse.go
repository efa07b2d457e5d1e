package writing

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// Claim is a sentence a model wrote, with what it says it rests on.
type Claim struct {
	Text     string     `json:"text"`
	Evidence []Evidence `json:"evidence"`
}

// Evidence is a passage's number and the words a model says it took from there.
type Evidence struct {
	Passage     int    `json:"passage"`
	Quote       string `json:"quote"`
	Translation string `json:"translation"`
}

// Limits on what is read of one reply.
const (
	// MaxReply is how many bytes of a reply are read; the rest is not looked at.
	MaxReply = 64 << 10
	// maxClaims is how many claims are read.
	maxClaims = 40
	// maxEvidence is how many quotes of a claim are read.
	maxEvidence = 8
)

// Parser reads a model's reply piece by piece and gives out each claim as soon
// as it is complete. It takes the JSON that was asked for, also inside prose or
// a code fence and when it breaks off, and the plain form; of anything else it
// makes nothing.
type Parser struct {
	buf []byte
	// pos is how far buf has been read.
	pos int
	// in tells that pos is within the list of claims, at that nesting.
	in    bool
	found int
	// declined: a line of the plain form said that nothing answers.
	declined bool
}

// claimsKey begins the list of claims in a JSON reply.
var claimsKey = regexp.MustCompile(`"claims"\s*:\s*\[`)

// plainLine is a claim in the plain form.
var (
	plainLine    = regexp.MustCompile(`^\s*(?:[-*•]|\d+[.)])\s+(.*?)\s*((?:\[\d+\s*:\s*["“][^\n]*?["”]\]\s*)+)[.]?\s*$`)
	plainDecline = regexp.MustCompile(`(?i)^[\s"'*_-]*unanswered\s*:`)
	plainQuote   = regexp.MustCompile(`\[(\d+)\s*:\s*["“](.*?)["”]\]`)
)

// Declined tells, once the reply is closed, that it has the form asked for and
// makes no claims: the model's word that the passages do not answer. Silence
// and talk of another form are no such word.
func (p *Parser) Declined() bool {
	if p.in {
		return p.found == 0 && p.pos < len(p.buf) && p.buf[p.pos] == ']'
	}
	return p.found == 0 && p.declined
}

// Full tells that the reply is longer than is read.
func (p *Parser) Full() bool { return len(p.buf) >= MaxReply || p.found >= maxClaims }

// Feed takes the next piece and returns the claims it completes.
func (p *Parser) Feed(piece string) []Claim {
	if room := MaxReply - len(p.buf); len(piece) > room {
		piece = piece[:room]
	}
	p.buf = append(p.buf, piece...)
	return p.limit(p.next(false))
}

// Close ends the reply and returns what claims are left.
func (p *Parser) Close() []Claim { return p.limit(p.next(true)) }

func (p *Parser) limit(claims []Claim) []Claim {
	claims = claims[:min(len(claims), maxClaims-p.found)]
	p.found += len(claims)
	return claims
}

func (p *Parser) next(end bool) []Claim {
	if !p.in {
		at := claimsKey.FindIndex(p.buf[min(p.pos, len(p.buf)):])
		if at == nil {
			return p.plain(end)
		}
		p.in, p.pos = true, p.pos+at[1]
	}
	return p.objects()
}

// objects reads the complete objects of the list of claims.
func (p *Parser) objects() []Claim {
	var claims []Claim
	for {
		for p.pos < len(p.buf) && strings.IndexByte(" \t\r\n,", p.buf[p.pos]) >= 0 {
			p.pos++
		}
		if p.pos >= len(p.buf) || p.buf[p.pos] != '{' {
			return claims
		}
		size := objectLen(p.buf[p.pos:])
		if size == 0 {
			return claims
		}
		var c Claim
		if json.Unmarshal(p.buf[p.pos:p.pos+size], &c) == nil {
			c.Evidence = c.Evidence[:min(len(c.Evidence), maxEvidence)]
			claims = append(claims, c)
		}
		p.pos += size
	}
}

// objectLen is the length of the JSON object that buf begins with, 0 where it
// is not complete.
func objectLen(buf []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(buf); i++ {
		switch c := buf[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// plain reads the complete lines of the plain form.
func (p *Parser) plain(end bool) []Claim {
	var claims []Claim
	for {
		rest := string(p.buf[p.pos:])
		line, _, whole := strings.Cut(rest, "\n")
		if !whole && !end || rest == "" {
			return claims
		}
		if strings.Contains(line, "{") && !plainLine.MatchString(line) {
			if !whole || !end {
				return claims // may be the beginning of the JSON form
			}
		}
		p.pos = min(len(p.buf), p.pos+len(line)+1)
		p.declined = p.declined || plainDecline.MatchString(line)
		if c, ok := plainClaim(line); ok {
			claims = append(claims, c)
		}
	}
}

func plainClaim(line string) (Claim, bool) {
	m := plainLine.FindStringSubmatch(line)
	if m == nil {
		return Claim{}, false
	}
	c := Claim{Text: m[1]}
	for _, q := range plainQuote.FindAllStringSubmatch(m[2], maxEvidence) {
		c.Evidence = append(c.Evidence, Evidence{Passage: number(q[1]), Quote: q[2]})
	}
	return c, true
}

// number is a passage's number, 0 for one that is too large to be any.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
