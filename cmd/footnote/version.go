package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
)

// release and commit are set by the linker where a release is built:
// go build -ldflags "-X main.release=v1.2.3 -X main.commit=0123abcd".
// A build in a clone knows its commit without.
var release, commit = "", ""

// version names the build: its release or the module's version, and its commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return fmt.Sprintf("footnote %s (%s, %s/%s)", named(release, commit, info), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// named is what identifies a build: "v1.2.3, commit 0123456789ab", or "devel"
// where there is no release, and the commit where it is known.
func named(release, commit string, info *debug.BuildInfo) string {
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	revision := cmp.Or(commit, settings["vcs.revision"])
	revision = revision[:min(12, len(revision))]
	if revision != "" && commit == "" && settings["vcs.modified"] == "true" {
		revision += "-modified"
	}
	module := info.Main.Version
	if module == "(devel)" || revision != "" {
		module = ""
	}
	name := cmp.Or(release, module, "devel")
	switch {
	case revision == "":
		return name
	case release == "":
		return name + " " + revision
	}
	return name + ", commit " + revision
}
