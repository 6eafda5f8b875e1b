package main

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestRun(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	wait := func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	}
	for _, one := range []struct {
		name     string
		ctx      context.Context
		deadline time.Duration
		work     func(context.Context) error
		wanted   int
	}{
		{"ends", context.Background(), time.Minute, func(context.Context) error { return nil }, exitOK},
		{"fails", context.Background(), time.Minute, func(context.Context) error { return errors.New("no") }, exitFailed},
		{"panics", context.Background(), time.Minute, func(context.Context) error { panic("no") }, exitFailed},
		{"is late", context.Background(), 10 * time.Millisecond, wait, exitLate},
		{"is late and does not listen", context.Background(), 10 * time.Millisecond, func(context.Context) error {
			time.Sleep(time.Minute)
			return nil
		}, exitLate},
		{"is stopped", stopped, time.Minute, wait, exitFailed},
	} {
		if code := run(one.ctx, one.deadline, one.work); code != one.wanted {
			t.Errorf("%s: %d instead of %d", one.name, code, one.wanted)
		}
	}
}
