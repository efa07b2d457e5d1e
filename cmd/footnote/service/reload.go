package service

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"

	"footnote/cmd/footnote/app"
	"footnote/config"
	"footnote/retrieval/answer/budget"
)

// reloading reads the configuration again at each SIGHUP. The function returned ends
// that.
func reloading(ctx context.Context, a *app.App, spending *budget.Budget) (end func()) {
	c := a.Config
	ctx, cancel := context.WithCancel(ctx)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP)
	var waiting sync.WaitGroup
	waiting.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-signals:
				c = reload(a, c, spending)
			}
		}
	})
	return func() { signal.Stop(signals); cancel(); waiting.Wait() }
}

// reload takes over what may change in a running bot, and returns the configuration
// that holds now. One that cannot be read changes nothing.
func reload(a *app.App, before *config.Config, spending *budget.Budget) *config.Config {
	c, err := a.ReadAgain()
	if err != nil {
		a.Log.Error("the configuration is left as it was", "error", err)
		return before
	}
	taken, waiting := changedSettings(before, c)
	a.Level.Set(c.LogLevel)
	spending.Change(app.NewBudget(&c.Budget, nil))
	// Said whatever the level is: somebody asked for it.
	a.Log.Log(context.Background(), max(c.LogLevel, slog.LevelInfo), "read the configuration again",
		"changed", strings.Join(taken, " "), "waiting_for_a_new_start", strings.Join(waiting, " "))
	return c
}

// changedSettings names the settings whose values differ: those that are taken over,
// and those that need a new start.
func changedSettings(before, now *config.Config) (taken, waiting []string) {
	old := map[string]string{}
	for _, e := range before.Effective() {
		old[e.Key] = e.Value
	}
	for _, e := range now.Effective() {
		switch {
		case old[e.Key] == e.Value:
		case e.Key == "log.level" || strings.HasPrefix(e.Key, "budget."):
			taken = append(taken, e.Key)
		default:
			waiting = append(waiting, e.Key)
		}
	}
	return taken, waiting
}
