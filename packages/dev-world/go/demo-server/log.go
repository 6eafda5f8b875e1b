package main

import (
	"encoding/json"
	"io"
	"sync"
	"time"
)

// lineLog writes one JSON object per line.
type lineLog struct {
	mu  sync.Mutex
	out *json.Encoder
}

func newLog(out io.Writer) *lineLog { return &lineLog{out: json.NewEncoder(out)} }

func (l *lineLog) line(level, message string, more map[string]any) {
	entry := map[string]any{"time": time.Now().UTC().Format(time.RFC3339Nano), "level": level, "message": message}
	for key, value := range more {
		entry[key] = value
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.out.Encode(entry)
}
