package playground

import (
	"crypto/rand"
	"io"
	"mime"
	"net/http"
	"strconv"
	"sync"

	"footnote/bot/localdiscord"
)

// Bounds of what a page may upload before it sends it with a message or a
// command: Discord's for one file, and more than one message's files in all.
const (
	maxUpload   = 10 << 20
	keptUploads = 20
)

var (
	errTooLarge = &refusal{http.StatusRequestEntityTooLarge, "The file is larger than 10 MB."}
	errNoUpload = &refusal{http.StatusBadRequest, "The file is not here any more: choose it again."}
	errNoFile   = &refusal{http.StatusNotFound, "There is no such file here any more."}
)

// uploads are files that were uploaded and not yet sent. Its zero value is
// ready for use.
type uploads struct {
	mu    sync.Mutex
	byID  map[string]localdiscord.File
	order []string
}

// put keeps a file and returns its ID; the oldest makes room.
func (u *uploads) put(f localdiscord.File) string {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.byID == nil {
		u.byID = map[string]localdiscord.File{}
	}
	id := rand.Text()
	u.byID[id] = f
	u.order = append(u.order, id)
	if len(u.order) > keptUploads {
		delete(u.byID, u.order[0])
		u.order = u.order[1:]
	}
	return id
}

func (u *uploads) get(id string) (localdiscord.File, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	f, ok := u.byID[id]
	if !ok {
		return f, errNoUpload
	}
	return f, nil
}

// upload takes a file's bytes, of a type that no form of another page can send.
func (s *Server) upload(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if _, err := s.person(q.Get("as")); err != nil {
		reply(w, nil, err)
		return
	}
	if r.Header.Get("Content-Type") != "application/octet-stream" {
		reply(w, nil, errBody)
		return
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpload))
	if err != nil {
		reply(w, nil, errTooLarge)
		return
	}
	reply(w, map[string]string{"id": s.uploads.put(localdiscord.File{Name: q.Get("name"), Data: data})}, nil)
}

// sentFile names an upload, and tells what it shows.
type sentFile struct {
	Upload      string `json:"upload"`
	Description string `json:"description"`
}

func (s *Server) sent(list []sentFile) ([]localdiscord.File, error) {
	var out []localdiscord.File
	for _, one := range list {
		f, err := s.uploads.get(one.Upload)
		if err != nil {
			return nil, err
		}
		f.Description = one.Description
		out = append(out, f)
	}
	return out, nil
}

// filled puts files in place of the uploads that a command's values name.
func (s *Server) filled(values localdiscord.Values) (localdiscord.Values, error) {
	for name, value := range values {
		named, ok := value.(map[string]any)
		if !ok {
			continue
		}
		id, _ := named["upload"].(string)
		f, err := s.uploads.get(id)
		if err != nil {
			return nil, err
		}
		values[name] = f
	}
	return values, nil
}

// pictures are the types that a page shows; none of them can hold a script.
var pictures = map[string]bool{"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true}

// file gives the bytes of an attachment to who sees its channel. Whatever it
// is, it is shown as a picture or saved, and never becomes a page.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	p, err := s.person(q.Get("as"))
	if err != nil {
		reply(w, nil, err)
		return
	}
	f, ok := p.File(q.Get("id"))
	if !ok {
		reply(w, nil, errNoFile)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
	h.Set("Cache-Control", "private, max-age=3600")
	h.Set("Content-Length", strconv.Itoa(len(f.Data)))
	if kind := http.DetectContentType(f.Data); pictures[kind] && q.Get("save") == "" {
		h.Set("Content-Type", kind)
	} else {
		h.Set("Content-Type", "application/octet-stream")
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	}
	_, _ = w.Write(f.Data) // the page may be gone
}
