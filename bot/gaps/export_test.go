package gaps

import (
	"testing"
	"time"

	"footnote/bot/store/gapstore"
)

func TestTable(t *testing.T) {
	at := time.Date(2031, 5, 4, 10, 0, 0, 0, time.UTC)
	got, err := tableOf([]group{
		{{Question: "=who, paid?", Post: "1", Why: gapstore.Declined, At: at}, {Question: "who \"paid\"?", Post: "2", Why: gapstore.VotedDown, At: at}},
		{{Question: "when?", Post: "3", Why: gapstore.Declined, At: at}},
	})
	want := "question,asked,declined,voted down,reported,corrected,last asked,other wordings\n" +
		"\"'=who, paid?\",2,1,1,0,0,2031-05-04T10:00:00Z,\"who \"\"paid\"\"?\"\n" +
		"when?,1,1,0,0,0,2031-05-04T10:00:00Z,\n"
	if err != nil || string(got) != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, got, want)
	}
}
