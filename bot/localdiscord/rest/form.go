package rest

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
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

// ReadMultipart takes a form apart into payload_json and files.
// Source: https://discord.com/developers/docs/reference#uploading-files
func ReadMultipart(contentType string, body io.Reader) ([]byte, []Upload, error) {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil || params["boundary"] == "" {
		return nil, nil, errors.New("the Content-Type of a form needs a boundary")
	}
	r := multipart.NewReader(body, params["boundary"])
	payload, files := []byte("{}"), []Upload(nil)
	for {
		part, err := r.NextPart()
		if err == io.EOF {
			return payload, files, nil
		}
		if err != nil {
			return nil, nil, fmt.Errorf("the form cannot be read: %w", err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, nil, fmt.Errorf("the form cannot be read: %w", err)
		}
		name := part.FormName()
		if name == "payload_json" {
			payload = data
		} else if part.FileName() != "" {
			n := strings.TrimSuffix(strings.TrimPrefix(name, "files["), "]")
			files = append(files, Upload{n, CleanName(part.FileName()), part.Header.Get("Content-Type"), data})
		}
	}
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
