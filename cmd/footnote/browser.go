package main

import (
	"os/exec"
	"runtime"
)

// openBrowser opens an address in whatever browser the system prefers, and
// does not wait for it.
func openBrowser(address string) error {
	name, args := browser(runtime.GOOS, address)
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}

// browser is the command that opens an address on a system.
func browser(system, address string) (name string, args []string) {
	switch system {
	case "darwin":
		return "open", []string{address}
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	return "xdg-open", []string{address}
}
