package main

import (
	"log/slog"
	"os"
	"strconv"
)

// setting is what the environment says, or what holds without it.
func setting(name, otherwise string) string {
	if value, ok := os.LookupEnv(name); ok && value != "" {
		return value
	}
	return otherwise
}

// seconds reads a whole number of seconds.
func seconds(name string, otherwise int) int {
	value, err := strconv.Atoi(setting(name, strconv.Itoa(otherwise)))
	if err != nil || value <= 0 {
		slog.Warn("not a number of seconds", "name", name, "instead", otherwise)
		return otherwise
	}
	return value
}

// logJSON makes every log entry one JSON object: what log collectors read
// without further rules.
func logJSON() {
	level := slog.LevelInfo
	_ = level.UnmarshalText([]byte(setting("LOG_LEVEL", "info")))
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{Level: level})))
}
