package playground_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A playground that runs already is measured with
//
//	go test ./bot/playground -run '^$' -bench . -at http://127.0.0.1:8080
var at = flag.String("at", "", "measure the playground at this `address`")

func address(b *testing.B) string {
	if *at != "" {
		return *at
	}
	return newWorld(b).url
}

// BenchmarkUsable tells how long a page takes from the first request until one
// can write, as the browser measures it.
func BenchmarkUsable(b *testing.B) {
	url := address(b)
	total := 0.0
	for b.Loop() {
		p := open(b, url, desktop)
		var ms float64
		p.until("it is usable", `performance.getEntriesByName("usable").length > 0`)
		p.eval(`performance.getEntriesByName("usable")[0].startTime`, &ms)
		total += ms
	}
	b.ReportMetric(total/float64(b.N), "ms/page")
}

// BenchmarkAnswer tells how long it takes from Enter to the answer on the page.
func BenchmarkAnswer(b *testing.B) {
	p := open(b, address(b), desktop)
	p.eval(`addEventListener("keydown", (e) => { if (e.key === "Enter") { window.entered = performance.now(); window.came = 0; } }, true);
		new MutationObserver(() => { const all = document.querySelectorAll(".msg.by-bot .embed"); if (!window.came && all.length > (window.had || 0)) { window.came = performance.now(); window.had = all.length; } })
			.observe(document.getElementById("log"), {childList: true, subtree: true}); 0`, nil)
	total, first, n := 0.0, 0.0, 0
	for b.Loop() {
		p.writes("#writing", "/ask ")
		p.until("the command is open", `document.activeElement?.id === "option-question"`)
		p.keys(fmt.Sprintf("who proposed the UAE as a venue? %d", n) + kb.Enter)
		var ms float64
		p.until("the answer is there", `window.came > 0`)
		p.eval(`window.came - window.entered`, &ms)
		if n++; n == 1 {
			first = ms
		}
		total += ms
	}
	b.ReportMetric(first, "ms/first-answer")
	b.ReportMetric(total/float64(n), "ms/answer")
}

// BenchmarkWeight tells what all files of the page weigh.
func BenchmarkWeight(b *testing.B) {
	var bytes int64
	for b.Loop() {
		bytes = 0
		err := fs.WalkDir(os.DirFS("page"), ".", func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			bytes += info.Size()
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(bytes), "bytes")
}
