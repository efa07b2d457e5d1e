package localdiscord_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/transport"
)

func unmarshal(t *testing.T, data []byte, into any) {
	t.Helper()
	must(t, json.Unmarshal(data, into))
}

// TestFiles uploads, describes, reads back by the signed link, and lets the
// link expire.
func TestFiles(t *testing.T) {
	clock := newClock()
	cfg := unlimited
	cfg.Now, cfg.MaxFileSize = clock.now, 1000
	w := newWorld(t, cfg)
	path := "/channels/" + w.channel.ID + "/messages"
	payload := text("see below")
	payload["attachments"] = []object{{"id": "0", "description": "all notes"}}
	payload["embeds"] = []object{{"image": object{"url": "attachment://notes.txt"}}}
	res := w.form("POST", path, payload, map[string]string{"files[0]": "some notes"}).want(200, 0)
	if res.str("attachments.0.description") != "all notes" || res.str("attachments.0.filename") != "notes.txt" || res.at("attachments.0.size") != 10.0 {
		t.Errorf("the attachment is %v", res.at("attachments.0"))
	}
	link := res.str("attachments.0.url")
	client := &http.Client{Transport: w.Transport()}
	t.Cleanup(client.CloseIdleConnections)
	if status, body := fetch(t, client, link); status != 200 || body != "some notes" {
		t.Errorf("the link gave %d %q", status, body)
	}
	if status, _ := fetch(t, client, strings.Replace(link, "hm=", "hm=0", 1)); status != 404 {
		t.Errorf("a forged link gave %d", status)
	}
	clock.add(25 * time.Hour)
	if status, _ := fetch(t, client, link); status != 404 {
		t.Errorf("an expired link gave %d", status)
	}
	fresh := w.raw("GET", path+"/"+res.str("id"), nil).str("attachments.0.url")
	if status, _ := fetch(t, client, fresh); status != 200 {
		t.Errorf("a fresh link gave %d", status)
	}
	w.form("POST", path, payload, map[string]string{"files[0]": strings.Repeat("x", 1001)}).want(413, 40005)
	gone := object{"attachments": []object{}}
	if left := w.raw("PATCH", path+"/"+res.str("id"), gone).want(200, 0).at("attachments").([]any); len(left) != 0 {
		t.Errorf("left over: %v", left)
	}
	if status, body := fetch(t, client, "https://cdn.discordapp.com/embed/avatars/3.png"); status != 200 || !strings.HasPrefix(body, "\x89PNG") {
		t.Errorf("the avatar is %d %q", status, body)
	}
}

// TestPictures: the size of a picture is found out.
func TestPictures(t *testing.T) {
	w := newWorld(t, unlimited)
	var picture bytes.Buffer
	must(t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 7, 5))))
	m, err := w.anna.Post(w.channel.ID, localdiscord.Post{Files: []localdiscord.File{{Name: "p.png", Data: picture.Bytes()}}})
	if err != nil || m.Attachments[0].Width != 7 || m.Attachments[0].Height != 5 || m.Attachments[0].ContentType != "image/png" {
		t.Errorf("the picture is %+v, %v", m.Attachments, err)
	}
}

func fetch(t *testing.T, c *http.Client, url string) (int, string) {
	t.Helper()
	res, err := c.Get(url)
	must(t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(t, err)
	return res.StatusCode, string(body)
}

func TestTransport(t *testing.T) {
	w := newWorld(t, unlimited)
	client := &http.Client{Transport: w.Transport()}
	t.Cleanup(client.CloseIdleConnections)
	if status, body := fetch(t, client, "https://discord.com/api/v9/gateway"); status != 200 || !strings.Contains(body, strings.TrimPrefix(w.URL(), "http:")) {
		t.Errorf("the gateway is %d %s", status, body)
	}
	for _, url := range []string{"https://example.org/", "https://discord.com.example.org/", "http://127.0.0.1:1/"} {
		if res, err := client.Get(url); err == nil {
			res.Body.Close()
			t.Errorf("%s was reached", url)
		}
	}
	for _, base := range []string{"http://192.0.2.1:80", "nonsense", ""} {
		if _, err := transport.New(base); err == nil {
			t.Errorf("a transport to %q was made", base)
		}
	}
	if _, err := localdiscord.Start(localdiscord.Config{Addr: "0.0.0.0:0"}); err == nil {
		t.Error("it listens on every address")
	}
}

// TestPings: who is rung by a text depends on allowed_mentions.
func TestPings(t *testing.T) {
	w := newWorld(t, unlimited)
	quiet := w.guild.AddRole("quiet", 0, false)
	loud := w.guild.AddRole("loud", 0, true)
	content := "@everyone " + w.anna.Mention() + " <@&" + quiet.ID + "> <@&" + loud.ID + "> `" + w.anna.Mention() + "`"
	path := "/channels/" + w.channel.ID + "/messages"
	for _, c := range []struct {
		name     string
		allowed  any
		users    []string
		roles    []string
		everyone bool
	}{
		{"nobody", object{"parse": []string{}}, nil, nil, false},
		{"users", object{"parse": []string{"users"}}, []string{w.anna.ID}, nil, false},
		{"one user", object{"parse": []string{}, "users": []string{w.anna.ID}}, []string{w.anna.ID}, nil, false},
		{"roles", object{"parse": []string{"roles"}}, nil, []string{loud.ID}, false},
		{"absent", nil, []string{w.anna.ID}, []string{loud.ID}, false}, // the bot may not mention everyone
	} {
		body := object{"content": content}
		if c.allowed != nil {
			body["allowed_mentions"] = c.allowed
		}
		id := w.raw("POST", path, body).want(200, 0).str("id")
		var got localdiscord.Ping
		for _, p := range w.Pings() {
			if p.MessageID == id {
				got = p
			}
		}
		if !slices.Equal(got.Users, c.users) || !slices.Equal(got.Roles, c.roles) || got.Everyone != c.everyone {
			t.Errorf("%s: rang for %+v", c.name, got)
		}
	}
	if v := w.Violations(); len(v) != 1 || v[0].Kind != "allowed_mentions" {
		t.Errorf("violations are %+v, want the message without allowed_mentions", v)
	}
	w.guild.RemoveBot()
	w.guild.AddBot(perm.MentionEveryone)
	w.raw("POST", path, object{"content": "@here", "allowed_mentions": object{"parse": []string{"everyone"}}}).want(200, 0)
	if p := w.Pings(); !p[len(p)-1].Everyone {
		t.Errorf("@here rang for %+v", p[len(p)-1])
	}
	hers := mustPost(w.anna.Say(w.channel.ID, "hello"))
	reply := object{"content": "hi", "message_reference": object{"message_id": hers}, "allowed_mentions": object{"parse": []string{}, "replied_user": true}}
	w.raw("POST", path, reply).want(200, 0)
	if p := w.Pings(); !slices.Equal(p[len(p)-1].Users, []string{w.anna.ID}) {
		t.Errorf("the reply rang for %+v", p[len(p)-1])
	}
}
