package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// opsHandler answers what the platform asks, on a port of its own, so that no
// route leads to it: is it alive (else it is restarted), is it ready (else it
// gets no requests), and its metrics.
func opsHandler(alive, ready func(context.Context) error, metrics prometheus.Gatherer) http.Handler {
	probe := func(check func(context.Context) error) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if err := check(r.Context()); err != nil {
				http.Error(w, err.Error(), http.StatusServiceUnavailable)
				return
			}
			_, _ = w.Write([]byte("ok\n"))
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", probe(alive))
	mux.HandleFunc("GET /readyz", probe(ready))
	mux.Handle("GET /metrics", promhttp.HandlerFor(metrics, promhttp.HandlerOpts{}))
	return mux
}

// grace is how long requests under way may go on after the signal to stop. With
// the wait before that signal it fits into the grace period of the pod.
const grace = 30 * time.Second

// server has the time-outs that a server in the open needs. An answer that goes
// on for longer sets its own: http.NewResponseController(w).SetWriteDeadline.
func server(port string, handler http.Handler) *http.Server {
	return &http.Server{
		Addr:              ":" + port,
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      time.Minute,
		// Longer than gateways keep theirs, so that none sends into one that closes.
		IdleTimeout: 75 * time.Second,
	}
}

// untilStopped is done when the platform asks this process to stop.
func untilStopped() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}

// serve runs the servers until ctx is done or one of them fails. The last one
// listens first, as whoever is ready by the probes of the first is sent requests.
// Then they stop, in the same order: each takes no new connections, answers the requests under
// way, and says with each answer that it is the last of its connection. What is
// not answered in time is cut off.
func serve(ctx context.Context, grace time.Duration, servers ...*http.Server) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	for _, one := range slices.Backward(servers) {
		listener, err := net.Listen("tcp", one.Addr)
		if err != nil {
			stop(err)
			break
		}
		slog.Info("listening", "address", one.Addr)
		go func() {
			if err := one.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
				stop(err)
			}
		}()
	}
	<-ctx.Done()
	slog.Info("stopping")
	soon, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	for _, one := range slices.Backward(servers) {
		if err := one.Shutdown(soon); err != nil {
			slog.Warn("requests were cut off", "address", one.Addr, "error", errors.Join(err, one.Close()))
		}
	}
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}
