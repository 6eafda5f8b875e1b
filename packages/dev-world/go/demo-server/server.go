package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"
)

type identity struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Pod     string `json:"pod"`
	Colour  string `json:"colour"`
}

type server struct {
	who     identity
	log     *lineLog
	mux     *http.ServeMux
	failing atomic.Bool
	hanging atomic.Bool
	// upstreamURL is what /upstream asks; empty: there is none.
	upstreamURL string
	// site is the page at /; without it, / says who this is.
	site string
	// exit is os.Exit, and replaced in tests.
	exit func(code int)
}

func newServer(log *lineLog, who identity) *server {
	s := &server{who: who, log: log, mux: http.NewServeMux(), exit: os.Exit}
	s.mux.HandleFunc("/{$}", s.home)
	s.mux.HandleFunc("/identity", s.identity)
	s.mux.HandleFunc("/healthz", s.healthz)
	s.mux.HandleFunc("/readyz", s.readyz)
	s.mux.HandleFunc("/fail", s.toggle(&s.failing))
	s.mux.HandleFunc("/hang", s.toggle(&s.hanging))
	s.mux.HandleFunc("/log", s.logLines)
	s.mux.HandleFunc("/exit", s.leave)
	s.mux.HandleFunc("/upstream", s.upstream)
	return s
}

// serveSite also serves the files of a folder, and its index.html at /, where
// an image was made of a repository that has no program of its own.
func (s *server) serveSite(folder string) {
	if _, err := os.Stat(folder); folder == "" || err != nil {
		return
	}
	s.mux.Handle("/files/", http.StripPrefix("/files/", http.FileServer(http.Dir(folder))))
	s.site = filepath.Join(folder, "index.html")
}

type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// ServeHTTP logs every request. A hanging server holds all but the switch that
// ends the hanging, so that its probes time out as a stuck program's would.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	if s.hanging.Load() && r.URL.Path != "/hang" {
		<-r.Context().Done()
		return
	}
	recorded := &recorder{ResponseWriter: w, status: http.StatusOK}
	s.mux.ServeHTTP(recorded, r)
	s.log.line("info", "request", map[string]any{
		"method": r.Method, "path": r.URL.Path, "status": recorded.status,
		"durationMs": float64(time.Since(start).Microseconds()) / 1000,
	})
}

func (s *server) home(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat(s.site); s.site != "" && err == nil {
		http.ServeFile(w, r, s.site)
		return
	}
	s.identity(w, r)
}

func (s *server) identity(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(s.who)
}

func (s *server) healthz(w http.ResponseWriter, _ *http.Request) {
	_, _ = fmt.Fprintln(w, "ok")
}

func (s *server) readyz(w http.ResponseWriter, _ *http.Request) {
	if s.failing.Load() {
		http.Error(w, "told to fail by /fail?on", http.StatusServiceUnavailable)
		return
	}
	_, _ = fmt.Fprintln(w, "ok")
}

func (s *server) toggle(what *atomic.Bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		what.Store(!r.URL.Query().Has("off"))
		_, _ = fmt.Fprintf(w, "%s: %t\n", r.URL.Path[1:], what.Load())
	}
}

func (s *server) logLines(w http.ResponseWriter, r *http.Request) {
	lines, err := strconv.Atoi(r.URL.Query().Get("lines"))
	if err != nil || lines < 0 || lines > 1_000_000 {
		http.Error(w, "lines must be a number between 0 and 1000000", http.StatusBadRequest)
		return
	}
	for i := range lines {
		s.log.line("info", "asked for by /log", map[string]any{"line": i + 1})
	}
	_, _ = fmt.Fprintf(w, "wrote %d lines\n", lines)
}

func (s *server) leave(w http.ResponseWriter, r *http.Request) {
	code, err := strconv.Atoi(r.URL.Query().Get("code"))
	if err != nil {
		code = 1
	}
	_, _ = fmt.Fprintf(w, "leaving with code %d\n", code)
	if flusher, ok := w.(http.Flusher); ok {
		flusher.Flush()
	}
	s.log.line("error", "told to leave by /exit", map[string]any{"code": code})
	s.exit(code)
}

// upstream answers what another service answers, or says that it cannot.
func (s *server) upstream(w http.ResponseWriter, r *http.Request) {
	if s.upstreamURL == "" {
		http.Error(w, "UPSTREAM is not set", http.StatusNotFound)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.upstreamURL, nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	w.Header().Set("Content-Type", answer.Header.Get("Content-Type"))
	w.WriteHeader(answer.StatusCode)
	_, _ = io.Copy(w, answer.Body)
}

// chatter writes the given number of lines a second until it is stopped.
func (s *server) chatter(ctx context.Context, rate int) {
	ticker := time.NewTicker(time.Second / time.Duration(rate))
	defer ticker.Stop()
	for n := 1; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			s.log.line("info", "still here", map[string]any{"line": n})
		}
	}
}
