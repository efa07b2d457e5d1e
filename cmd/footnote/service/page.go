package service

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"

	"footnote/bot/playground"
	"footnote/cmd/footnote/app"
)

// servePage serves the page and says where. The function returned ends that.
func servePage(ctx context.Context, a *app.App, o PlayOptions, c playground.Config) (*playground.Server, func(), error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.Addr)
	if err != nil {
		return nil, nil, fmt.Errorf("the page cannot be served on %s, choose another --addr: %w", o.Addr, err)
	}
	address := "http://" + l.Addr().String()
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		c.Token = rand.Text()
		address += "/?token=" + c.Token
		if host, _, err := net.SplitHostPort(o.Addr); err == nil {
			c.Hosts = append(c.Hosts, strings.ToLower(host))
		}
		if name, err := os.Hostname(); err == nil {
			c.Hosts = append(c.Hosts, strings.ToLower(name))
		}
	}
	page := playground.New(c)
	server := &http.Server{Handler: page, ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}
	var serving sync.WaitGroup
	serving.Go(func() { _ = server.Serve(l) }) // ErrServerClosed, by stop
	fmt.Fprintln(a.Stdout, "open "+address)
	if o.Open {
		if err := openBrowser(address); err != nil {
			a.Problems.Problem("no browser could be opened, open the address yourself: " + err.Error())
		}
	}
	return page, func() {
		page.Close()
		_ = server.Close()
		serving.Wait()
	}, nil
}

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
