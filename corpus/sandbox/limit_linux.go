package sandbox

import (
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Limited says which limits this system sets: all of them.
const Limited = true

// runtimeData is what a Go process maps for itself, for which the limit leaves
// room: the heap grows in arenas of 64 MB.
const runtimeData = 192 << 20

// limitMemory bounds the private memory of the process; what is only reserved
// does not count.
func limitMemory(bytes int64) error {
	limit := uint64(bytes + runtimeData + detectorMemory)
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return err
	}
	return unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: limit, Max: limit})
}

// limitTime has the kernel end the process once it has taken so much more
// processor time; the parent's deadline mostly comes first.
func limitTime(more time.Duration) {
	var used unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &used) != nil {
		return
	}
	seconds := uint64(used.Utime.Sec+used.Stime.Sec) + uint64(2*more/time.Second) + 2
	_ = unix.Setrlimit(unix.RLIMIT_CPU, &unix.Rlimit{Cur: seconds, Max: unix.RLIM_INFINITY})
}

// isolate gives the child a process group of its own and ends it with its
// parent.
func isolate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

func killGroup(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
}
