package main

import (
	"context"
	"log/slog"
)

// work is what the job is for: replace it. A run may come twice, or be broken
// off and come again, so what it does must bear to be done again. It should end
// soon after ctx is done.
func work(ctx context.Context) error {
	slog.Info("there was nothing to do")
	return ctx.Err()
}
