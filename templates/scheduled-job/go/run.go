package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// How a run ended, as an exit code.
const (
	exitOK     = 0
	exitFailed = 1
	exitLate   = 2
)

var errLate = errors.New("not done in time")

// run does the work within a deadline and says how it went.
func run(ctx context.Context, deadline time.Duration, work func(context.Context) error) int {
	begun := time.Now()
	ctx, cancel := context.WithTimeoutCause(ctx, deadline, errLate)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		defer func() {
			if cause := recover(); cause != nil {
				done <- fmt.Errorf("panic: %v", cause)
			}
		}()
		done <- work(ctx)
	}()
	var err error
	select {
	case err = <-done:
	case <-ctx.Done():
		// Work that does not listen is left behind: the process ends with it.
		err = ctx.Err()
	}
	log := slog.With("seconds", time.Since(begun).Seconds())
	switch {
	case err == nil:
		log.Info("done")
		return exitOK
	case errors.Is(context.Cause(ctx), errLate):
		log.Error("failed", "error", errLate)
		return exitLate
	default:
		log.Error("failed", "error", err)
		return exitFailed
	}
}
