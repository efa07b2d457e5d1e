package main

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"
)

// placesHash is that of the wheel tzdata 2025.2, as PyPI has it.
const placesHash = "1a403fada01ff9221ca8044d701868fa132215d84beb92242d9acd2147f667a8"

// readPlaces adds the other spellings of places: the time zone database keeps a
// zone's old name as a link when its city is spelled anew, as Kiev for Kyiv.
func (w *wordnet) readPlaces(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != placesHash {
		return fmt.Errorf("%s has the hash %x, not %s", name, sum, placesHash)
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer z.Close() //nolint:errcheck // only read from
	links, err := z.Open("tzdata/zoneinfo/tzdata.zi")
	if err != nil {
		return err
	}
	text, err := io.ReadAll(links)
	if err != nil {
		return err
	}
	var added []string
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if len(f) == 3 && f[0] == "L" && path.Dir(f[1]) == path.Dir(f[2]) {
			added = append(added, w.spelled(city(f[1]), city(f[2]))...)
		}
	}
	slices.Sort(added)
	fmt.Println("spellings of places:", strings.Join(slices.Compact(added), ", "))
	return nil
}

// city is the name of a zone's city.
func city(zone string) string {
	return strings.ToLower(strings.ReplaceAll(path.Base(zone), "_", " "))
}

// spelled gives one of two names the meanings of the other where only the other
// is known, as a place, and both sound alike.
func (w *wordnet) spelled(a, b string) []string {
	if w.lemmas[a] == nil {
		a, b = b, a
	}
	l := w.lemmas[a]
	if l == nil || w.lemmas[b] != nil || sound(a) != sound(b) || !w.synsets[l.senses[0].key].instance {
		return nil
	}
	w.lemmas[b] = &lemma{senses: l.senses, derived: l.derived}
	return []string{b}
}

// sound is a name without vowels and "h", doubled letters once.
func sound(name string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range strings.ReplaceAll(name, "c", "k") {
		if strings.ContainsRune("aeiouyh", r) || r == last || !unicode.IsLetter(r) {
			continue
		}
		last = r
		b.WriteRune(r)
	}
	return b.String()
}
