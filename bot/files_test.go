package bot

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"footnote/bot/feature"
	"footnote/bot/localdiscord"
)

// Attachments are fetched from Discord, whole or not at all, and from nowhere
// else.
func TestDownload(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	data := bytes.Repeat([]byte("a line of text\n"), 100)
	said, err := w.anna.Post(w.general.ID, localdiscord.Post{Files: []localdiscord.File{{Name: "a.txt", Data: data}}})
	if err != nil {
		t.Fatal(err)
	}
	link := said.Attachments[0].URL
	if got, err := (downloads{w.bot.to}).Download(w.ctx, feature.Upload{URL: link, Size: len(data)}, len(data)); err != nil || !bytes.Equal(got, data) {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
	// The size is what the other side says it is.
	for _, size := range []int{len(data), 0} {
		if got, err := (downloads{w.bot.to}).Download(w.ctx, feature.Upload{URL: link, Size: size}, len(data)-1); !errors.Is(err, feature.ErrTooLarge) || len(got) >= len(data) {
			t.Errorf("of a file that is too large %d bytes came, %v", len(got), err)
		}
	}
	asked := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer other.Close()
	for _, elsewhere := range []string{other.URL, "file:///etc/passwd", "https://example.org/x", link + "broken", "::"} {
		if got, err := (downloads{w.bot.to}).Download(w.ctx, feature.Upload{URL: elsewhere}, 1000); err == nil {
			t.Errorf("%s gave %d bytes", elsewhere, len(got))
		}
	}
	if asked {
		t.Error("another server was asked")
	}
}
