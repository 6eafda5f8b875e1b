// Command warm is compiled and tested while the workspace image is made, and never
// run. What the compiler leaves in its cache is packed into the image: so the first
// build of a service in a new workspace compiles that service, and not all that it
// takes from Go's own library. Services that take more compile the rest.
package main

import (
	_ "database/sql"
	_ "embed"
	_ "encoding/json"
	_ "expvar"
	_ "html/template"
	_ "log/slog"
	_ "net/http"
	_ "net/http/httputil"
	_ "os/exec"
	_ "os/signal"
	_ "text/template"
)

func main() {}
