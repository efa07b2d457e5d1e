package retrieval

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

func TestLinesOfTheLogNameTheirQuestion(t *testing.T) {
	var b bytes.Buffer
	log := slog.New(Referenced(slog.NewTextHandler(&b, nil))).With("part", "search")
	ctx := Referring(t.Context(), "17")
	for want, write := range map[string]func(){
		"question=17\n":          func() { log.WarnContext(ctx, "slow", "error", "none") },
		"question=4\n":           func() { log.WarnContext(ctx, "slow", "question", "4") },
		"msg=slow part=search\n": func() { log.WarnContext(Referring(t.Context(), ""), "slow") },
	} {
		b.Reset()
		write()
		if !strings.HasSuffix(b.String(), want) || strings.Count(b.String(), "question=") > 1 {
			t.Errorf("it says %q, want %q", b.String(), want)
		}
	}
}
