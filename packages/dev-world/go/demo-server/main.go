// Command demo-server is the small web service that the dev world runs as a
// real pod. It says who it is, and misbehaves when asked to: what a service
// page shows of logs, readiness, restarts and rollouts can be seen happening.
package main

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

func main() {
	port := setting("PORT", "8080")
	log := newLog(os.Stdout)
	s := newServer(log, identity{
		Name:    setting("NAME", "demo"),
		Version: setting("VERSION", "dev"),
		Pod:     setting("POD_NAME", hostname()),
		Colour:  setting("COLOUR", colourOf(setting("VERSION", "dev"))),
	})
	// Such as UPSTREAM=http://orders: the name of a Service in the same namespace.
	s.upstreamURL = os.Getenv("UPSTREAM")
	s.serveSite(os.Getenv("SITE"))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()

	if rate, _ := strconv.Atoi(os.Getenv("LOG_RATE")); rate > 0 {
		go s.chatter(ctx, rate)
	}
	web := &http.Server{Addr: ":" + port, Handler: s, ReadHeaderTimeout: 10 * time.Second}
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		<-ctx.Done()
		log.line("info", "stopping", map[string]any{"signal": "SIGTERM"})
		grace, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = web.Shutdown(grace)
	}()
	log.line("info", "listening", map[string]any{"port": port, "version": s.who.Version})
	if err := web.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.line("error", err.Error(), nil)
		os.Exit(1)
	}
	<-finished
	log.line("info", "stopped", nil)
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func hostname() string {
	name, err := os.Hostname()
	if err != nil {
		return "unknown"
	}
	return name
}

// colourOf makes two versions side by side tell apart at a glance.
func colourOf(version string) string {
	colours := []string{"teal", "orange", "violet", "crimson", "olive"}
	sum := 0
	for _, c := range version {
		sum += int(c)
	}
	return colours[sum%len(colours)]
}
