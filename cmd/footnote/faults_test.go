//go:build linux

package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"footnote/cmd/footnote/races"
)

// faultsFile is what TestFaults writes with UPDATE_FAULTS=1, and holds otherwise.
const faultsFile = "../../docs/FAULTS.md"

// fault is something that goes wrong around the real program. run makes it happen and
// checks that saw, lost and back are true.
type fault struct {
	title           string
	saw, lost, back string
	run             func(t *testing.T)
}

// faults are all of them, in the order of the file.
var faults = []fault{
	{"The process is killed (kill -9) under load, 40 questions acknowledged",
		"\"thinking\", until the next start; then each an answer", "nothing: 40 of 40 acknowledged questions are answered",
		"by starting it again: what was under way is resumed", faultKill},
	{"The kernel refuses more memory to the process, with 20 questions under way",
		"answers; where the process ended, after the next start", "nothing: 20 of 20 acknowledged questions are answered",
		"by itself, or by starting it again as a supervisor does", faultMemory},
	{"The disk is full",
		"answers; buttons below an answer that could not be kept say so", "what was to be remembered of these questions",
		"by itself, as soon as there is room", faultDiskFull},
	{"Another process locks bot.db",
		"answers, up to some seconds later", "nothing", "by itself, as soon as the lock is gone", faultLocked},
	{"bot.db is damaged",
		"nothing: the bot refuses to start and says what mends it", "the rows on the damaged pages; footnote repair says how many",
		"by footnote repair, or footnote restore", faultDamaged},
	{"The data directory may not be written to",
		"nothing: the bot refuses to start and says what to allow", "nothing", "by allowing it and starting again", faultReadOnly},
	{"The model never answers",
		"within the deadline, the passages that answer, and that the model took too long", "nothing", "by itself, with the next question", faultModelHangs},
	{"The model lies",
		"only sentences that the articles bear out", "what the model made up", "nothing has to come back", faultModelLies},
	{"The model's server is gone, and its name with it (DNS)",
		"at once, the passages that answer", "nothing", "by itself, with the next question", faultNoModel},
	{"Discord's gateway and its API fail for some seconds, a question under way",
		"the answer, when Discord is back", "nothing", "by itself", faultDiscordDown},
	{"Discord admits one request in four seconds on each route",
		"answers, some seconds later", "nothing", "by itself; it waits as long as Discord says and asks no oftener", faultLimited},
	{"The clock jumps by an hour, forwards or back, with questions under way",
		"answers", "nothing", "nothing has to come back", faultClock},
	{"No file descriptor is left",
		"answers over the connections that are open", "nothing that was acknowledged", "by itself, as soon as there are some", faultDescriptors},
}

// TestFaults runs the real program against a local Discord and a model server through
// everything that docs/FAULTS.md tells of.
func TestFaults(t *testing.T) {
	races.Skip(t, "it starts the program many times")
	var mu sync.Mutex
	passed := map[string]bool{}
	t.Run("all", func(t *testing.T) {
		for _, f := range faults {
			t.Run(f.title, func(t *testing.T) {
				t.Parallel()
				f.run(t)
				mu.Lock()
				defer mu.Unlock()
				passed[f.title] = !t.Failed()
			})
		}
	})
	if t.Failed() || len(passed) < len(faults) {
		return // some were left out by -run, or failed and say so
	}
	text := faultsText()
	if os.Getenv("UPDATE_FAULTS") != "" {
		must(t, os.WriteFile(faultsFile, []byte(text), 0o644))
	}
	if kept, err := os.ReadFile(faultsFile); err != nil || string(kept) != text {
		t.Errorf("docs/FAULTS.md tells something else (%v): write it with UPDATE_FAULTS=1 go test ./cmd/footnote -run TestFaults", err)
	}
}

// faultsText is the whole file.
func faultsText() string {
	var b strings.Builder
	b.WriteString(`# Faults

What happens when something around Footnote fails. Every line is what a test saw: it runs the real program against a Discord and a model server on the
same machine, makes the fault, and checks what people saw, what was lost and how it came back. The test writes this file:
` + "`UPDATE_FAULTS=1 go test ./cmd/footnote -run TestFaults`" + `.

| what fails | what people saw | what was lost | how it came back |
| --- | --- | --- | --- |
`)
	for _, f := range faults {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.title, f.saw, f.lost, f.back)
	}
	b.WriteString(`
Kills in the middle of ` + "`index add`, `index sync`, `backup` and `restore`" + ` are tested by themselves: each leaves the state before or the state after.
The clock that jumps is Discord's, which is the same seen from the bot; a question that was taken on with the clock an hour ahead and is resumed with it right
is in ` + "`go test ./bot -run OfLater`" + `. Half an hour without Discord and an hour of limits go by a clock that jumps to the next event, and only through the part that
talks to Discord: ` + "`go test ./bot/discord -run 'HalfAnHour|AnHour'`" + `. A question that is under way for longer than the 15 minutes which Discord gives it is not answered.

Where what the bot remembers is on a PostgreSQL server that does not answer, questions and commands are refused with a sentence: none is acknowledged that is not kept, so that a process
which is killed meanwhile loses none. Messages that summaries rest on and that were deleted or edited meanwhile, or while no bot ran, are looked for afterwards, within a minute, among the last
1,000 of their channel: ` + "`go test ./bot -run 'Database|CannotBeKept|WhileAway'`" + `.
`)
	return b.String()
}
