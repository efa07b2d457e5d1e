package shared

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// mark says of a file which version of the server's it was when it had a generation.
type mark struct{ version, generation int64 }

// markName is the mark's file, beside the library's.
const markName = "library.version"

// Version is that of which the library in a folder is a whole copy, 0 where it is none.
func Version(dir string) int64 {
	m, err := readMark(dir)
	if err != nil {
		return 0
	}
	return m.version
}

func readMark(dir string) (m mark, err error) {
	text, err := os.ReadFile(filepath.Join(dir, markName))
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err == nil {
		// Where it was cut off, everything is compared.
		if _, scanErr := fmt.Sscan(string(text), &m.version, &m.generation); scanErr != nil {
			m = mark{}
		}
	}
	return m, err
}

func (m mark) write(dir string) error {
	return os.WriteFile(filepath.Join(dir, markName), fmt.Appendln(nil, m.version, m.generation), 0o600)
}
