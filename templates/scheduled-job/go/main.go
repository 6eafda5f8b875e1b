// A job: it does its work within a deadline, and ends.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	logJSON()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, time.Duration(seconds("DEADLINE_SECONDS", 600))*time.Second, work)
	stop()
	os.Exit(code)
}
