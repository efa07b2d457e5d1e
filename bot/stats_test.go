package bot

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
)

func TestStatsAreAPictureWithItsNumbers(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.uses(t, w.mod, w.general.ID, "stats", "Nobody has asked anything", nil)
	m := w.asks(t, w.anna, w.general.ID, uae)
	if _, err := w.press(t, w.ben, m, "up").Response(w.ctx); err != nil {
		t.Fatal(err)
	}
	w.asks(t, w.anna, w.general.ID, unknown)
	w.asks(t, w.ben, w.general.ID, uae)
	w.asks(t, w.anna, w.elsewhere.ID, unknown)
	p := w.uses(t, w.mod, w.general.ID, "stats", "The last 7 days", localdiscord.Values{"days": "7"})
	for _, want := range []string{"**Questions**: 3, 0.4 a day", "**Answered from the articles**: 2 (67%)", "**Declined**: 1 (33%)", "👍 1, 👎 0", "Median", "1\\. "} {
		if !strings.Contains(text(p.Message), want) {
			t.Errorf("the numbers lack %q: %s", want, text(p.Message))
		}
	}
	if len(p.Attachments) != 1 || p.Attachments[0].Description == "" || len(p.Pictures()) != 1 {
		t.Fatalf("the picture is %+v", p.Attachments)
	}
	picture, err := png.Decode(bytes.NewReader(w.download(t, p.Attachments[0])))
	if err != nil || picture.Bounds().Dx() < 600 {
		t.Errorf("the picture is %v, %v", picture.Bounds(), err)
	}
	w.uses(t, w.away, w.elsewhere.ID, "stats", "**Questions**: 1,", nil)
}
