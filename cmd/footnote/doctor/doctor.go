// Package doctor checks what the program needs to run: its settings, its data, its models
// and Discord.
package doctor

import (
	"context"
	"fmt"
	"time"

	"footnote/cmd/footnote/app"
)

// Finding is what one check of the doctor found.
type Finding struct {
	// Check names what was looked at, State is ok, note or fail, Text says
	// what is right or what to do.
	Check string `json:"check"`
	State State  `json:"state"`
	Text  string `json:"text"`
}

// State says what a finding asks for.
type State string

// The states of a finding. A note is nothing to mend.
const (
	OK   State = "ok"
	Note State = "note"
	Fail State = "fail"
)

func ok(check, format string, args ...any) Finding {
	return Finding{check, OK, fmt.Sprintf(format, args...)}
}

func note(check, format string, args ...any) Finding {
	return Finding{check, Note, fmt.Sprintf(format, args...)}
}

func fail(check, format string, args ...any) Finding {
	return Finding{check, Fail, fmt.Sprintf(format, args...)}
}

// checkTime bounds each check that goes over a network.
const checkTime = 10 * time.Second

// Examine runs every check, on the data directory of --data. Without a configuration there
// is nothing to check by.
func Examine(ctx context.Context, p *app.Process, data string) []Finding {
	a, err := p.Start(app.Source{Data: data})
	if err != nil {
		return []Finding{fail("configuration", "%v", err)}
	}
	found := []Finding{ok("configuration", "every setting is readable")}
	// A model may take as long for each of its tasks as for a question.
	patient := max(checkTime, a.Config.Models.Deadline)
	for _, check := range []struct {
		run  func(context.Context, *app.App) []Finding
		time time.Duration
	}{
		{examineData, checkTime}, {examineReading, checkTime}, {examineLibrary, checkTime}, {examineMemory, checkTime}, {examineShared, checkTime}, {examineGuilds, checkTime},
		{examineEmbedder, checkTime},
		{examineChat, patient}, {examineDiscord, checkTime},
	} {
		found = append(found, within(ctx, check.time, a, check.run)...)
		if last := found[len(found)-1]; last.Check == chatCheck && last.State == OK {
			found = append(found, within(ctx, 2*patient, a, examineWriting)...)
		}
	}
	return found
}

// within runs a check that may take so long.
func within(ctx context.Context, most time.Duration, a *app.App, check func(context.Context, *app.App) []Finding) []Finding {
	timed, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	return check(timed, a)
}
