package mockserver_test

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/cmd/mockopenai/mockserver"
)

const plainChat = `{"model":"m","messages":[{"role":"user","content":"hello there"}]`

func TestParseFaultNamesWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"":              "unknown fault",
		"418":           "use one of",
		"429:soon":      "whole number",
		"429:-1":        "whole number",
		"slow:0":        "above 0",
		"slow:NaN":      "above 0",
		"hang:3":        "takes no argument",
		"once:":         "unknown fault",
		"once:once:cut": "twice",
	} {
		if _, err := mockserver.ParseFault(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %q", text, err, want)
		}
	}
	f, err := mockserver.ParseFault("once:429:7")
	if err != nil || f.Wait != 7*time.Second || !f.Once || f.Name != "429" {
		t.Errorf("once:429:7 is %+v, %v", f, err)
	}
}

func TestFaultsThatReplaceTheReply(t *testing.T) {
	for fault, want := range map[string]int{"429:3": 429, "500": 500, "garbage": 200} {
		_, url := startBroken(t, fault)
		for _, path := range []string{"/v1/embeddings", "/v1/chat/completions"} {
			status, header, body, err := post(t, url+path, plainChat+"}")
			if err != nil || status != want {
				t.Errorf("%s on %s: status %d, %v", fault, path, status, err)
			}
			if fault == "429:3" && header.Get("Retry-After") != "3" {
				t.Errorf("Retry-After is %q", header.Get("Retry-After"))
			}
			if json.Valid([]byte(body)) == (fault == "garbage") {
				t.Errorf("%s: body %.100s", fault, body)
			}
		}
		if resp, err := http.Get(url + "/v1/models"); err != nil || resp.StatusCode != 200 {
			t.Errorf("%s: models must be listed, got %v, %v", fault, resp, err)
		} else {
			resp.Body.Close()
		}
	}
}

func TestOnceFaultsTakeARequestEach(t *testing.T) {
	s, url := startBroken(t, "once:429:1", "once:500")
	var got []int
	for range 3 {
		status, _, _, _ := post(t, url+"/v1/chat/completions", plainChat+"}")
		got = append(got, status)
	}
	if got[0] != 429 || got[1] != 500 || got[2] != 200 || s.Requests("/v1/chat/completions") != 3 {
		t.Errorf("statuses %v in %d requests", got, s.Requests("/v1/chat/completions"))
	}
}

func TestHangLastsUntilTheClientGoes(t *testing.T) {
	_, url := startBroken(t, "hang")
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, http.MethodPost, url+"/v1/embeddings", strings.NewReader(`{"model":"m","input":"a"}`))
	if resp, err := http.DefaultClient.Do(req); err == nil {
		resp.Body.Close()
		t.Error("a reply came")
	}
}

func TestCutAndNoFinish(t *testing.T) {
	_, url := startBroken(t, "cut")
	for _, body := range []string{plainChat + "}", plainChat + `,"stream":true}`} {
		if _, _, raw, err := post(t, url+"/v1/chat/completions", body); err == nil {
			t.Errorf("the connection held: %s", raw)
		}
	}
	_, url = startBroken(t, "no-finish")
	_, _, raw, err := post(t, url+"/v1/chat/completions", plainChat+`,"stream":true}`)
	text, finish, _ := readStream(t, raw)
	if err != nil || text == "" || finish != "" || strings.Contains(raw, "[DONE]") {
		t.Errorf("text %q, finish %q, %v", text, finish, err)
	}
}

func TestSlowKeepsItsRate(t *testing.T) {
	_, url := startBroken(t, "slow:100")
	begun := time.Now()
	got := must[completion](t, url+"/v1/chat/completions", plainChat+`,"max_tokens":10}`)
	if spent := time.Since(begun); spent < 100*time.Millisecond || got.Usage.Completion != 10 {
		t.Errorf("%d tokens took %v, want at least 100ms for 10", got.Usage.Completion, spent)
	}
}

func TestDimensionAndNoBase64(t *testing.T) {
	_, url := startBroken(t, "dimension", "no-base64")
	body := `{"model":"m","input":"a","encoding_format":"base64"}`
	a := must[vectors](t, url+"/v1/embeddings", body)
	b := must[vectors](t, url+"/v1/embeddings", body)
	if len(a.Data[0].Embedding) != 384 || len(b.Data[0].Embedding) == 384 {
		t.Errorf("lengths %d and %d", len(a.Data[0].Embedding), len(b.Data[0].Embedding))
	}
}

func TestModelsKeysAndStats(t *testing.T) {
	_, url := start(t, mockserver.Options{})
	for path, want := range map[string]int{"/v1/models": 200, "/v1/models/mock-chat": 200, "/v1/models/missing": 404} {
		resp, err := http.Get(url + path)
		if err != nil || resp.StatusCode != want {
			t.Fatalf("%s: %v, %v", path, resp, err)
		}
		resp.Body.Close()
	}
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/v1/embeddings", strings.NewReader(`{"model":"m","input":"a"}`))
	req.Header.Set("Authorization", "Bearer sk-wrong")
	resp, err := http.DefaultClient.Do(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		t.Fatalf("%v, %v", resp, err)
	}
	resp.Body.Close()
}

func TestServeStopsGracefully(t *testing.T) {
	s := newServer(t, mockserver.Options{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l, time.Second) }()
	resp, err := http.Get("http://" + l.Addr().String() + "/stats")
	if err != nil || resp.StatusCode != 200 {
		t.Fatalf("%v, %v", resp, err)
	}
	resp.Body.Close()
	cancel()
	if err := <-done; err != nil {
		t.Errorf("stopping: %v", err)
	}
}
