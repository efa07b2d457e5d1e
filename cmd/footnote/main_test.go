package main

import (
	"fmt"
	"os"
	"testing"

	"footnote/cmd/footnote/races"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"footnote": main})
}

// The scripts drive the program as a person or another program would.
func TestScripts(t *testing.T) {
	scripts := testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			// Nothing of this machine's settings reaches a script.
			env.Setenv("NO_COLOR", "1")
			env.Setenv("COLUMNS", "80")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes":     writeBytes,
			"bomb":      writeBomb,
			"lockedpdf": writeLockedPDF,
			"verified":  checkVerified,
			"lines":     countLines,
			"status":    expectStatus,
		},
		Condition: func(name string) (bool, error) {
			if name == "race" {
				return races.Detector, nil
			}
			return false, fmt.Errorf("%q is not a condition", name)
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	}
	if races.Only() {
		scripts.Dir, scripts.Files = "", []string{"testdata/script/ask.txtar", "testdata/script/index.txtar", "testdata/script/serve.txtar"}
	}
	testscript.Run(t, scripts)
}
