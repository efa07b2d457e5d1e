//go:build !linux

package sandbox

import (
	"os/exec"
	"time"
)

// Limited says which limits this system sets: the deadline and Go's own bound on
// memory, which a single huge allocation passes.
const Limited = false

func limitMemory(int64) error { return nil }

func limitTime(time.Duration) {}

func isolate(*exec.Cmd) {}

func killGroup(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = cmd.Process.Kill()
	}
}
