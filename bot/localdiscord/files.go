package localdiscord

import (
	"bytes"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/url"
	"strings"
)

// serveFile answers for cdn.discordapp.com: attachments and default avatars.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/embed/avatars/") {
		serveAvatar(w, r.URL.Path)
		return
	}
	s.world.Lock()
	f := s.world.Linked(r.URL)
	s.world.Unlock()
	if f == nil {
		http.Error(w, "This content is no longer available.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", f.ContentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(f.Filename))
	http.ServeContent(w, r, "", s.started, bytes.NewReader(f.Data))
}

// serveAvatar draws a plain square whose colour follows from the path.
func serveAvatar(w http.ResponseWriter, path string) {
	sum := crc32.ChecksumIEEE([]byte(path))
	img := image.NewPaletted(image.Rect(0, 0, 64, 64), color.Palette{
		color.RGBA{R: uint8(sum), G: uint8(sum >> 8), B: uint8(sum >> 16), A: 255},
	})
	w.Header().Set("Content-Type", "image/png")
	_ = png.Encode(w, img) // the client may be gone
}
