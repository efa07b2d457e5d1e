package licences

import "strings"

// kind is a licence that may be in the program.
type kind struct {
	// name is its identifier at SPDX.
	name string
	// says are texts that all stand in it; not is one that must not.
	says []string
	not  string
}

// allowed are the licences that a part may have, the more special ones first. All,
// like Mozilla's below, allow the program to be passed on under its own licence; the Mozilla licence
// asks for changes to its own files only.
var allowed = []kind{
	{name: "Apache-2.0", says: []string{"apache license", "version 2.0"}},
	{name: "OFL-1.1", says: []string{"sil open font license", "version 1.1"}},
	{name: "CC-BY-4.0", says: []string{"creative commons attribution 4.0 international public license"}},
	{name: "Unicode-3.0", says: []string{"unicode license v3", "permission is hereby granted, free of charge"}},
	{name: "WordNet", says: []string{"permission to use, copy, modify and distribute this software and database", "princeton university"}},
	{name: "BSD-3-Clause", says: []string{"redistribution and use in source and binary forms", "neither the name", "endorse or promote"}},
	{name: "BSD-2-Clause", says: []string{"redistribution and use in source and binary forms"}, not: "endorse or promote"},
	{name: "MIT", says: []string{"permission is hereby granted, free of charge, to any person obtaining a copy of this software", `the software is provided "as is"`}},
	{name: "ISC", says: []string{"permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"}},
	{name: "ISC", says: []string{"permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted"}},
	{name: "public domain", says: []string{"dedicated", "public domain"}},
	{name: "Unlicense", says: []string{"this is free and unencumbered software released into the public domain"}},
}

// mozilla names licences of the GNU family as those it may be combined with, so
// that it is looked for before what is refused.
var mozilla = kind{name: "MPL-2.0", says: []string{"mozilla public license", "1.12. \"secondary license\""}}

// refused are words of licences that bind a whole program. They outrank what is
// allowed: a file with both is for a person to read.
var refused = []string{"gnu general public license", "gnu affero", "gnu lesser general public", "server side public license", "business source license", "commons clause", "noncommercial"}

// identify names the licence of a text, or "" where it is none of those allowed.
func identify(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(strings.NewReplacer("“", `"`, "”", `"`, "'", `"`, "*", " ", "//", " ").Replace(text)), " "))
	if mozilla.fits(text) {
		return mozilla.name
	}
	for _, word := range refused {
		if strings.Contains(text, word) {
			return ""
		}
	}
	for _, k := range allowed {
		if k.fits(text) {
			return k.name
		}
	}
	return ""
}

func (k kind) fits(text string) bool {
	for _, s := range k.says {
		if !strings.Contains(text, s) {
			return false
		}
	}
	return k.not == "" || !strings.Contains(text, k.not)
}
