package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

var updateReadme = flag.Bool("update-readme", false, "write the answer that README shows anew")

// README begins with the whole bot, which TestPlaygroundAnswers tries, and with
// the tests.
func TestReadmeBeginsWithThePlayground(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile("(?s)```sh\n(.*?)\n```").FindAllSubmatch(readme, 2)
	if len(shown) != 2 || string(shown[0][1]) != "go run ./cmd/footnote playground" || string(shown[1][1]) != "go test ./..." {
		t.Errorf("README begins with the commands %q", shown)
	}
}

// shownQuestion is README's command that asks, and the answer it shows below.
var shownQuestion = regexp.MustCompile("(?s)```sh\ngo run ./cmd/footnote ask \"([^\"\n]+)\"\n```\n\n```text\n(.*?)```")

// What README shows below the command that asks is what it prints.
func TestReadmeShowsWhatIsPrinted(t *testing.T) {
	const path = "../../README.md"
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	shown := shownQuestion.FindSubmatchIndex(readme)
	if shown == nil {
		t.Fatal("README does not show `footnote ask` and its answer")
	}
	question, answer := string(readme[shown[2]:shown[3]]), string(readme[shown[4]:shown[5]])
	var out bytes.Buffer
	if err := run(t.Context(), []string{"ask", question}, nothingSet, strings.NewReader(""), &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if out.String() == answer {
		return
	}
	if *updateReadme {
		changed := string(readme[:shown[4]]) + out.String() + string(readme[shown[5]:])
		if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("README shows\n%s\nand the program prints\n%s\nRead the answer, then: go test ./cmd/footnote -run Readme -update-readme", answer, &out)
}
