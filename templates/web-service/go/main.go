// The service that users reach.
package main

import (
	"context"
	"errors"
	"log/slog"
	"os"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

func main() {
	logJSON()
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	ctx, stop := untilStopped()
	defer stop()
	alive := func(context.Context) error { return nil }
	ready := func(context.Context) error {
		if ctx.Err() != nil {
			return errors.New("stopping")
		}
		return nil
	}
	app := newApp(setting("SERVICE_NAME", "service"), registry)
	err := serve(ctx, grace,
		server(setting("OPS_PORT", "9090"), opsHandler(alive, ready, registry)),
		server(setting("PORT", "8080"), app),
	)
	if err != nil {
		slog.Error("cannot serve", "error", err)
		os.Exit(1)
	}
}
