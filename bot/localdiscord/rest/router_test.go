package rest

import (
	"net/http"
	"strings"
	"testing"

	"footnote/bot/localdiscord/refusal"
)

// Literal parts of a path win over parameters, and another method is told from
// another path.
func TestMatch(t *testing.T) {
	said := func(what string) Handler[string] {
		return func(string, *Call) (Reply, *refusal.Error) { return OK(what) }
	}
	routes := []Route[string]{
		Get("/channels/{channel_id}/messages/{message_id}", said("message")),
		Get("/channels/{channel_id}/messages/pins", said("pins")),
		WithoutToken(Post("/webhooks/{webhook_id}/{webhook_token}", said("hook"))),
	}
	for _, c := range []struct {
		method, path, want string
		other              bool
	}{
		{"GET", "/channels/1/messages/2", "message", false},
		{"GET", "/channels/1/messages/pins/", "pins", false},
		{"POST", "/webhooks/1/a%2Fb", "hook", false},
		{"PUT", "/channels/1/messages/2", "", true},
		{"GET", "/channels/1", "", false},
		{"GET", "/channels//messages/2", "", false},
	} {
		r, params, other := Match(routes, c.method, c.path)
		if other != c.other || (r != nil) != (c.want != "") {
			t.Errorf("%s %s: %v, %v", c.method, c.path, r, other)
			continue
		}
		if r == nil {
			continue
		}
		if got, _ := r.Do("", &Call{Params: params}); got.Body != c.want || got.Status != http.StatusOK {
			t.Errorf("%s %s is %+v", c.method, c.path, got)
		}
		if c.want == "hook" && (params["webhook_token"] != "a/b" || r.Limited(&Call{Params: params}).Major != "1 a/b" || !r.Open) {
			t.Errorf("parameters %v", params)
		}
	}
}

// A body that is no JSON and one of another form are refused differently.
func TestRead(t *testing.T) {
	var v struct{ Name string }
	for body, code := range map[string]int{`{"name": "a"}`: 0, `{"name": 1}`: 50035, `{`: 50109, ``: 50109} {
		got := 0
		if err := (&Call{Body: []byte(body)}).Read(&v); err != nil {
			got = err.Code
		}
		if got != code {
			t.Errorf("%q is refused with %d, want %d", body, got, code)
		}
	}
	c := &Call{Body: []byte(`{"name": null}`)}
	if !c.Has("name") || c.Has("topic") {
		t.Error("null is told from absent")
	}
}

// A form is taken apart into its JSON and its files, whose names are cleaned.
func TestReadMultipart(t *testing.T) {
	form := strings.ReplaceAll(`--b
Content-Disposition: form-data; name="payload_json"

{"content": "x"}
--b
Content-Disposition: form-data; name="files[3]"; filename="my notes?.txt"
Content-Type: text/plain

hello
--b--
`, "\n", "\r\n")
	payload, files, err := ReadMultipart("multipart/form-data; boundary=b", strings.NewReader(form))
	if err != nil || string(payload) != `{"content": "x"}` || len(files) != 1 {
		t.Fatalf("%s, %+v, %v", payload, files, err)
	}
	if f := files[0]; f.N != "3" || f.Name != "my_notes.txt" || f.ContentType != "text/plain" || string(f.Data) != "hello" {
		t.Errorf("%+v", f)
	}
	for _, wrong := range []string{"multipart/form-data", "", "multipart/form-data; boundary=other"} {
		if _, _, err := ReadMultipart(wrong, strings.NewReader(form)); err == nil {
			t.Errorf("%q is read", wrong)
		}
	}
}
