package pdf

import (
	"errors"
	"strings"
	"testing"
)

func mustRead(t *testing.T, data []byte) *Document {
	t.Helper()
	doc, err := Read(data, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestArticle holds paragraphs, running heads, broken words, lists, headings and
// pages of an ordinary document.
func TestArticle(t *testing.T) {
	first := text(
		"50 800 8|The Harbour Review 1",
		"50 760 18|Night ferries stop in April",
		"50 730 11|The night ferries between the two islands will stop run-",
		"50 716 11|ning in April, the company said. A well-known captain was",
		"50 702 11|not surprised (he retires in May).",
		"50 676 11|Freight will go by the southern route, which takes a well-",
		"50 662 11|known detour and two hours more than the direct one did, as the",
		"50 20 8|Page 1 of 3")
	second := text(
		"50 800 8|The Harbour Review 2",
		"50 760 11|pilots had feared.",
		"50 734 11|\x95 Timetables change on 1 April.",
		"50 720 11|\x95 Tickets stay valid.",
		"50 20 8|Page 2 of 3")
	third := text("50 800 8|The Harbour Review 3", "50 760 11|The company has run the ferries since 1931.", "50 20 8|Page 3 of 3")
	doc := mustRead(t, newBuilder().build(first, second, third))
	want := strings.Join([]string{
		"Night ferries stop in April",
		"The night ferries between the two islands will stop running in April, the company said. A well-known captain was not surprised (he retires in May).",
		"Freight will go by the southern route, which takes a well-known detour and two hours more than the direct one did, as the pilots had feared.",
		"• Timetables change on 1 April.\n• Tickets stay valid.",
		"The company has run the ferries since 1931.",
	}, "\n\n")
	if doc.Text != want {
		t.Errorf("got\n%s\nwant\n%s", doc.Text, want)
	}
	if len(doc.Headings) != 1 || doc.Text[doc.Headings[0].Start:doc.Headings[0].End] != "Night ferries stop in April" {
		t.Errorf("headings %v", doc.Headings)
	}
	starts := []string{"Night ferries", " pilots had feared", "The company has run"}
	if len(doc.Pages) != len(starts) {
		t.Fatalf("pages %v", doc.Pages)
	}
	for i, s := range starts {
		if !strings.HasPrefix(doc.Text[doc.Pages[i]:], s) {
			t.Errorf("page %d begins with %.30q, want %q", i+1, doc.Text[doc.Pages[i]:], s)
		}
	}
}

// layouts are pages that are read in another order, or with other words, than
// they are drawn.
var layouts = []struct {
	name, content string
	want, not     []string
}{
	{
		name: "words set apart by moving the pen", content: "BT /F1 10 Tf 50 700 Td [(Th) 20 (e) -300 (boats) -250 (came) -280 (back.)] TJ ET",
		want: []string{"The boats came back."},
	},
	{
		name: "columns drawn line by line",
		content: text(
			"50 760 11|The library of Tarn moved to", "320 760 11|A reading room for children",
			"50 745 11|its new house in spring. It has", "320 745 11|opens in autumn. It was paid",
			"50 730 11|four floors and a garden, and", "320 730 11|for by the friends of the",
			"50 715 11|stays open until nine.", "320 715 11|library, who gave 12,000 crowns."),
		want: []string{"It has four floors and a garden, and stays open until nine.", "It was paid for by the friends of the library"},
	},
	{
		name: "a table is read across",
		content: text(
			"50 760 11|Berth", "200 760 11|Price", "50 745 11|North", "200 745 11|40 crowns",
			"50 730 11|East", "200 730 11|25 crowns", "50 715 11|South", "200 715 11|20 crowns"),
		want: []string{"Berth\tPrice\nNorth\t40 crowns", "South\t20 crowns"},
	},
	{
		name:    "a capital over three lines",
		content: text("50 700 40|O", "85 720 11|nce a year the gate of the old lock is taken out and", "85 706 11|brought to the yard for new planks and fresh tar."),
		want:    []string{"Once a year the gate"},
	},
	{
		name:    "hyphens of compounds at the end of a line",
		content: text("50 700 11|She is a sister-in-", "50 686 11|law of the pilot and wears an X-", "50 672 11|ray badge; the long disc-", "50 658 11|ussion ended."),
		want:    []string{"sister-in-law", "X-ray", "discussion"},
	},
	{
		name:    "bold by drawing twice",
		content: text("50 700 11|Entry costs 7 crowns.", "50 700 11|Entry costs 7 crowns."),
		want:    []string{"Entry costs 7 crowns."}, not: []string{"crowns. Entry"},
	},
	{
		name:    "text off the page, and too small to be read",
		content: text("50 700 11|The lock opens at six.", "-700 650 11|Call Ida.", "50 2000 11|Call Ben.", "50 600 1|Call Zoe, she knows.", "50 560 7|Closed in May."),
		want:    []string{"The lock opens at six.", "Closed in May."},
		not:     []string{"Ida", "Ben", "Zoe"},
	},
	{
		name:    "sideways text",
		content: text("50 760 11|The table is on its side.") + "BT /F1 11 Tf 0 1 -1 0 200 100 Tm (West quay: 31 crowns) Tj ET BT /F1 11 Tf 0 1 -1 0 215 100 Tm (Rope: 2 crowns) Tj ET",
		want:    []string{"West quay: 31 crowns", "Rope: 2 crowns"},
	},
	{
		name:    "an exponent",
		content: "BT /F1 12 Tf 50 700 Td (The tank holds 10) Tj /F1 7 Tf 5 Ts (3) Tj /F1 12 Tf 0 Ts ( litres.) Tj ET",
		want:    []string{"10³"}, not: []string{"103"},
	},
	{
		name:    "text behind an image within the contents",
		content: "BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 7f> EI\n" + text("50 700 11|The lamp burns again."),
		want:    []string{"The lamp burns again."},
	},
}

func TestLayouts(t *testing.T) {
	for _, c := range layouts {
		t.Run(c.name, func(t *testing.T) {
			doc := mustRead(t, newBuilder().build(c.content))
			for _, w := range c.want {
				if !strings.Contains(doc.Text, w) {
					t.Errorf("%q is missing in\n%s", w, doc.Text)
				}
			}
			for _, n := range c.not {
				if strings.Contains(doc.Text, n) {
					t.Errorf("%q stands in\n%s", n, doc.Text)
				}
			}
		})
	}
}

// TestRunningLines holds what goes and what stays at the edges of pages: headings
// that count chapters, and last lines of short pages, are no running lines.
func TestRunningLines(t *testing.T) {
	var pages []string
	for i, balance := range []string{"12.50", "9.75", "3.20"} {
		n := string(rune('1' + i))
		pages = append(pages, text("50 800 8|Rules of the club", "50 770 18|Part "+n, "50 740 11|Every member pays once a year.", "50 725 11|Balance: "+balance+" crowns", "290 30 9|"+n))
	}
	doc := mustRead(t, newBuilder().build(pages...))
	for _, w := range []string{"Part 1", "Part 2", "Part 3", "Balance: 12.50 crowns", "Balance: 3.20 crowns"} {
		if !strings.Contains(doc.Text, w) {
			t.Errorf("%q is missing in\n%s", w, doc.Text)
		}
	}
	if strings.Contains(doc.Text, "Rules of the club") {
		t.Errorf("the running head stays:\n%s", doc.Text)
	}
}

// TestDamaged holds files that other readers open too.
func TestDamaged(t *testing.T) {
	const line = "The ferry sails at noon."
	content := text("50 700 11|" + line)
	damage := map[string]func(*builder){
		"newer version":       func(b *builder) { b.header = "%PDF-2.0\n" },
		"bytes before header": func(b *builder) { b.header = "junk from a print server\n%PDF-1.4\n" },
		"zero bytes behind":   func(b *builder) { b.tail = strings.Repeat("\x00", 300) },
		"shifted table":       func(b *builder) { b.shift = 7 },
	}
	for name, d := range damage {
		t.Run(name, func(t *testing.T) {
			b := newBuilder()
			d(&b)
			if doc := mustRead(t, b.build(content)); doc.Text != line {
				t.Errorf("got %q", doc.Text)
			}
		})
	}
}

// TestCutOff holds that a file without its end is read as far as it goes.
func TestCutOff(t *testing.T) {
	whole := newBuilder().build(text("50 700 11|The ferry sails at noon."))
	cut := whole[:strings.LastIndex(string(whole), "xref\n0 ")]
	if doc := mustRead(t, cut); doc.Text != "The ferry sails at noon." {
		t.Errorf("got %q", doc.Text)
	}
}

// TestGlyphNames holds that encodings with differences keep their base, and that
// ligatures named with underlines are letters.
func TestGlyphNames(t *testing.T) {
	b := newBuilder()
	b.font = "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Serif /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [28 /f_i /f_f_i] >> >>"
	doc := mustRead(t, b.build(text("50 700 11|It\x92s a \x1cne e\x1dcient \x80 5 lamp.")))
	if want := "It’s a fine efficient € 5 lamp."; doc.Text != want {
		t.Errorf("got %q, want %q", doc.Text, want)
	}
}

// TestForm holds that what was filled in is read, and notes on a page.
func TestForm(t *testing.T) {
	b := newBuilder()
	b.catalog = "/AcroForm << /Fields [10 0 R] >>"
	b.page = "/Resources << /Font << /F1 3 0 R >> >> /Annots [10 0 R 11 0 R]"
	b.extra = []string{
		"<< /Type /Annot /Subtype /Widget /FT /Tx /T (boat) /V (Kittiwake) /Rect [150 695 300 712] >>",
		"<< /Type /Annot /Subtype /Text /Contents (Closed on Mondays) /Rect [50 600 70 620] >>",
	}
	doc := mustRead(t, b.build(text("50 700 11|Name of boat:")))
	if !strings.Contains(doc.Text, "Name of boat: Kittiwake") || !strings.Contains(doc.Text, "Closed on Mondays") {
		t.Errorf("got %q", doc.Text)
	}
}

func TestRefused(t *testing.T) {
	key := strings.Repeat("ab", 32)
	locked := newBuilder()
	locked.trailer = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + key + "> /U <" + key + "> /P -4 >> /ID [<00> <00>]"
	if _, err := Read(locked.build(text("50 700 11|x")), 1<<20); !errors.Is(err, ErrPassword) {
		t.Errorf("a password gives %v", err)
	}
	if _, err := Read([]byte("no PDF"), 1<<20); err == nil {
		t.Error("what is no PDF was read")
	}
	if _, err := Read(newBuilder().build(text("50 700 11|The ferry sails at noon.")), 10); !errors.Is(err, ErrTooBig) {
		t.Errorf("more text than allowed gives %v", err)
	}
}

// TestPageLoop holds that a tree of pages that contains itself ends.
func TestPageLoop(t *testing.T) {
	whole := string(newBuilder().build(text("50 700 11|The boats came back.")))
	looped := strings.Replace(whole, "/Kids [100 0 R]", "/Kids [2 0 R]  ", 1)
	if doc, err := Read([]byte(looped), 1<<20); err == nil && doc.Text != "" {
		t.Errorf("read %q", doc.Text)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(newBuilder().build(text("50 700 11|The boats came back.")))
	for _, c := range layouts {
		f.Add(newBuilder().build(c.content))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(data, 1<<16)
		if err != nil {
			return
		}
		for _, h := range doc.Headings {
			if h.Start >= h.End || h.End > len(doc.Text) {
				t.Errorf("heading %v of %d bytes", h, len(doc.Text))
			}
		}
		for _, p := range doc.Pages {
			if p < 0 || p > len(doc.Text) {
				t.Errorf("page at %d of %d bytes", p, len(doc.Text))
			}
		}
	})
}
