// Package backup writes the databases of a data directory into one archive while
// they are in use, and puts such an archive in their place.
//
// An archive is a gzip-compressed tar file. Its first entry, footnote-backup.json,
// names the program and the files; bot.db, library.db and guilds/ID/library.db
// follow; its last entry, SHA256SUMS, has a checksum of each in the form of
// sha256sum, so that it can be unpacked and checked without this program.
//
// It also keeps the states of a library: the one in service, the coming one, and the
// one before.
//
// An archive, a restored directory and a state in service come into being by a
// renaming: whoever looks finds the state before or the state after, also when the process
// was killed in between.
package backup

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"footnote/retrieval/sqlite"
)

// Names in a data directory.
const (
	// Memory is the file of what the bot remembers.
	Memory = "bot.db"
	// Guilds is the folder with a folder for each guild that has articles.
	Guilds = "guilds"
)

// Names within an archive.
const (
	headName = "footnote-backup.json"
	sumsName = "SHA256SUMS"
)

// format is the version of the archive's form.
const format = 1

// head is the first entry of an archive.
type head struct {
	Format int `json:"format"`
	// Version is the program's, Made the moment in RFC 3339.
	Version string   `json:"version"`
	Made    string   `json:"made"`
	Files   []string `json:"files"`
}

// guildName is what a guild's folder may be called.
var guildName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// known reports whether a name with slashes is that of a database that a data
// directory may hold.
func known(name string) bool {
	if name == Memory || name == sqlite.FileName {
		return true
	}
	parts := strings.Split(name, "/")
	return len(parts) == 3 && parts[0] == Guilds && guildName.MatchString(parts[1]) && parts[2] == sqlite.FileName
}

// Databases returns the names, with slashes, of the databases in a data directory
// in order: the bot's memory, the library, the libraries of guilds.
func Databases(dir string) ([]string, error) {
	var names []string
	for _, name := range []string{Memory, sqlite.FileName} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			names = append(names, name)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	guilds, err := os.ReadDir(filepath.Join(dir, Guilds))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, guild := range guilds {
		name := path.Join(Guilds, guild.Name(), sqlite.FileName)
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil && known(name) {
			names = append(names, name)
		}
	}
	return names, nil
}
