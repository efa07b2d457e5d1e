package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// foreignFile reads a file of testdata/foreign, which other programs wrote: csv
// of Python, openpyxl, python-pptx, EbookLib.
func foreignFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "foreign", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestTables holds that rows stand below their heads, whatever parts the cells
// and in whatever encoding, and that questions head their answers.
func TestTables(t *testing.T) {
	for _, c := range []struct{ name, file, data, want string }{
		{"of another program", "stores.csv", string(foreignFile(t, "stores.csv")),
			"| Part | Stock | Shelf |\n| --- | --- | --- |\n| Rope, 12 mm | 40 m | A 3 |\n| Hook \"small\" | 17 | B 1 |\n| Paint | 2 l | C 9 |"},
		{"semicolons of another country", "a.csv", "Teil;Gr\xf6\xdfe\r\nT\xfcr;1,5\r\nTor;3,0\r\n", "| Teil | Größe |\n| --- | --- |\n| Tür | 1,5 |\n| Tor | 3,0 |"},
		{"wide characters", "a.tsv", "\xff\xfeA\x00\t\x00B\x00\n\x00c\x00\t\x001\x00", "| A | B |\n| --- | --- |\n| c | 1 |"},
		{"a line for Excel", "a.csv", "sep=;\nA;B\nx;1\n", "| A | B |\n| --- | --- |\n| x | 1 |"},
		{"bars in cells", "a.csv", "A,B\nx|y,1\n", "| A | B |\n| --- | --- |\n| x¦y | 1 |"},
		{"no heads", "a.csv", "12,oak\n13,elm\n", "| 12 | oak |\n| 13 | elm |"},
		{"one column", "a.csv", "oak\nelm\n", "- oak\n- elm"},
		{"headings between", "a.csv", "Stock of May,,\nPart,Shelf,Kept by\nIron,,\nhook,A,Ida\nnail,B,Ida\nbolt,C,Ida\nnut,D,Tom\nWood,,\npole,E,Tom\n,,\nplank,F,Tom\noar,G,Tom\nmast,H,Tom\n",
			"### Stock of May\n\n### Iron\n\n| Part | Shelf | Kept by |\n| --- | --- | --- |\n| hook | A | Ida |\n| nail | B | Ida |\n| bolt | C | Ida |\n| nut | D | Tom |\n\n### Wood\n\n| Part | Shelf | Kept by |\n| --- | --- | --- |\n| pole | E | Tom |\n| plank | F | Tom |\n| oar | G | Tom |\n| mast | H | Tom |"},
		{"questions", "a.csv", "Topic,Question,Answer\nLock,Who keeps the key?,The warden keeps it.\n", "### Who keeps the key?\n\nThe warden keeps it.\n\nTopic: Lock"},
		{"long cells", "a.csv", "Rule,Text\nNoise," + strings.Repeat("Be quiet. ", 30) + "\n", "### Noise\n\nText: " + strings.TrimSpace(strings.Repeat("Be quiet. ", 30))},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := ReadDocument(c.file, "", []byte(c.data))
			if err != nil {
				t.Fatal(err)
			}
			if a.Text != c.want {
				t.Errorf("got\n%s\nwant\n%s", a.Text, c.want)
			}
			checkPassages(t, a)
		})
	}
}
