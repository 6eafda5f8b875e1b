// A worker: it does its work again and again.
package main

import (
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

func main() {
	logJSON()
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	l := newLoop(work,
		time.Duration(seconds("INTERVAL_SECONDS", 10))*time.Second,
		time.Duration(seconds("HANGS_AFTER_SECONDS", 300))*time.Second,
		registry,
	)
	ctx, stop := untilStopped()
	defer stop()
	var working sync.WaitGroup
	working.Add(1)
	go func() {
		defer working.Done()
		l.run(ctx)
	}()
	err := serve(ctx, grace, server(setting("OPS_PORT", "9090"), opsHandler(l.alive, l.ready, registry)))
	stop()
	working.Wait()
	if err != nil {
		slog.Error("cannot serve", "error", err)
		os.Exit(1)
	}
}
