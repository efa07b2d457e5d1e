package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"footnote/cmd/footnote/patient"
)

// playing runs the playground and returns the address that it prints.
func playing(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(patient.Context(t))
	out, in := io.Pipe()
	env := map[string]string{"FOOTNOTE_DATA": t.TempDir()}
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, append([]string{"playground", "--addr", "127.0.0.1:0"}, args...), func(name string) string { return env[name] }, strings.NewReader(""), in, io.Discard)
		in.CloseWithError(err)
		ended <- err
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the playground ended with: %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	address, ok := strings.CutPrefix(strings.TrimSpace(line), "open ")
	if err != nil || !ok {
		t.Fatalf("it printed %q (%v)", line, err)
	}
	return address
}

// talk sends a request as the page does and decodes what comes back; it tells
// whether that was no error.
func talk(t *testing.T, method, url, body string, out any) bool {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", url[:strings.Index(url, "/api/")])
	r.Close = true
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(out); err != nil {
		t.Fatal(err)
	}
	return res.StatusCode == http.StatusOK
}

// The playground, put together by this program, answers a direct message, by
// extraction and by the mock model.
func TestPlaygroundAnswers(t *testing.T) {
	for name, args := range map[string][]string{"sentences": nil, "mock model": {"--mock"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := playing(t, args...)
			var start struct{ People []struct{ ID string } }
			var look struct{ Direct []struct{ ID string } }
			talk(t, "GET", address+"/api/start", "", &start)
			me := start.People[0].ID
			talk(t, "GET", address+"/api/look?as="+me, "", &look)
			channel := look.Direct[0].ID
			ask := func() bool {
				var answer any
				return talk(t, "POST", address+"/api/command", `{"as":"`+me+`","channel":"`+channel+`","name":"ask","values":{"question":"who proposed the UAE as a venue?"}}`, &answer)
			}
			waitFor(t, "the bot has its commands", ask)
			waitFor(t, "an answer", func() bool {
				var page json.RawMessage
				talk(t, "GET", address+"/api/messages?as="+me+"&channel="+channel, "", &page)
				text := string(page)
				return strings.Contains(text, "United Arab Emirates") && strings.Contains(text, "Written by mock") == (len(args) > 0)
			})
		})
	}
}

// Elsewhere than on loopback, the address carries a token, and is no use
// without it.
func TestPlaygroundElsewhere(t *testing.T) {
	address := playing(t, "--addr", "0.0.0.0:0")
	at, token, ok := strings.Cut(address, "/?token=")
	if !ok || len(token) < 20 {
		t.Fatalf("the address is %q", address)
	}
	at = strings.Replace(at, "[::]", "127.0.0.1", 1)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at+"/api/start", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Close = true
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusForbidden {
		t.Errorf("without the token: %s", res.Status)
	}
}
