// Command forge is Gitea, built from its published Go module, so that a dev
// world has a real Git forge without a registry or a download page.
package main

import (
	"os"
	"time"

	"code.gitea.io/gitea/cmd"
	"code.gitea.io/gitea/modules/log"
	_ "code.gitea.io/gitea/modules/markup/markdown"
	"code.gitea.io/gitea/modules/setting"
	"github.com/urfave/cli/v3"
)

// version is set by the build.
var version = "development"

func main() {
	setting.AppVer = version
	setting.AppStartTime = time.Now().UTC()
	// The log is written in the background: what is not flushed is lost.
	cli.OsExiter = func(code int) {
		log.GetManager().Close()
		os.Exit(code)
	}
	_ = cmd.RunMainApp(cmd.NewMainApp(cmd.AppVersion{Version: version}), os.Args...)
	log.GetManager().Close()
}
