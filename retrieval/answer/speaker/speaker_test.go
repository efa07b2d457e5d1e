package speaker_test

import (
	"strings"
	"testing"

	"footnote/retrieval/answer/speaker"
	"footnote/retrieval/terms"
)

func TestWhoseWords(t *testing.T) {
	t.Parallel()
	question := "what did anna lind say about the winch"
	lind := speaker.Of(terms.Tokens(question), strings.Fields(question), 0)
	if len(lind) != 2 {
		t.Fatalf("the speaker is %v", lind)
	}
	for sentence, want := range map[string]speaker.Whose{
		"Anna Lind said that the winch holds.":                                      speaker.Asked,
		"The winch, said the mate Lind, holds.":                                     speaker.Asked,
		"According to Lind the winch holds.":                                        speaker.Asked,
		"Lind, the mate of the Sundby ferry and a smith by trade, said that.":       speaker.Asked,
		"Anna Lind: the winch holds.":                                               speaker.Asked,
		"Tore Falk: Anna Lind has seen the winch.":                                  speaker.Unknown,
		"Tore Falk said that the winch holds.":                                      speaker.Other,
		"Falk confirmed that he has spoken to Lind.":                                speaker.Other,
		"“Anna Lind said that it holds,” according to Falk.":                        speaker.Other,
		"Hope has said that the winch holds.":                                       speaker.Other,
		"Falk himself confirmed it.":                                                speaker.Other,
		"He has spoken to Lind. Falk confirmed it.":                                 speaker.Other,
		"Officials say that the winch holds.":                                       speaker.Other,
		"Early on Monday she said that it holds.":                                   speaker.Unknown,
		"It holds, she said on Monday.":                                             speaker.Unknown,
		"Lind's list says nothing of the winch.":                                    speaker.Unknown,
		"The winch of Sundby holds.":                                                speaker.Unknown,
		"Falk met the mate Anna Lind, saying that the winch holds.":                 speaker.Other,
		"Falk was asked about Lind on Monday, adding that it holds.":                speaker.Other,
		"The smith Anna Lind met Falk, saying that the winch holds.":                speaker.Asked,
		"In Sundby, Lind met Falk, saying that the winch holds.":                    speaker.Asked,
		"On Monday Falk wrote to Lind, noting that the winch holds.":                speaker.Other,
		"On Monday she met Lind, saying that the winch holds.":                      speaker.Unknown,
		"Asked about Lind, Falk, for his part, said that the winch holds.":          speaker.Other,
		"His mate said to Lind that the winch holds.":                               speaker.Unknown,
		"While Lind may have raised it, Falk said that the winch holds.":            speaker.Other,
		"The winch of Lind, Tore Falk says, holds.":                                 speaker.Other,
		"Oddly, Lind’s remarks followed Falk’s statement claiming that it holds.":   speaker.Unknown,
		"Oddly, Lind's remarks followed Falk's statement claiming that it holds.":   speaker.Unknown,
		"The winch holds, with Lind saying so.":                                     speaker.Asked,
		"The council asked the mate of the ferry, who said that the winch held up.": speaker.Unknown,
	} {
		if got := lind.In(sentence); got != want {
			t.Errorf("%q: %d, want %d", sentence, got, want)
		}
	}
	if got := speaker.Speaker(nil).In("Falk said so."); got != speaker.Unknown {
		t.Errorf("nobody was asked for, and got %d", got)
	}
}
