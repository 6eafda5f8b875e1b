package main

import (
	"context"
	"log/slog"
)

// work is one pass: replace it by what the worker is for. It should end soon
// after ctx is done, and may fail: the next pass comes all the same.
func work(ctx context.Context) error {
	if ctx.Err() == nil {
		slog.Debug("there was nothing to do")
	}
	return nil
}
