package schema

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed queries/*.sql
var queryFiles embed.FS

// queries are the statements of the files in queries, by the name that a line
// "-- name: NAME" gives to what follows it.
var queries = readQueries()

func readQueries() map[string]string {
	all := map[string]string{}
	names, err := fs.Glob(queryFiles, "queries/*.sql")
	for _, name := range names {
		content, readErr := fs.ReadFile(queryFiles, name)
		if readErr != nil {
			err = readErr
		}
		for _, part := range strings.Split("\n"+string(content), "\n-- name: ")[1:] {
			title, statement, _ := strings.Cut(part, "\n")
			all[strings.TrimSpace(title)] = statement
		}
	}
	if err != nil {
		panic(fmt.Sprintf("sqlite: the program's own queries cannot be read: %v", err))
	}
	return all
}

// Query returns the statement of a name. A name that does not exist is a
// mistake of the program that its tests find.
func Query(name string) string {
	statement, ok := queries[name]
	if !ok {
		panic("sqlite: there is no query " + name)
	}
	return statement
}
