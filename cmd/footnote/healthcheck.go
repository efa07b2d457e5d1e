package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
)

// healthPatience is how long a running bot may take to say how it is. Docker
// waits 30 s for a health check by default, and the bot answers in milliseconds.
const healthPatience = 5 * time.Second

// healthCommand builds `footnote health`.
func healthCommand(p *app.Process) *cobra.Command {
	var live bool
	cmd := &cobra.Command{
		Use:   "health [--live]",
		Short: "Ask a running bot whether it is ready",
		Long: `Asks the bot that runs on this machine with the same FOOTNOTE_HTTP_ADDR whether it
is ready: connected to Discord, with its articles read. It is what a container's
health check runs.

The exit status is 0 where it is ready, and 1 where it is not or does not answer.`,
		Example: `  FOOTNOTE_HTTP_ADDR=127.0.0.1:9090 footnote health
  footnote health --live`,
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			path := "/readyz"
			if live {
				path = "/healthz"
			}
			return health(cmd.Context(), p, path)
		},
	}
	cmd.Flags().BoolVar(&live, "live", false, "ask only whether the process lives")
	return cmd
}

// health prints what a running bot answers at a path of its own address.
func health(ctx context.Context, p *app.Process, path string) error {
	c, err := p.Settings(nil)
	if err != nil {
		return err
	}
	if c.HTTP.Addr == "" {
		return errors.New("there is no address to ask: set FOOTNOTE_HTTP_ADDR, for the bot and for this command")
	}
	ctx, cancel := context.WithTimeout(ctx, healthPatience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+dialable(c.HTTP.Addr)+path, http.NoBody)
	if err != nil {
		return fmt.Errorf("the address %s cannot be asked: %w", c.HTTP.Addr, err)
	}
	transport := &http.Transport{} // of its own: a proxy is not for this machine
	defer transport.CloseIdleConnections()
	reply, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		return fmt.Errorf("no bot answers on %s: %w", c.HTTP.Addr, err)
	}
	defer func() { _ = reply.Body.Close() }()
	line, err := io.ReadAll(io.LimitReader(reply.Body, 1<<10))
	if err != nil {
		return fmt.Errorf("the bot on %s broke off: %w", c.HTTP.Addr, err)
	}
	said := strings.TrimSpace(string(line))
	if reply.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", said)
	}
	_, err = fmt.Fprintln(p.Stdout, said)
	return err
}

// dialable is the address at which a listener on this machine is reached: one
// that listens everywhere (":9090", "0.0.0.0:9090") is reached on loopback.
func dialable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}
