package localdiscord_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
)

// unlimited is for tests that are not about rate limits.
var unlimited = localdiscord.Config{RateLimits: localdiscord.RateLimits{Off: true}}

// result is an answer of REST; body is nil where there is none.
type result struct {
	*testing.T
	status int
	body   any
	header http.Header
}

// raw sends a request as the bot, without any client library.
func (w *world) raw(method, path string, body any) result {
	w.Helper()
	var r io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		must(w.T, err)
		r = bytes.NewReader(data)
	}
	return w.send(method, path, "application/json", r)
}

func (w *world) send(method, path, contentType string, body io.Reader) result {
	w.Helper()
	req, err := http.NewRequestWithContext(within(w.T), method, w.URL()+"/api/v10"+path, body)
	must(w.T, err)
	token := w.token
	if token == "" {
		token = w.Token()
	}
	req.Header.Set("Authorization", "Bot "+token)
	req.Header.Set("Content-Type", contentType)
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(req)
	must(w.T, err)
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	must(w.T, err)
	out := result{T: w.T, status: res.StatusCode, header: res.Header}
	if len(data) > 0 && json.Unmarshal(data, &out.body) != nil {
		out.body = string(data)
	}
	return out
}

// form sends payload_json with files.
func (w *world) form(method, path string, payload any, files map[string]string) result {
	w.Helper()
	var buf bytes.Buffer
	m := multipart.NewWriter(&buf)
	data, err := json.Marshal(payload)
	must(w.T, err)
	must(w.T, m.WriteField("payload_json", string(data)))
	for field, content := range files {
		part, err := m.CreateFormFile(field, "notes.txt")
		must(w.T, err)
		_, err = io.WriteString(part, content)
		must(w.T, err)
	}
	must(w.T, m.Close())
	return w.send(method, path, m.FormDataContentType(), &buf)
}

// want checks status and, where not 0, Discord's code.
func (r result) want(status, code int) result {
	r.Helper()
	got, _ := r.at("code").(float64)
	if r.status != status || code != 0 && int(got) != code {
		r.Errorf("answered %d %v, want %d with code %d", r.status, r.body, status, code)
	}
	return r
}

// at follows a dotted path into the body.
func (r result) at(path string) any {
	value := r.body
	for _, key := range strings.Split(path, ".") {
		switch v := value.(type) {
		case map[string]any:
			value = v[key]
		case []any:
			i := int(key[0] - '0')
			if i >= len(v) {
				return nil
			}
			value = v[i]
		default:
			return nil
		}
	}
	return value
}

func (r result) str(path string) string {
	r.Helper()
	s, ok := r.at(path).(string)
	if !ok {
		r.Fatalf("%s of %v is no text", path, r.body)
	}
	return s
}

type object = map[string]any

// text is a message that pings nobody.
func text(content string) object {
	return object{"content": content, "allowed_mentions": object{"parse": []string{}}}
}

// named counts the events of a name.
func named(frames []localdiscord.Frame, name string) int {
	n := 0
	for _, f := range frames {
		if f.Name == name {
			n++
		}
	}
	return n
}
