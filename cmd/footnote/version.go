package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// release is set by the linker in released builds:
// go build -ldflags "-X main.release=v1.2.3".
var release = ""

// version names the build: its release, else the module's version or revision.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return fmt.Sprintf("footnote %s (%s, %s/%s)", named(release, info), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// named picks what identifies a build best among what is known of it.
func named(release string, info *debug.BuildInfo) string {
	if release != "" {
		return release
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		revision = revision[:min(12, len(revision))]
		if settings["vcs.modified"] == "true" {
			revision += "-modified"
		}
		return "devel " + revision
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	return "devel"
}
