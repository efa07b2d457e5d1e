package container

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"path"
	"strings"

	"footnote/corpus/document"
)

// MaxParts bounds the slides of a presentation and the chapters of a book.
const MaxParts = 5000

// PartProblem is the problem of a part that cannot be read.
func PartProblem(err error) error {
	var p *document.Problem
	if errors.As(err, &p) {
		return p
	}
	return Damaged(err)
}

// Parts reads the parts of a package, which together may unpack to no more
// than left bytes.
type Parts struct {
	pack        *zip.Reader
	limit, left int64
}

// Read reads a part whole.
func (r *Parts) Read(name string) ([]byte, error) {
	data, err := readPart(r.pack, name, r.left)
	r.left -= int64(len(data))
	return data, err
}

// Relation is a line of a part of relations (ECMA-376, part 2, section 9).
type Relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// Relations are those of a part; none where it has none.
func (r *Parts) Relations(name string) []Relation {
	data, err := r.Read(path.Join(path.Dir(name), "_rels", path.Base(name)+".rels"))
	var all struct {
		List []Relation `xml:"Relationship"`
	}
	if err != nil || xml.Unmarshal(data, &all) != nil {
		return nil
	}
	for i, rel := range all.List {
		if strings.HasPrefix(rel.Target, "/") {
			all.List[i].Target = rel.Target[1:]
		} else {
			all.List[i].Target = path.Join(path.Dir(name), rel.Target)
		}
	}
	return all.List
}

// Target is the part that a part has a relation of a type with, "" for none.
func (r *Parts) Target(name, ending string) string {
	for _, rel := range r.Relations(name) {
		if strings.HasSuffix(rel.Type, ending) {
			return rel.Target
		}
	}
	return ""
}

// Properties takes title and author from the properties of an Office document.
func (r *Parts) Properties(d *document.Document) { Properties(r.pack, r.limit, d) }

// Attribute is the value of an element's attribute by its local name, "" where it
// has none.
func Attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
