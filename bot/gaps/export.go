package gaps

import (
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
)

// export sends the list of gaps as a file, to the person alone.
func (h *Handler) export(_ context.Context, p feature.Press, _ string, _ int) (feature.Reply, error) {
	return feature.Later(func(ctx context.Context) (render.Message, error) {
		list, err := h.groups(ctx, p.Person, p.Place)
		if err != nil {
			return render.Message{}, err
		}
		table, err := tableOf(list)
		if err != nil {
			return render.Message{}, err
		}
		m := render.Notice(render.ColourPlain, words.In(p.Locale).Say("gaps.exported", "count", strconv.Itoa(len(list))))
		m.Files = []render.File{{Name: "gaps.csv", ContentType: "text/csv; charset=utf-8", Data: table}}
		return m, nil
	}), nil
}

// tableOf writes groups as CSV (RFC 4180) in UTF-8, a group a row: the question, how
// often it was asked, how often for each reason, when last (RFC 3339), and its
// other wordings, one a line.
func tableOf(list []group) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	head := []string{"question", "asked"}
	for _, reason := range reasonsInOrder {
		head = append(head, string(reason))
	}
	rows := [][]string{append(head, "last asked", "other wordings")}
	for _, g := range list {
		why, total := g.counts()
		row := []string{cell(g[0].Question), strconv.Itoa(total)}
		for _, reason := range reasonsInOrder {
			row = append(row, strconv.Itoa(why[reason]))
		}
		rows = append(rows, append(row, g[0].At.UTC().Format(time.RFC3339), cell(strings.Join(g.questions()[1:], "\n"))))
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// cell is a text that no spreadsheet takes for a formula.
// Source: https://owasp.org/www-community/attacks/CSV_Injection
func cell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
