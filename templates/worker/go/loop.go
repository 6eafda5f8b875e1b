package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// loop does its work again and again, and knows how that goes.
type loop struct {
	work     func(context.Context) error
	interval time.Duration
	// A pass that takes longer hangs.
	hangsAfter time.Duration

	passes      *prometheus.CounterVec
	duration    prometheus.Histogram
	lastSuccess prometheus.Gauge

	lock   sync.Mutex
	begun  time.Time
	passed bool
}

func newLoop(work func(context.Context) error, interval, hangsAfter time.Duration, metrics prometheus.Registerer) *loop {
	l := &loop{
		work:       work,
		interval:   interval,
		hangsAfter: hangsAfter,
		begun:      time.Now(),
		passes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "worker_passes_total", Help: "Passes, by how they ended",
		}, []string{"outcome"}),
		duration: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "worker_pass_duration_seconds", Help: "Time of a pass",
		}),
		lastSuccess: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "worker_last_success_timestamp_seconds", Help: "When a pass last succeeded",
		}),
	}
	l.passes.WithLabelValues("ok")
	l.passes.WithLabelValues("failed")
	metrics.MustRegister(l.passes, l.duration, l.lastSuccess)
	return l
}

// run returns when the pass under way has ended after ctx is done.
func (l *loop) run(ctx context.Context) {
	for ctx.Err() == nil {
		l.pass(ctx)
		select {
		case <-ctx.Done():
		case <-time.After(l.interval):
		}
	}
}

func (l *loop) pass(ctx context.Context) {
	begun := time.Now()
	l.lock.Lock()
	l.begun = begun
	l.lock.Unlock()
	err := l.safely(ctx)
	l.duration.Observe(time.Since(begun).Seconds())
	if err != nil {
		slog.Error("a pass failed", "error", err)
		l.passes.WithLabelValues("failed").Inc()
	} else {
		l.passes.WithLabelValues("ok").Inc()
		l.lastSuccess.SetToCurrentTime()
	}
	l.lock.Lock()
	l.passed = true
	l.lock.Unlock()
}

// safely makes a panic of one pass a failure of that pass.
func (l *loop) safely(ctx context.Context) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	return l.work(ctx)
}

// alive fails when a pass takes too long: a restart may help.
func (l *loop) alive(context.Context) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	if since := time.Since(l.begun); since > l.interval+l.hangsAfter {
		return fmt.Errorf("the last pass began %s ago", since.Round(time.Second))
	}
	return nil
}

func (l *loop) ready(context.Context) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	if !l.passed {
		return errors.New("there was no pass yet")
	}
	return nil
}
