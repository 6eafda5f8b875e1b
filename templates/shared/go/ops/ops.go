package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"sync"
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

// server has the time-outs that a server in the open needs.
func server(port string, handler http.Handler) *http.Server {
	return &http.Server{
		Addr:              ":" + port,
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       time.Minute,
	}
}

// untilStopped is done when the platform asks this process to stop.
func untilStopped() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}

// serve runs the servers until ctx is done or one of them fails. Requests under
// way are answered before it returns.
func serve(ctx context.Context, servers ...*http.Server) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	for _, one := range servers {
		go func() {
			slog.Info("listening", "address", one.Addr)
			if err := one.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
				stop(err)
			}
		}()
	}
	<-ctx.Done()
	slog.Info("stopping")
	grace, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	var done sync.WaitGroup
	for _, one := range servers {
		done.Add(1)
		go func() {
			defer done.Done()
			_ = one.Shutdown(grace)
		}()
	}
	done.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}
