package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"footnote/cmd/footnote/app"

	"github.com/spf13/cobra"
)

// finding is what one check of the doctor found.
type finding struct {
	// Check names what was looked at, State is ok, note or fail, Text says
	// what is right or what to do.
	Check string `json:"check"`
	State string `json:"state"`
	Text  string `json:"text"`
}

// The states of a finding. A note is nothing to mend.
const (
	stateOK   = "ok"
	stateNote = "note"
	stateFail = "fail"
)

func ok(check, format string, args ...any) finding {
	return finding{check, stateOK, fmt.Sprintf(format, args...)}
}

func note(check, format string, args ...any) finding {
	return finding{check, stateNote, fmt.Sprintf(format, args...)}
}

func fail(check, format string, args ...any) finding {
	return finding{check, stateFail, fmt.Sprintf(format, args...)}
}

// errUnwell ends a doctor's visit that found something to mend.
var errUnwell = errors.New("something needs attention, see above")

// checkTime bounds each check that goes over a network.
const checkTime = 10 * time.Second

// doctorCommand builds `footnote doctor`.
func doctorCommand(p *app.Process) *cobra.Command {
	var data string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor [--json]",
		Short: "Check the configuration, the library, the models and Discord",
		Long: `Checks the configuration, the data directory and its disk, the library, the bot's
memory, the articles of servers, the embedder and the chat model, and the Discord token. The embedder and the model are
really used: the model gets a full-size prompt and writes a sample answer that must
pass the proof. The token is checked for its form and tried with Discord. Each
check prints one sentence that says what is right, or what to do.

The exit status is 0 if nothing needs attention.`,
		Example: `  footnote doctor
  footnote --config config.yaml doctor --json | jq '.[] | select(.state == "fail")'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return printFindings(p, examine(cmd.Context(), p, data), asJSON)
		},
	}
	libraryFlag(cmd, &data)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as a JSON array on one line")
	return cmd
}

// examine runs every check. Without a configuration there is nothing to check by.
func examine(ctx context.Context, p *app.Process, data string) []finding {
	a, err := p.Start(app.Source{Data: data})
	if err != nil {
		return []finding{fail("configuration", "%v", err)}
	}
	found := []finding{ok("configuration", "every setting is readable")}
	// A model may take as long for each of its tasks as for a question.
	patient := max(checkTime, a.Config.Models.Deadline)
	for _, check := range []struct {
		run  func(context.Context, *app.App) []finding
		time time.Duration
	}{
		{examineData, checkTime}, {examineReading, checkTime}, {examineLibrary, checkTime}, {examineMemory, checkTime}, {examineGuilds, checkTime},
		{examineEmbedder, checkTime},
		{examineChat, patient}, {examineDiscord, checkTime},
	} {
		found = append(found, within(ctx, check.time, a, check.run)...)
		if last := found[len(found)-1]; last.Check == chatCheck && last.State == stateOK {
			found = append(found, within(ctx, 2*patient, a, examineWriting)...)
		}
	}
	return found
}

// within runs a check that may take so long.
func within(ctx context.Context, most time.Duration, a *app.App, check func(context.Context, *app.App) []finding) []finding {
	timed, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	return check(timed, a)
}

// printFindings prints a line a finding, and fails where one is to be mended.
func printFindings(p *app.Process, all []finding, asJSON bool) error {
	var err error
	if asJSON {
		err = p.WriteJSON(all)
	} else {
		for _, f := range all {
			text := strings.ReplaceAll(f.Text, "\n", "\n      ")
			_, e := fmt.Fprintf(p.Stdout, "%-4s  %s: %s\n", f.State, f.Check, text)
			err = errors.Join(err, e)
		}
	}
	for _, f := range all {
		if err == nil && f.State == stateFail {
			err = errUnwell
		}
	}
	return err
}
