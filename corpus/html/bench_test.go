package html

import (
	"fmt"
	"strings"
	"testing"
)

// longPage is a page of about so many bytes: chapters of paragraphs with links, a
// list, a table and a listing each.
func longPage(size int) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html><head><title>The canals</title><style>.note{color:#333} .gone{display:none}</style></head><body><nav><a href="/">Home</a></nav><main>`)
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, `<section id="s%d"><h2>Lock number %d</h2>`, i, i)
		for k := range 6 {
			fmt.Fprintf(&b, `<p class="text">The lock number %d lifts boats by %d metres, and its <a href="/k%d">keeper</a> opens it by hand <em>every morning</em>, as the first keeper did.</p>`, i, k+1, k)
		}
		b.WriteString(`<ul><li>Wait for the light.</li><li>Enter <b>slowly</b>.</li></ul><table><tr><th>Boat</th><th>Fee</th></tr><tr><td>Small</td><td>4</td></tr><tr><td>Large</td><td>9</td></tr></table><pre><code>gate open
gate close</code></pre></section>`)
	}
	b.WriteString(`</main><footer>Contact</footer></body></html>`)
	return b.String()
}

// BenchmarkLongPage reads pages of 1 and of 50 MB.
func BenchmarkLongPage(b *testing.B) {
	for _, mega := range []int{1, 50} {
		b.Run(fmt.Sprintf("%dMB", mega), func(b *testing.B) {
			data := []byte(longPage(mega << 20))
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(data, "", ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
