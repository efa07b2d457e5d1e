package wordpiece

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

var small = []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "##a", "##b", "ab", "##ab", "har", "##bour", ".", "中", "x", "##x"}

func tokenizer(t testing.TB) *Tokenizer {
	t.Helper()
	tok, err := New(small)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

func TestEncode(t *testing.T) {
	tok := tokenizer(t)
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"   \t\n", ""},
		{"a", "a"},
		{"A Ä ä a\u0308", "a a a a"},
		{"aab", "a ##ab"},
		{"harbour.", "har ##bour ."},
		{"harbours", "[UNK]"},
		{"a.b", "a . b"},
		{"a中中b", "a 中 中 b"},
		{"a\u00adb a\u200bb a\x00b", "ab ab ab"},
		{"a\u00a0b", "a b"},
		{"a\xffb", "ab"},
		{"[SEP]a[MASK][sep]", "[SEP] a [MASK] [UNK] [UNK] [UNK]"},
		{"a[SEPb", "a [UNK] [UNK]"},
		{strings.Repeat("x", 100), "x" + strings.Repeat(" ##x", 99)},
		{strings.Repeat("x", 101), "[UNK]"},
		{strings.Repeat("x", 100_000), "[UNK]"},
	} {
		var got []string
		for _, id := range tok.Encode(c.text) {
			got = append(got, small[id])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%.40q: tokens %.80q, want %.80q", c.text, got, c.want)
		}
	}
}

func TestContinues(t *testing.T) {
	tok := tokenizer(t)
	for i, piece := range small {
		if got := tok.Continues(int32(i)); got != strings.HasPrefix(piece, "##") {
			t.Errorf("Continues(%q) = %v", piece, got)
		}
	}
}

func TestVocabularyNeedsSpecialTokens(t *testing.T) {
	_, err := New([]string{"[PAD]", "[UNK]", "[CLS]", "a"})
	if err == nil || !strings.Contains(err.Error(), "[SEP]") {
		t.Errorf("a vocabulary without [SEP]: error %v, want one that names it", err)
	}
}

func TestTablesAreInOrder(t *testing.T) {
	for name, table := range tables() {
		last := -1
		for _, r := range table.R16 {
			if int(r.Lo) <= last || r.Hi < r.Lo {
				t.Errorf("%s: range %x is out of order", name, r)
			}
			last = int(r.Hi)
		}
		for _, r := range table.R32 {
			if int(r.Lo) <= last || r.Hi < r.Lo {
				t.Errorf("%s: range %x is out of order", name, r)
			}
			last = int(r.Hi)
		}
	}
}

func FuzzEncode(f *testing.F) {
	for _, s := range []string{"", "a b", "[CLS]", "中a", "a\u0301", "\xff[", "har.bour"} {
		f.Add(s)
	}
	tok, err := New(small)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ids := tok.Encode(text)
		if !slices.Equal(ids, tok.Encode(text)) {
			t.Fatalf("%q: two results", text)
		}
		for _, id := range ids {
			if id < 0 || int(id) >= len(small) {
				t.Fatalf("%q: token %d does not exist", text, id)
			}
		}
		if len(ids) > len(text) {
			t.Fatalf("%q: %d tokens of %d bytes", text, len(ids), len(text))
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	tok := tokenizer(b)
	text := strings.Repeat("The ab harbour. Ääb 中b ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		tok.Encode(text)
	}
}

func tables() map[string]*unicode.RangeTable {
	return map[string]*unicode.RangeTable{"control": control, "accent": accent, "punct": punct}
}
