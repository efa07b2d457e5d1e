// Package container opens the zip archives that documents of several parts are
// kept in (ECMA-376 part 2, EPUB), and bounds what they unpack to.
package container

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"footnote/corpus/document"
)

// Check says what is wrong with a zip archive that should hold a document:
// what it holds must not unpack to more than limit bytes together. The sizes that
// it states are not believed: what is parsed is capped where it is unpacked.
func Check(data []byte, limit int64, what, ending string) error {
	_, err := Open(data, limit, what, ending)
	if err != nil {
		return err
	}
	return nil
}

// Open opens a zip archive that should hold a document: what names its kind and
// ending that of its files. Its parts may unpack to limit bytes together.
func Open(data []byte, limit int64, what, ending string) (*Parts, error) {
	if len(data) == 0 {
		return nil, document.Problemf("is empty: save the %s again or remove it", what)
	}
	pack, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
			return nil, document.Problemf("is protected by a password or in an old format: save it as %s without a password", ending)
		}
		return nil, document.Problemf("is no %s or is damaged: save it as %s again", what, ending).Because(err)
	}
	var all uint64
	for _, f := range pack.File {
		if all += f.UncompressedSize64; f.UncompressedSize64 > uint64(limit) || all > uint64(limit)*4 {
			return nil, Damaged(ErrTooBig)
		}
	}
	return &Parts{pack: pack, limit: limit, left: limit}, nil
}

// readPart reads a part of a package whole, up to limit bytes.
func readPart(pack *zip.Reader, name string, limit int64) ([]byte, error) {
	in, err := OpenPart(pack, name, limit)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, Damaged(err)
	}
	return data, nil
}

// ErrTooBig says that a part unpacks to more than is allowed.
var ErrTooBig = errors.New("unpacked size over the limit")

// Damaged is the problem of a part that cannot be unpacked or parsed.
func Damaged(err error) *document.Problem {
	if errors.Is(err, ErrTooBig) {
		return document.Problemf("unpacks to more than is allowed for one document, as a zip bomb does: divide it or remove it").Because(err)
	}
	return document.Problemf("is damaged (%v): save it again", err).Because(err)
}

// OpenPart opens a part of a package for reading up to limit bytes; the size
// that the package states for it is not believed.
func OpenPart(pack *zip.Reader, name string, limit int64) (io.Reader, error) {
	for _, f := range pack.File {
		if strings.TrimPrefix(f.Name, "/") != name {
			continue
		}
		if f.UncompressedSize64 > uint64(limit) {
			return nil, Damaged(ErrTooBig)
		}
		in, err := f.Open()
		if err != nil {
			return nil, Damaged(err)
		}
		return &capped{in: in, left: limit}, nil
	}
	return nil, document.Problemf("is a zip archive but not a Word document: unpack it and give the files")
}

// capped gives ErrTooBig once more than left bytes were read.
type capped struct {
	in   io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, ErrTooBig
	}
	n, err := c.in.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// Properties takes title and author from the properties of an Office document.
func Properties(pack *zip.Reader, limit int64, a *document.Document) {
	in, err := OpenPart(pack, "docProps/core.xml", limit)
	if err != nil {
		return
	}
	var p struct {
		Title   string `xml:"title"`
		Creator string `xml:"creator"`
	}
	if xml.NewDecoder(in).Decode(&p) == nil {
		document.Fill(&a.Title, p.Title)
		document.Fill(&a.Author, p.Creator)
	}
}
