package wire

import (
	"path"
	"strings"
)

// Upload is a file on its way in; N is that of files[n].
type Upload struct {
	N           string
	Name        string
	ContentType string
	Data        []byte
}

// CleanName keeps of a file's name what Discord keeps: letters, digits, dots,
// dashes and underscores.
func CleanName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '.', r == '-', r == '_', r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r > 127:
			return r
		case r == ' ':
			return '_'
		}
		return -1
	}, path.Base(name))
	if strings.Trim(name, ".") == "" {
		return "unknown"
	}
	return name
}
