package corpus

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"footnote/corpus/document"
	"footnote/corpus/plaintext"
)

// readWord makes an article of a Word document. It reads the two parts of the
// package that matter itself, with archive/zip and encoding/xml: the libraries
// for .docx that are kept and freely licensed write documents or fill templates,
// and load every part of a package, pictures too, before they show its text.
func readWord(data []byte, limit int64) (*document.Document, error) {
	if len(data) == 0 {
		return nil, document.Problemf("is empty: save the document again or remove it")
	}
	pack, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, notWord(data).Because(err)
	}
	main := mainPart(pack, limit)
	body, err := openPart(pack, main, limit)
	if err != nil {
		return nil, err
	}
	part := func(name string) io.Reader {
		in, err := openPart(pack, path.Join(path.Dir(main), name), limit)
		if err != nil {
			return nil
		}
		return in
	}
	w := &wordReader{numbers: readNumbers(part("numbering.xml"), part("styles.xml")), notes: map[string]string{}}
	for _, name := range []string{"footnotes.xml", "endnotes.xml"} {
		if in := part(name); in != nil {
			_, _ = w.read(in) // a damaged part loses its notes
		}
	}
	text, err := w.read(body)
	if err != nil {
		return nil, wordProblem(err)
	}
	a := &document.Document{Text: text}
	if a.Text == "" {
		return nil, document.Problemf("holds no text: it may hold pictures only; remove it or give the text")
	}
	a.Title = plaintext.OneLine(w.title)
	readProperties(pack, limit, a)
	return a, nil
}

// mainPart is the name of the part that holds the text, as the package states
// it: online Word writes word/document2.xml.
func mainPart(pack *zip.Reader, limit int64) string {
	const usual = "word/document.xml"
	in, err := openPart(pack, "_rels/.rels", limit)
	if err != nil {
		return usual
	}
	var rels struct {
		List []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if xml.NewDecoder(in).Decode(&rels) != nil {
		return usual
	}
	for _, r := range rels.List {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			return strings.TrimPrefix(r.Target, "/")
		}
	}
	return usual
}

// notWord says what a file that is no package may be.
func notWord(data []byte) *document.Problem {
	if bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return document.Problemf("is protected by a password or in the old .doc format: save it as .docx without a password")
	}
	return document.Problemf("is not a Word document or is damaged: save it as .docx again")
}

var errTooBig = errors.New("unpacked size over the limit")

func wordProblem(err error) *document.Problem {
	if errors.Is(err, errTooBig) {
		return document.Problemf("unpacks to more than is allowed for one document, as a zip bomb does: divide it or remove it").Because(err)
	}
	return document.Problemf("is damaged (%v): save it again", err).Because(err)
}

// openPart opens a part of a package for reading up to limit bytes; the size
// that the package states for it is not believed.
func openPart(pack *zip.Reader, name string, limit int64) (io.Reader, error) {
	for _, f := range pack.File {
		if strings.TrimPrefix(f.Name, "/") != name {
			continue
		}
		if f.UncompressedSize64 > uint64(limit) {
			return nil, wordProblem(errTooBig)
		}
		in, err := f.Open()
		if err != nil {
			return nil, wordProblem(err)
		}
		return &capped{in: in, left: limit}, nil
	}
	return nil, document.Problemf("is a zip archive but not a Word document: unpack it and give the files")
}

// capped gives errTooBig once more than left bytes were read.
type capped struct {
	in   io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, errTooBig
	}
	n, err := c.in.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// readProperties takes title, author and date from the document's properties.
func readProperties(pack *zip.Reader, limit int64, a *document.Document) {
	in, err := openPart(pack, "docProps/core.xml", limit)
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
