package localdiscord

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	_ "image/gif"
	_ "image/jpeg"
	"image/png"
	"net/http"
	"strconv"
	"strings"
	"time"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

// linkLife is how long a signed link works; Discord's last about a day.
const linkLife = 24 * time.Hour

// cdn is the host in attachments' links; Transport brings it back here.
const cdn = "https://cdn.discordapp.com"

func (s *world) checkFiles(files []rest.Upload) *Error {
	for _, f := range files {
		if len(f.Data) > s.cfg.MaxFileSize {
			return refusal.TooLarge
		}
	}
	return nil
}

// store keeps an upload and returns what a message says about it.
func (s *world) store(channelID string, f rest.Upload, description string, ephemeral bool) wire.Attachment {
	kind := f.ContentType
	if kind == "" || kind == "application/octet-stream" {
		kind = http.DetectContentType(f.Data)
	}
	a := wire.Attachment{
		ID: s.nextID(), Filename: f.Name, Size: len(f.Data), ContentType: kind,
		Description: description, Ephemeral: ephemeral,
	}
	if cfg, _, err := image.DecodeConfig(bytes.NewReader(f.Data)); err == nil {
		a.Width, a.Height = cfg.Width, cfg.Height
	}
	s.files[a.ID] = &file{a, channelID, f.Data}
	return a
}

// signed gives a message's attachments links that work from now on for a while.
func (s *views) signed(m *message) []wire.Attachment {
	out := append([]wire.Attachment{}, m.Attachments...)
	for i := range out {
		link := s.signedPath(s.files[out[i].ID])
		out[i].URL = cdn + link
		out[i].ProxyURL = "https://media.discordapp.net" + link
	}
	return out
}

// signedPath has Discord's form: ex is when the link ends and is when it was
// issued, in hexadecimal seconds, hm the signature.
// Source: https://discord.com/developers/docs/reference#signed-attachment-cdn-urls
func (s *world) signedPath(f *file) string {
	if f == nil {
		return "/attachments/0/0/gone"
	}
	issued := s.cfg.Now().Truncate(time.Hour)
	plain := fmt.Sprintf("/attachments/%s/%s/%s", f.channelID, f.ID, f.Filename)
	ex := strconv.FormatInt(issued.Add(linkLife).Unix(), 16)
	is := strconv.FormatInt(issued.Unix(), 16)
	return fmt.Sprintf("%s?ex=%s&is=%s&hm=%s&", plain, ex, is, s.signature(plain, ex, is))
}

func (s *world) signature(plain, ex, is string) string {
	mac := hmac.New(sha256.New, []byte(s.cfg.Token))
	fmt.Fprint(mac, plain, "?", ex, "&", is)
	return hex.EncodeToString(mac.Sum(nil))
}

// serveFile answers for cdn.discordapp.com: attachments and default avatars.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/embed/avatars/") {
		serveAvatar(w, r.URL.Path)
		return
	}
	parts := strings.Split(r.URL.Path, "/")
	q := r.URL.Query()
	end, err := strconv.ParseInt(q.Get("ex"), 16, 64)
	good := hmac.Equal([]byte(q.Get("hm")), []byte(s.signature(r.URL.Path, q.Get("ex"), q.Get("is"))))
	if len(parts) != 5 || parts[1] != "attachments" || err != nil || !good || s.cfg.Now().Unix() >= end {
		http.Error(w, "This content is no longer available.", http.StatusNotFound)
		return
	}
	s.mu.Lock()
	f := s.files[parts[3]]
	s.mu.Unlock()
	if f == nil || f.channelID != parts[2] {
		http.Error(w, "This content is no longer available.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", f.ContentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+pathEscape(f.Filename))
	http.ServeContent(w, r, "", s.started, bytes.NewReader(f.data))
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
