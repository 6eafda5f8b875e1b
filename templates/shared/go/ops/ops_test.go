package main

import (
	"bufio"
	"context"
	"errors"
	"io"
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

// serving starts a server of handler; stop tells it to stop, and ended says how
// that went.
func serving(t *testing.T, grace time.Duration, handler http.HandlerFunc) (address string, stop func(), ended chan error) {
	t.Helper()
	one := server("", handler)
	one.Addr = freeAddress(t)
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	ended = make(chan error, 1)
	go func() { ended <- serve(ctx, grace, one) }()
	for {
		connection, err := net.Dial("tcp", one.Addr)
		if err == nil {
			_ = connection.Close()
			return one.Addr, stop, ended
		}
		time.Sleep(time.Millisecond)
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

// dial sends text as it is; what comes back until the other side closes is
// read from the connection.
func dial(t *testing.T, address, text string) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	if _, err := connection.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return connection
}

const wholeRequest = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

func TestServeAnswersWhatIsUnderWayAndThatIsTheLast(t *testing.T) {
	begun, finish := make(chan struct{}, 20), make(chan struct{})
	address, stop, ended := serving(t, time.Minute, func(w http.ResponseWriter, _ *http.Request) {
		begun <- struct{}{}
		<-finish
		_, _ = w.Write([]byte("done"))
	})
	var connections []net.Conn
	for range cap(begun) {
		connections = append(connections, dial(t, address, wholeRequest))
	}
	for range connections {
		<-begun
	}
	stop()
	for stillListens(address) {
		time.Sleep(time.Millisecond)
	}
	close(finish)
	for _, one := range connections {
		// To the end: the connection is closed, though it could be kept.
		answer, err := io.ReadAll(one)
		if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 200") ||
			!strings.Contains(string(answer), "Connection: close") || !strings.HasSuffix(string(answer), "done") {
			t.Errorf("the request under way got %q, %v", answer, err)
		}
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func stillListens(address string) bool {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return false
	}
	_ = connection.Close()
	return true
}

func TestServeIsNotKeptByConnectionsThatNobodyUses(t *testing.T) {
	address, stop, ended := serving(t, time.Minute, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("done"))
	})
	answer, err := http.ReadResponse(bufio.NewReader(dial(t, address, wholeRequest)), nil)
	if err != nil || answer.Close {
		t.Fatalf("the connection is not kept: %v", err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestServeCutsOffWhatDoesNotEndInTime(t *testing.T) {
	begun, never := make(chan struct{}), make(chan struct{})
	defer close(never)
	address, stop, ended := serving(t, 50*time.Millisecond, func(http.ResponseWriter, *http.Request) {
		close(begun)
		<-never
	})
	connection := dial(t, address, wholeRequest)
	<-begun
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if answer, _ := io.ReadAll(connection); len(answer) > 0 {
		t.Errorf("it got %q", answer)
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
	if err := serve(context.Background(), time.Second, one); err == nil {
		t.Error("a port that is taken is no error")
	}
}
