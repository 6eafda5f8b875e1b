package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

func status(t *testing.T, handler http.Handler, path string) (int, string) {
	t.Helper()
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	return answer.Code, answer.Body.String()
}

func TestProbes(t *testing.T) {
	var alive, ready error
	registry := prometheus.NewRegistry()
	registry.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: "seen_total", Help: "Seen"}))
	handler := opsHandler(
		func(context.Context) error { return alive },
		func(context.Context) error { return ready },
		registry,
	)
	ready = errors.New("the database is away")
	if code, body := status(t, handler, "/readyz"); code != http.StatusServiceUnavailable || !strings.Contains(body, "away") {
		t.Errorf("not ready: %d %s", code, body)
	}
	if code, _ := status(t, handler, "/livez"); code != http.StatusOK {
		t.Errorf("alive though not ready: %d", code)
	}
	if code, body := status(t, handler, "/metrics"); code != http.StatusOK || !strings.Contains(body, "seen_total 0") {
		t.Errorf("metrics: %d %s", code, body)
	}
	if code, _ := status(t, handler, "/"); code != http.StatusNotFound {
		t.Errorf("nothing else: %d", code)
	}
}

func TestServeAnswersWhatIsUnderWay(t *testing.T) {
	begun := make(chan struct{})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	one := server("", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		time.Sleep(100 * time.Millisecond)
		_, _ = w.Write([]byte("done"))
	}))
	one.Addr = address
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- serve(ctx, one) }()
	answered := make(chan int)
	go func() {
		for {
			answer, err := http.Get("http://" + address)
			if err == nil {
				_ = answer.Body.Close()
				answered <- answer.StatusCode
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
	<-begun
	stop()
	if code := <-answered; code != http.StatusOK {
		t.Errorf("the request under way got %d", code)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestServeSaysWhyItCannot(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	one := server("", http.NotFoundHandler())
	one.Addr = listener.Addr().String()
	if err := serve(context.Background(), one); err == nil {
		t.Error("a port that is taken is no error")
	}
}
