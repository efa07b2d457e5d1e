package pdf

import (
	"cmp"
	"fmt"
	"strings"
)

// builder writes small PDF files for tests.
type builder struct {
	header, font, trailer, catalog, page string
	// tail comes behind %%EOF; shift is added to every offset of the table.
	tail  string
	shift int
	extra []string // objects from number 10 on
}

func newBuilder() builder {
	return builder{header: "%PDF-1.4\n", font: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
}

// build writes a file with one page for each of the contents, which are
// operators; font F1 is b.font.
func (b builder) build(contents ...string) []byte {
	objects := map[int]string{1: "<< /Type /Catalog /Pages 2 0 R " + b.catalog + " >>", 3: b.font}
	for i, o := range b.extra {
		objects[10+i] = o
	}
	var kids []string
	for i, c := range contents {
		n := 100 + 2*i
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects[n] = fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>", cmp.Or(b.page, "/Resources << /Font << /F1 3 0 R >> >>"), n+1)
		objects[n+1] = fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(c), c)
	}
	objects[2] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	size := 101 + 2*len(contents)
	var out strings.Builder
	out.WriteString(b.header)
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", size)
	for n := 1; n < size; n++ {
		if objects[n] == "" {
			table += "0000000000 65535 f \n"
			continue
		}
		table += fmt.Sprintf("%010d 00000 n \n", out.Len()+b.shift)
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n, objects[n])
	}
	start := out.Len()
	fmt.Fprintf(&out, "%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n%s", table, size, b.trailer, start+b.shift, b.tail)
	return []byte(out.String())
}

// text draws lines; each is "x y size|text".
func text(lines ...string) string {
	var b strings.Builder
	for _, l := range lines {
		at, s, _ := strings.Cut(l, "|")
		var x, y, size int
		if _, err := fmt.Sscanf(at, "%d %d %d", &x, &y, &size); err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "BT /F1 %d Tf %d %d Td (%s) Tj ET\n", size, x, y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(s))
	}
	return b.String()
}
