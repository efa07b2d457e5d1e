package rest

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"strings"

	"footnote/bot/localdiscord/wire"
)

// ReadMultipart takes a form apart into payload_json and files.
// Source: https://discord.com/developers/docs/reference#uploading-files
func ReadMultipart(contentType string, body io.Reader) ([]byte, []wire.Upload, error) {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil || params["boundary"] == "" {
		return nil, nil, errors.New("the Content-Type of a form needs a boundary")
	}
	r := multipart.NewReader(body, params["boundary"])
	payload, files := []byte("{}"), []wire.Upload(nil)
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
			files = append(files, wire.Upload{N: n, Name: wire.CleanName(part.FileName()), ContentType: part.Header.Get("Content-Type"), Data: data})
		}
	}
}
