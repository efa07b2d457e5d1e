package world

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// linkLife is how long a signed link works; Discord's last about a day.
const linkLife = 24 * time.Hour

// Hosts in attachments' links; package transport brings both back here.
const (
	cdn   = "https://cdn.discordapp.com"
	media = "https://media.discordapp.net"
)

// File is what was uploaded, with the channel it was uploaded to.
type File struct {
	wire.Attachment
	Channel *Channel
	Data    []byte
}

// CheckFiles refuses files that are too large.
func (w *World) CheckFiles(files []wire.Upload) *Error {
	for _, f := range files {
		if len(f.Data) > w.cfg.MaxFileSize {
			return refusal.TooLarge
		}
	}
	return nil
}

// store keeps an upload and returns what a message says about it.
func (c *Channel) store(f wire.Upload, description string, ephemeral bool) wire.Attachment {
	kind := f.ContentType
	if kind == "" || kind == "application/octet-stream" {
		kind = http.DetectContentType(f.Data)
	}
	a := wire.Attachment{
		ID: c.w.NextID(), Filename: f.Name, Size: len(f.Data), ContentType: kind,
		Description: description, Ephemeral: ephemeral,
	}
	if cfg, _, err := image.DecodeConfig(bytes.NewReader(f.Data)); err == nil {
		a.Width, a.Height = cfg.Width, cfg.Height
	}
	c.w.files[a.ID] = &File{a, c, f.Data}
	return a
}

// Upload keeps a file that goes with an interaction and returns it with a link.
func (c *Channel) Upload(f wire.Upload, description string) (wire.Attachment, *Error) {
	if err := c.w.CheckFiles([]wire.Upload{f}); err != nil {
		return wire.Attachment{}, err
	}
	a := c.store(f, description, true)
	a.URL = cdn + c.w.link(c.w.files[a.ID])
	a.ProxyURL = a.URL
	return a, nil
}

// File finds an upload by its attachment's ID, nil where there is none.
func (w *World) File(id string) *File { return w.files[id] }

// Linked finds the file of a link that still works, nil where it does not.
func (w *World) Linked(link *url.URL) *File {
	parts := strings.Split(link.Path, "/")
	q := link.Query()
	end, err := strconv.ParseInt(q.Get("ex"), 16, 64)
	good := hmac.Equal([]byte(q.Get("hm")), []byte(w.signature(link.Path, q.Get("ex"), q.Get("is"))))
	if len(parts) != 5 || parts[1] != "attachments" || err != nil || !good || w.cfg.Now().Unix() >= end {
		return nil
	}
	f := w.files[parts[3]]
	if f == nil || f.Channel.ID != parts[2] {
		return nil
	}
	return f
}

// signed gives the message's attachments links that work from now on for a while.
func (m *Message) signed() []wire.Attachment {
	out := append([]wire.Attachment{}, m.Attachments...)
	for i := range out {
		link := m.in.w.link(m.in.w.files[out[i].ID])
		out[i].URL, out[i].ProxyURL = cdn+link, media+link
	}
	return out
}

// link is the path of a file. It has Discord's form: ex is when the link ends and is
// when it was issued, in hexadecimal seconds, hm the signature.
// Source: https://discord.com/developers/docs/reference#signed-attachment-cdn-urls
func (w *World) link(f *File) string {
	if f == nil {
		return "/attachments/0/0/gone"
	}
	issued := w.cfg.Now().Truncate(time.Hour)
	plain := fmt.Sprintf("/attachments/%s/%s/%s", f.Channel.ID, f.ID, f.Filename)
	ex := strconv.FormatInt(issued.Add(linkLife).Unix(), 16)
	is := strconv.FormatInt(issued.Unix(), 16)
	return fmt.Sprintf("%s?ex=%s&is=%s&hm=%s&", plain, ex, is, w.signature(plain, ex, is))
}

func (w *World) signature(plain, ex, is string) string {
	mac := hmac.New(sha256.New, []byte(w.cfg.Secret))
	fmt.Fprint(mac, plain, "?", ex, "&", is)
	return hex.EncodeToString(mac.Sum(nil))
}
