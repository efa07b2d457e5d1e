// Package commands are the local Discord's commands of the application: as it
// registers them, and as clients offer them to people.
package commands

import (
	"slices"
	"strconv"
	"time"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Registry holds the global commands. Whoever calls its methods holds the world's lock.
type Registry struct {
	w      *world.World
	list   []*wire.Command
	adds   []time.Time // for the daily limit
	grants map[granted][]Grant
}

type granted struct{ guildID, commandID string }

// New makes a registry without commands.
func New(w *world.World) *Registry {
	return &Registry{w: w, grants: map[granted][]Grant{}}
}

// All are the commands.
func (r *Registry) All() []*wire.Command { return r.list }

// highest is how many commands of a type there may be.
var highest = map[int]int{wire.CommandSlash: rules.MaxSlash, wire.CommandUser: rules.MaxUser, wire.CommandMessage: rules.MaxMessage}

func complete(cmd *wire.Command) {
	if cmd.Type == 0 {
		cmd.Type = wire.CommandSlash
	}
	if cmd.Contexts == nil && (cmd.DMPermission == nil || *cmd.DMPermission) {
		cmd.Contexts = []int{wire.ContextGuild, wire.ContextBotDM}
	}
	if cmd.IntegrationTypes == nil {
		cmd.IntegrationTypes = []int{wire.InstallGuild}
	}
}

// Overwrite replaces all commands. Those that keep type and name keep their ID.
func (r *Registry) Overwrite(list []wire.Command) *world.Error {
	if err := checkAll(list); err != nil {
		return err
	}
	kept := []*wire.Command{}
	for _, cmd := range list {
		cmd.ApplicationID, cmd.Version = r.w.BotID(), r.w.NextID()
		i := slices.IndexFunc(r.list, func(c *wire.Command) bool { return c.Type == cmd.Type && c.Name == cmd.Name })
		switch {
		case i >= 0:
			cmd.ID = r.list[i].ID
		case !r.mayAdd():
			return refusal.DailyCommands
		default:
			cmd.ID = r.w.NextID()
		}
		kept = append(kept, &cmd)
	}
	r.list = kept
	r.w.Wake()
	return nil
}

// mayAdd counts towards the 200 creations a day.
func (r *Registry) mayAdd() bool {
	const daily = 200
	now := r.w.Now().Time
	var today []time.Time
	for _, t := range r.adds {
		if now.Sub(t) < 24*time.Hour {
			today = append(today, t)
		}
	}
	r.adds = append(today, now)
	return len(today) < daily
}

// checkAll completes and checks a list: each command, how many of a type, and
// that no name comes twice.
func checkAll(list []wire.Command) *world.Error {
	var problems rules.Problems
	seen, counts := map[string]bool{}, map[int]int{}
	for i := range list {
		complete(&list[i])
		cmd, at := list[i], strconv.Itoa(i)
		for _, p := range rules.Command(cmd) {
			p.Path = at + "." + p.Path
			problems = append(problems, p)
		}
		key := strconv.Itoa(cmd.Type) + cmd.Name
		if seen[key] {
			problems = append(problems, rules.Problem{Path: at + ".name", Code: "APPLICATION_COMMANDS_DUPLICATE_NAME", Message: "Application command names must be unique"})
		}
		seen[key] = true
		counts[cmd.Type]++
	}
	for kind, n := range counts {
		if n > highest[kind] {
			return refusal.MaxCommands
		}
	}
	if len(problems) > 0 {
		return refusal.Form(problems)
	}
	return nil
}
