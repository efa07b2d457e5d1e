package extract_test

import (
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval/quality"
)

// xquadOf reads XQuAD: an article of each of its own, and every third question, in
// German, Spanish and Russian by turns.
func xquadOf(t *testing.T, folder string) (docs iter.Seq2[*corpus.Article, error], questions []quality.Question) {
	languages := []string{"de", "es", "ru"}
	asked := map[string]string{}
	for _, l := range languages {
		for _, a := range readXQuAD(t, folder, l).Data {
			for _, p := range a.Paragraphs {
				for _, q := range p.Qas {
					asked[q.ID+l] = q.Question
				}
			}
		}
	}
	var articles []*corpus.Article
	n := 0
	for i, a := range readXQuAD(t, folder, "en").Data {
		article := &corpus.Article{ID: fmt.Sprintf("x%02d", i), Title: strings.ReplaceAll(a.Title, "_", " ")}
		for _, p := range a.Paragraphs {
			if article.Text != "" {
				article.Text += "\n\n"
			}
			at := len(article.Text)
			article.Text += p.Context
			for _, q := range p.Qas {
				n++
				if n%3 != 0 {
					continue
				}
				start := at + len(string([]rune(p.Context)[:q.Answers[0].Start]))
				questions = append(questions, quality.Question{ID: q.ID, Text: asked[q.ID+languages[n/3%3]], Answerable: true, Answers: []string{q.Answers[0].Text},
					Gold: []quality.Gold{{Article: article.ID, Range: &corpus.Span{Start: start, End: start + len(q.Answers[0].Text)}}}})
			}
		}
		articles = append(articles, article)
	}
	return func(yield func(*corpus.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}, questions
}

// xquadFile is a file of XQuAD.
type xquadFile struct {
	Data []struct {
		Title      string
		Paragraphs []struct {
			Context string
			Qas     []struct {
				ID, Question string
				Answers      []struct {
					Text  string
					Start int `json:"answer_start"`
				}
			}
		}
	}
}

func readXQuAD(t *testing.T, folder, language string) (f xquadFile) {
	data, err := os.ReadFile(filepath.Join(folder, "xquad."+language+".json"))
	if err == nil {
		err = json.Unmarshal(data, &f)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}
