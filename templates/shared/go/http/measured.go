package main

import (
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// measured counts and times what a mux answers, by route. A path that nobody
// serves is not a label: there are endlessly many.
func measured(mux *http.ServeMux, metrics prometheus.Registerer) http.Handler {
	duration := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "http_request_duration_seconds",
		Help:    "Time to answer a request",
		Buckets: []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10},
	}, []string{"method", "route", "status"})
	metrics.MustRegister(duration)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		seen := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if cause := recover(); cause != nil {
				slog.Error("a request failed", "cause", cause)
				http.Error(seen, "Something went wrong", http.StatusInternalServerError)
			}
			method, route, known := strings.Cut(r.Pattern, " ")
			if !known {
				method, route = "other", "unknown"
			}
			duration.WithLabelValues(method, route, strconv.Itoa(seen.status)).Observe(time.Since(begun).Seconds())
		}()
		mux.ServeHTTP(seen, r)
	})
}

// recorder remembers the status.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach what is beneath.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
