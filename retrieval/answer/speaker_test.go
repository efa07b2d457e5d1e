package answer_test

import (
	"regexp"
	"testing"
)

const ferryVoices = "Anna Lind, the mate of the Sundby ferry, said on Monday that the winch would hold until Easter. " +
	"Mayor Tore Falk told the council that the winch is a danger to everybody on board. " +
	"“The winch is older than I am,” said the smith Ole Brandt. " +
	"According to Signe Moe of the harbour office, the winch will be replaced in May. " +
	"Nobody has yet spoken to Berit Aas about the winch."

// voices are what the people of ferryVoices say.
var voices = regexp.MustCompile("hold until Easter|a danger to everybody|older than I am|replaced in May")

// What somebody said is answered in the words of that one, wherever the verb stands, and
// never in those of another or of whoever was spoken to.
func TestTheSpeakerAskedFor(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"What did Anna Lind say about the winch?":  "hold until Easter",
		"What did Tore Falk say about the winch?":  "a danger to everybody",
		"What did the smith say about the winch?":  "older than I am",
		"What did Signe Moe say about the winch?":  "replaced in May",
		"What does the mayor say about the winch?": "a danger to everybody",
		"What did Berit Aas say about the winch?":  "",
	} {
		t.Run(question, func(t *testing.T) {
			t.Parallel()
			a := ask(t, question, article("ferry", ferryVoices))
			got := ""
			if len(a.Claims) > 0 {
				got = voices.FindString(a.Claims[0].Text)
			}
			if got != want {
				t.Errorf("got %+v (%s), want first %q", a.Claims, a.Reason, want)
			}
		})
	}
}
