package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func get(s *server, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func TestUpstream(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusTeapot)
		_, _ = w.Write([]byte("from elsewhere"))
	}))
	s := newServer(newLog(&bytes.Buffer{}), identity{})
	if w := get(s, "/upstream"); w.Code != http.StatusNotFound {
		t.Errorf("without UPSTREAM: got %d", w.Code)
	}
	s.upstreamURL = other.URL
	if w := get(s, "/upstream"); w.Code != http.StatusTeapot || w.Body.String() != "from elsewhere" {
		t.Errorf("got %d %q", w.Code, w.Body.String())
	}
	other.Close()
	if w := get(s, "/upstream"); w.Code != http.StatusBadGateway {
		t.Errorf("with a dead upstream: got %d", w.Code)
	}
}

func TestServer(t *testing.T) {
	var out bytes.Buffer
	s := newServer(newLog(&out), identity{Name: "demo", Version: "1.1", Pod: "demo-abc", Colour: "teal"})
	left := -1
	s.exit = func(code int) { left = code }

	steps := []struct {
		path   string
		status int
		body   string
	}{
		{"/", 200, `"version":"1.1"`},
		{"/healthz", 200, "ok"},
		{"/readyz", 200, "ok"},
		{"/fail?on", 200, "fail: true"},
		{"/readyz", 503, "told to fail"},
		{"/healthz", 200, "ok"},
		{"/fail?off", 200, "fail: false"},
		{"/readyz", 200, "ok"},
		{"/log?lines=3", 200, "wrote 3 lines"},
		{"/log?lines=many", 400, "must be a number"},
		{"/exit?code=7", 200, "leaving with code 7"},
		{"/nowhere", 404, ""},
	}
	for _, step := range steps {
		w := get(s, step.path)
		if w.Code != step.status || !strings.Contains(w.Body.String(), step.body) {
			t.Errorf("%s: got %d %q, want %d %q", step.path, w.Code, w.Body.String(), step.status, step.body)
		}
	}
	if left != 7 {
		t.Errorf("left with %d, want 7", left)
	}
	if lines := strings.Count(out.String(), "asked for by /log"); lines != 3 {
		t.Errorf("logged %d lines, want 3", lines)
	}
	if requests := strings.Count(out.String(), `"message":"request"`); requests != len(steps) {
		t.Errorf("logged %d requests, want %d", requests, len(steps))
	}
}

func TestServerOfASite(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "index.html"), []byte("<h1>hello</h1>"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newServer(newLog(io.Discard), identity{Version: "abc"})
	s.serveSite(folder)
	for path, body := range map[string]string{
		"/":                 "hello",
		"/files/index.html": "",
		"/identity":         `"version":"abc"`,
		"/readyz":           "ok",
	} {
		if w := get(s, path); w.Code >= 400 || !strings.Contains(w.Body.String(), body) {
			t.Errorf("%s: got %d %q, want %q", path, w.Code, w.Body.String(), body)
		}
	}
}
