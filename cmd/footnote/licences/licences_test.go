package licences

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write third_party.txt anew")

func TestLicences(t *testing.T) {
	all := parts(t)
	t.Run("allowed", func(t *testing.T) { checkAllowed(t, all) })
	t.Run("current", func(t *testing.T) { checkCurrent(t, all) })
	t.Run("bill of materials", func(t *testing.T) { checkBill(t, all) })
}

// checkAllowed wants a licence for every part, and only those allowed.
func checkAllowed(t *testing.T, all []part) {
	for _, p := range all {
		licences := 0
		for _, file := range p.files {
			if isNotice(file) {
				continue
			}
			licences++
			if identify(textual(t, file)) == "" {
				t.Errorf("%s: the licence in %s is not among those allowed", p.name, file)
			}
		}
		if licences == 0 {
			t.Errorf("%s has no licence", p.name)
		}
	}
}

// checkCurrent compares what `footnote licences` prints with what the modules say.
func checkCurrent(t *testing.T, all []part) {
	want := report(t, all)
	if *update {
		if err := os.WriteFile("third_party.txt", []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if Text != want {
		t.Error("third_party.txt is not what the modules say: run go test ./cmd/footnote/licences -update")
	}
}

func TestIdentify(t *testing.T) {
	const mit = "Permission is hereby granted, free of charge, to any person obtaining a copy\nof this software and\nTHE SOFTWARE IS PROVIDED \"AS IS\""
	for text, want := range map[string]string{
		mit:                                 "MIT",
		mit + " GNU General Public License": "",
		"Redistribution and use in source and binary forms, with or without":                         "BSD-2-Clause",
		"Redistribution and use in source and binary forms. Neither the name ... endorse or promote": "BSD-3-Clause",
		"                    GNU AFFERO GENERAL PUBLIC LICENSE":                                      "",
		"All rights reserved.": "",
		"":                     "",
	} {
		if got := identify(text); got != want {
			t.Errorf("identify(%q) = %q, want %q", text, got, want)
		}
	}
}

// The data inside the binary is told of, not only the modules.
func TestTextNamesTheData(t *testing.T) {
	for _, part := range []string{"WordNet, the lexicon of English: WordNet", "all-MiniLM-L6-v2", "PDFium", "Princeton University", "github.com/bwmarrin/discordgo"} {
		if !strings.Contains(Text, part) {
			t.Errorf("the licences do not mention %s", part)
		}
	}
}
