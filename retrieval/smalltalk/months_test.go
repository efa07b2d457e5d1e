package smalltalk

import "testing"

// What is asked for of a month is for the articles, where without one it is small talk.
func TestWhatHappenedInAMonth(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{
		{"what happened lately?", "What happened in May?"},
		{"Was gibt es Neues?", "Was gab es im März Neues?"},
		{"quoi de neuf ?", "Quoi de neuf en février ?"},
		{"¿Qué hay de nuevo?", "¿Qué hubo de nuevo en agosto?"},
		{"что нового?", "Что нового в августе?"},
		{"що нового?", "Що нового у серпні?"},
	} {
		var j *Judge
		if got := j.Of(t.Context(), pair[0]); got != Summary {
			t.Errorf("%s: %s, want %s", pair[0], got, Summary)
		}
		if got := j.Of(t.Context(), pair[1]); got != Question {
			t.Errorf("%s: %s, want %s", pair[1], got, Question)
		}
	}
}
