package store

import "strings"

// Queries reads a file of statements, each below a line "-- name: NAME", and
// returns what finds one by its name. A name that does not exist is a mistake of
// the program: it panics.
func Queries(file string) func(name string) string {
	all := map[string]string{}
	for _, part := range strings.Split("\n"+file, "\n-- name: ")[1:] {
		name, statement, _ := strings.Cut(part, "\n")
		all[strings.TrimSpace(name)] = strings.TrimSpace(statement)
	}
	return func(name string) string {
		statement, ok := all[name]
		if !ok {
			panic("store: there is no statement " + name)
		}
		return statement
	}
}
