package main

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
)

func TestLoopGoesOnAfterFailures(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	passes := 0
	l := newLoop(func(context.Context) error {
		passes++
		switch passes {
		case 2:
			return errors.New("once")
		case 3:
			panic("once more")
		case 5:
			stop()
		}
		return nil
	}, time.Millisecond, time.Second, prometheus.NewRegistry())
	if l.ready(ctx) == nil {
		t.Error("ready before the first pass")
	}
	l.run(ctx)
	if passes != 5 || l.ready(ctx) != nil {
		t.Errorf("%d passes, ready: %v", passes, l.ready(ctx))
	}
	if ok := testutil.ToFloat64(l.passes.WithLabelValues("ok")); ok != 3 {
		t.Errorf("%v passes are counted as ok", ok)
	}
	if failed := testutil.ToFloat64(l.passes.WithLabelValues("failed")); failed != 2 {
		t.Errorf("%v passes are counted as failed", failed)
	}
}

func TestLoopDoesNotWaitWhenStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	l := newLoop(func(context.Context) error {
		time.AfterFunc(5*time.Millisecond, stop)
		return nil
	}, time.Minute, time.Second, prometheus.NewRegistry())
	begun := time.Now()
	l.run(ctx)
	if time.Since(begun) > 5*time.Second {
		t.Error("it waited for the interval")
	}
}

func TestLoopThatHangs(t *testing.T) {
	l := newLoop(nil, time.Second, time.Second, prometheus.NewRegistry())
	if err := l.alive(context.Background()); err != nil {
		t.Error(err)
	}
	l.begun = time.Now().Add(-time.Minute)
	if l.alive(context.Background()) == nil {
		t.Error("alive, though a pass began a minute ago")
	}
}
