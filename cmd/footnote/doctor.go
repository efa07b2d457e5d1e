package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"footnote/config"
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
func (p *program) doctorCommand() *cobra.Command {
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
			return p.printFindings(p.examine(cmd.Context(), source{data: data}), asJSON)
		},
	}
	cmd.Flags().StringVar(&data, "data", "", "the data directory with the library, `DIR` (default FOOTNOTE_DATA, or the platform's)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as a JSON array on one line")
	return cmd
}

// examine runs every check. Without a configuration there is nothing to check by.
func (p *program) examine(ctx context.Context, from source) []finding {
	c, err := p.settings(from.overrides())
	if err != nil {
		return []finding{fail("configuration", "%v", err)}
	}
	found := []finding{ok("configuration", "every setting is readable")}
	// A model may take as long for each of its tasks as for a question.
	patient := max(checkTime, c.Models.Deadline)
	for _, check := range []struct {
		run  func(context.Context, *config.Config, source) []finding
		time time.Duration
	}{
		{p.examineData, checkTime}, {p.examineReading, checkTime}, {p.examineLibrary, checkTime}, {p.examineMemory, checkTime}, {p.examineGuilds, checkTime},
		{p.examineEmbedder, checkTime},
		{p.examineChat, patient}, {p.examineDiscord, checkTime},
	} {
		found = append(found, within(ctx, check.time, c, from, check.run)...)
		if last := found[len(found)-1]; last.Check == chatCheck && last.State == stateOK {
			found = append(found, within(ctx, 2*patient, c, from, p.examineWriting)...)
		}
	}
	return found
}

// within runs a check that may take so long.
func within(ctx context.Context, most time.Duration, c *config.Config, from source,
	check func(context.Context, *config.Config, source) []finding) []finding {
	timed, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	return check(timed, c, from)
}

// printFindings prints a line a finding, and fails where one is to be mended.
func (p *program) printFindings(all []finding, asJSON bool) error {
	var err error
	if asJSON {
		err = p.writeJSON(all)
	} else {
		for _, f := range all {
			text := strings.ReplaceAll(f.Text, "\n", "\n      ")
			_, e := fmt.Fprintf(p.stdout, "%-4s  %s: %s\n", f.State, f.Check, text)
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
