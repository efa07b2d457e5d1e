package answer_test

import (
	"reflect"
	"testing"
	"unsafe"

	"footnote/corpus"
	"footnote/retrieval/answer"
)

// inMemoryOf tells how many texts of a value lie in the memory of another text.
func inMemoryOf(v reflect.Value, text string) (n int) {
	switch v.Kind() {
	case reflect.String:
		at, from := uintptr(unsafe.Pointer(unsafe.StringData(v.String()))), uintptr(unsafe.Pointer(unsafe.StringData(text)))
		if v.Len() > 0 && at >= from && at < from+uintptr(len(text)) {
			n++
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += inMemoryOf(v.Index(i), text)
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			n += inMemoryOf(field, text)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			n += inMemoryOf(v.Elem(), text)
		}
	}
	return n
}

// A remembered answer, whether it is one or a refusal, does not keep the text of an article
// in memory.
func TestAnswersDoNotKeepArticles(t *testing.T) {
	t.Parallel()
	l, e := talks(t)
	venue, _ := l.Article("venue")
	if quoted := []answer.Quote{{Quote: venue.Slice(corpus.Span{Start: 6, End: 10})}}; inMemoryOf(reflect.ValueOf(quoted), venue.Text) != 1 {
		t.Fatal("a quote in the article is not seen")
	}
	for question, answered := range map[string]bool{whichVenue: true, "Why did Anna Berg travel to the talks?": false} {
		a, err := e.Ask(t.Context(), answer.Question{Text: question})
		if err != nil || a.Answered != answered || len(a.Citations)+len(a.Nearest) == 0 {
			t.Fatalf("%s: %+v, %v", question, a, err)
		}
		for _, article := range l.Articles() {
			if n := inMemoryOf(reflect.ValueOf(a), article.Text); n != 0 {
				t.Errorf("%s: %d texts of the answer keep that of %s", question, n, article.ID)
			}
		}
	}
}
