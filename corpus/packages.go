package corpus

import (
	"archive/zip"
	"bytes"
	"io"

	"footnote/corpus/document"
)

// checkPackage says what is wrong with a zip archive that should hold a document:
// what it holds must not unpack to more than limit bytes together. The sizes that
// it states are not believed: what is parsed is capped where it is unpacked.
func checkPackage(data []byte, limit int64, what, ending string) error {
	_, err := openPackage(data, limit, what, ending)
	if err != nil {
		return err
	}
	return nil
}

// openPackage opens a zip archive that should hold a document.
func openPackage(data []byte, limit int64, what, ending string) (*zip.Reader, error) {
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
			return nil, wordProblem(errTooBig)
		}
	}
	return pack, nil
}

// partOf reads a part of a package whole, up to limit bytes.
func partOf(pack *zip.Reader, name string, limit int64) ([]byte, error) {
	in, err := openPart(pack, name, limit)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, wordProblem(err)
	}
	return data, nil
}
