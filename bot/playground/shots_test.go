package playground_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// The pictures of README are made by
//
//	go test ./bot/playground -run TestPictures -pictures ../../.github/assets
//
// with the Debian packages chromium, fonts-inter and fonts-noto-color-emoji.
var pictures = flag.String("pictures", "", "write the pictures of README into this `folder`")

func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("not run: it only makes pictures, where -pictures names a folder")
	}
	w := servedWorld(t)
	p := open(t, w.url+"/#Mira//questions", desktop)
	p.asks("who proposed the UAE as a venue?", "United Arab Emirates")
	p.click(".happened", "What happened")
	p.sees("#panel", "Passages found")
	p.shoot("playground.webp")
	p.click(".msg .mark", "1")
	p.sees("#panel mark.here", "United Arab Emirates")
	p.shoot("playground-article.webp")

	small := phone
	small.scale = 2
	q := open(t, w.url+"/#Otto//questions", small)
	q.sees(".msg .mark", "1")
	q.shoot("playground-phone.webp")
}

func (p *tab) shoot(name string) {
	p.t.Helper()
	p.eval(`document.activeElement?.blur()`, nil) // no mark of the keyboard
	var data []byte
	p.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		data, err = page.CaptureScreenshot().WithFormat(page.CaptureScreenshotFormatWebp).WithQuality(82).Do(ctx)
		return err
	}))
	if err := os.WriteFile(filepath.Join(*pictures, name), data, 0o600); err != nil {
		p.t.Fatal(err)
	}
}
