package asking

import (
	"strings"
	"testing"
)

func TestAskedAcross(t *testing.T) {
	for question, want := range map[string]Kind{
		"wie lange bleibt der hafen zu": Number, "wer leitet den chor": Person, "warum regnet es": Reason, "wie heißt das schiff": Thing,
		"quel âge a la maire": Number, "en quelle année est né le port": Time, "qu est ce qui manque": Thing, "où est la clé": Place,
		"por qué se cerró el puerto": Reason, "qué dijo": Thing, "cuántos barcos hay": Number,
		"коли відчиняють": Time, "у якому році це було": Time, "що сказав мер": Thing, "скільки човнів": Number,
		"в каком городе они встретились": Place, "сколько это стоит": Number, "есть ли план": Thing,
	} {
		if got := AskedAcross(strings.Fields(question)); got != want {
			t.Errorf("%q asks for %d, want %d", question, got, want)
		}
	}
}
