package answer_test

import (
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// scripts are sentences in writings that do without spaces, run from right to
// left, combine marks, or mix with others.
var scripts = []string{
	"港の委員会は五月四日に新しいクレーンを決めた。",
	"港务局于五月四日开会，决定购买新起重机。",
	"항만 위원회는 5월 4일에 새 기중기를 정했다.",
	"คณะกรรมการท่าเรือตัดสินใจซื้อเครนใหม่ในวันที่ 4 พฤษภาคม",
	"قرر مجلس الميناء في الرابع من مايو شراء رافعة جديدة.",
	"मई में बंदरगाह बोर्ड ने नई क्रेन चुनी।",
	"Рада порту 4 травня обрала новий кран.",
	"The board of 港務局 chose a crane in Larnby (ラーンビー) on 4 May.",
	"e\u0301\u0301\u0301 \u200d\u200d 👩‍🔧 \u202e5\u202c 10³ ½ ①",
}

// FuzzScripts: no question and no article of any writing ends the process, and
// what is shown of them is proven.
func FuzzScripts(f *testing.F) {
	for i, s := range scripts {
		f.Add(s, scripts[(i+1)%len(scripts)])
		f.Add(s, s)
		f.Add("what did the board decide about "+s+"?", s+" "+scripts[0])
	}
	f.Fuzz(func(t *testing.T, question, text string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		if strings.TrimSpace(text) == "" || answer.Unaskable(question) != "" {
			return
		}
		l := retrieval.NewLibrary(lexical.New())
		a := &corpus.Article{ID: "a", Text: text}
		if err := l.Put(t.Context(), a); err != nil {
			return
		}
		e := answer.New(l)
		got, err := e.Ask(t.Context(), answer.Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		proven(t, l, got)
	})
}
