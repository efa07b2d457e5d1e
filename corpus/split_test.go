package corpus

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// texts returns the passages of a text.
func texts(t *testing.T, text string) []string {
	t.Helper()
	a := &Article{Text: text}
	checkPassages(t, a)
	var all []string
	for _, p := range Split(a) {
		all = append(all, p.Text())
	}
	return all
}

// paragraph makes n sentences of a paragraph.
func paragraph(n int) string {
	return strings.TrimSpace(strings.Repeat("The old ferry left the harbour early that morning. ", n))
}

func TestSplitSizes(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []int // sentences of each passage
	}{
		"one sentence":               {paragraph(1), []int{1}},
		"two sentences":              {paragraph(2), []int{2}},
		"five":                       {paragraph(5), []int{5}},
		"six with one in common":     {paragraph(6), []int{3, 4}},
		"at the ends of paragraphs":  {paragraph(4) + "\n\n" + paragraph(4), []int{4, 5}},
		"short paragraphs joined":    {strings.Repeat(paragraph(1)+"\n\n", 5), []int{5}},
		"a short one with the next":  {paragraph(1) + "\n\n" + paragraph(3), []int{4}},
		"never across a heading":     {"# One\n\n" + paragraph(2) + "\n\n# Two\n\n" + paragraph(3), []int{2, 3}},
		"long sentences, few in one": {strings.Repeat("A "+strings.Repeat("word ", 100)+"end. ", 4), []int{2, 2, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			a := &Article{Text: c.text}
			checkPassages(t, a)
			var got []int
			for _, p := range Split(a) {
				got = append(got, len(p.Sentences))
			}
			if len(got) != len(c.want) {
				t.Fatalf("passages of %v sentences, want %v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Fatalf("passages of %v sentences, want %v", got, c.want)
				}
			}
		})
	}
}

func TestSplitHeadings(t *testing.T) {
	a := &Article{Text: "# The title\n\n" + paragraph(4) + "\n\n## Costs and *more*\n\n" + paragraph(3) + "\n\n" + paragraph(5)}
	got := Split(a)
	if len(got) < 3 || got[0].Heading != "" || got[1].Heading != "Costs and *more*" || got[2].Heading != "Costs and *more*" {
		t.Errorf("headings of %d passages: %q, %q", len(got), got[0].Heading, got[1].Heading)
	}
}

// TestSplitLeadIn holds that a sentence that introduces a list stays with it.
func TestSplitLeadIn(t *testing.T) {
	got := texts(t, paragraph(4)+"\n\nThe council named these reasons for it:\n- The pier is old.\n- The boats are new.\n- Nobody objects.\n")
	for _, s := range got {
		if strings.HasSuffix(s, "reasons for it:") {
			t.Errorf("a passage ends with the introduction: %q", s)
		}
	}
}

// TestEndlessParagraph holds that five megabytes without a full stop are divided
// between clauses, words or characters.
func TestEndlessParagraph(t *testing.T) {
	for name, unit := range map[string]string{
		"clauses": "the sea rose and the sea fell, while the bells rang; ", "words": "water ", "letters": "w", "accents": "e\u0301", "families": "👨\u200d👩\u200d👧",
	} {
		t.Run(name, func(t *testing.T) {
			size := 1 << 19
			if name == "words" && !racing {
				size = 5 << 20
			}
			a := &Article{Text: strings.Repeat(unit, size/len(unit))}
			passages := Split(a)
			if len(passages) < size/(MaxRunes*utf8.UTFMax) {
				t.Fatalf("%d passages", len(passages))
			}
			for i := range passages {
				checkPassage(t, a, &passages[i])
				checkCuts(t, a, &passages[i], strings.TrimSpace(unit))
			}
		})
	}
}

// checkCuts holds that each piece begins with the beginning of a unit, or of a
// clause within one.
func checkCuts(t *testing.T, a *Article, p *Passage, unit string) {
	t.Helper()
	for _, s := range p.Sentences {
		piece := a.Slice(s)
		if len(piece) >= len(unit) && !strings.HasPrefix(piece, unit) && !strings.HasPrefix(piece, "while") {
			t.Fatalf("cut before %q", piece[:len(unit)])
		}
	}
}

func TestSplitNothing(t *testing.T) {
	for _, text := range []string{"", " \n\n", "\ufeff", "---\ntitle: x\n---\n", "***\n"} {
		if got := Split(&Article{Text: text}); len(got) != 0 {
			t.Errorf("%q has passages: %v", text, got)
		}
	}
}
