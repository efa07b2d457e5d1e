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

// Registry holds the commands of guilds and the global ones, whose guild is "". Whoever
// calls its methods holds the world's lock.
type Registry struct {
	w      *world.World
	list   []*wire.Command
	adds   map[string][]time.Time // by guild, for the daily limit
	grants map[granted][]Grant
}

type granted struct{ guildID, commandID string }

// New makes a registry without commands.
func New(w *world.World) *Registry {
	return &Registry{w: w, adds: map[string][]time.Time{}, grants: map[granted][]Grant{}}
}

// All are the commands of all guilds and the global ones.
func (r *Registry) All() []*wire.Command { return r.list }

// of are the commands of a guild by age.
func (r *Registry) of(guildID string) []*wire.Command {
	var out []*wire.Command
	for _, c := range r.list {
		if c.GuildID == guildID {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b *wire.Command) int { return wire.ByAge(a.ID, b.ID) })
	return out
}

// Find finds a guild's command, nil where there is none.
func (r *Registry) Find(guildID, id string) *wire.Command {
	return first(r.of(guildID), func(c *wire.Command) bool { return c.ID == id })
}

func (r *Registry) named(guildID string, kind int, name string) *wire.Command {
	return first(r.of(guildID), func(c *wire.Command) bool { return c.Type == kind && c.Name == name })
}

func first(list []*wire.Command, wanted func(*wire.Command) bool) *wire.Command {
	if i := slices.IndexFunc(list, wanted); i >= 0 {
		return list[i]
	}
	return nil
}

// View are a guild's commands as REST gives them, localised or not.
func (r *Registry) View(guildID string, localised bool) []wire.Command {
	out := []wire.Command{}
	for _, cmd := range r.of(guildID) {
		one := *cmd
		if !localised {
			one.NameLocalizations, one.DescriptionLocalizations = nil, nil
		}
		out = append(out, one)
	}
	return out
}

// Create adds a command, or replaces the one of that type and name; added tells which.
func (r *Registry) Create(guildID string, cmd wire.Command) (to *wire.Command, added bool, err *world.Error) {
	complete(&cmd)
	if problems := rules.Command(cmd); len(problems) > 0 {
		return nil, false, refusal.Form(problems)
	}
	if old := r.named(guildID, cmd.Type, cmd.Name); old != nil {
		r.write(old, cmd, guildID)
		return old, false, nil
	}
	n := 0
	for _, c := range r.of(guildID) {
		if c.Type == cmd.Type {
			n++
		}
	}
	if n >= highest[cmd.Type] {
		return nil, false, refusal.MaxCommands
	}
	if !r.mayAdd(guildID) {
		return nil, false, refusal.DailyCommands
	}
	to = &wire.Command{}
	r.list = append(r.list, to)
	r.write(to, cmd, guildID)
	r.w.Wake()
	return to, true, nil
}

// highest is how many commands of a type a guild may have.
var highest = map[int]int{wire.CommandSlash: rules.MaxSlash, wire.CommandUser: rules.MaxUser, wire.CommandMessage: rules.MaxMessage}

func complete(cmd *wire.Command) {
	if cmd.Type == 0 {
		cmd.Type = wire.CommandSlash
	}
	if cmd.Contexts == nil && cmd.GuildID == "" && (cmd.DMPermission == nil || *cmd.DMPermission) {
		cmd.Contexts = []int{wire.ContextGuild, wire.ContextBotDM}
	}
	if cmd.IntegrationTypes == nil {
		cmd.IntegrationTypes = []int{wire.InstallGuild}
	}
}

// write writes a definition over a command and gives it a new version.
func (r *Registry) write(to *wire.Command, cmd wire.Command, guildID string) {
	cmd.ID, cmd.ApplicationID, cmd.GuildID, cmd.Version = to.ID, r.w.BotID(), guildID, r.w.NextID()
	if cmd.ID == "" {
		cmd.ID = r.w.NextID()
	}
	if guildID != "" { // contexts and integration types belong to global commands
		cmd.Contexts = nil
	}
	*to = cmd
}

// mayAdd counts towards the 200 creations a day and guild.
func (r *Registry) mayAdd(guildID string) bool {
	const daily = 200
	now := r.w.Now().Time
	var today []time.Time
	for _, t := range r.adds[guildID] {
		if now.Sub(t) < 24*time.Hour {
			today = append(today, t)
		}
	}
	r.adds[guildID] = append(today, now)
	return len(today) < daily
}

// Overwrite replaces all commands of a guild. Those that keep type and name keep
// their ID.
func (r *Registry) Overwrite(guildID string, list []wire.Command) *world.Error {
	if err := checkAll(list); err != nil {
		return err
	}
	var kept []*wire.Command
	for _, cmd := range list {
		to := r.named(guildID, cmd.Type, cmd.Name)
		if to == nil {
			if !r.mayAdd(guildID) {
				return refusal.DailyCommands
			}
			to = &wire.Command{}
		}
		r.write(to, cmd, guildID)
		kept = append(kept, to)
	}
	for _, cmd := range r.list {
		if cmd.GuildID != guildID {
			kept = append(kept, cmd)
		}
	}
	r.list = kept
	r.w.Wake()
	return nil
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

// Change changes a guild's command, but not its type.
func (r *Registry) Change(guildID string, cmd *wire.Command, to wire.Command) *world.Error {
	to.Type = cmd.Type
	if problems := rules.Command(to); len(problems) > 0 {
		return refusal.Form(problems)
	}
	r.write(cmd, to, guildID)
	return nil
}

// Delete removes a command.
func (r *Registry) Delete(cmd *wire.Command) {
	r.list = slices.DeleteFunc(slices.Clone(r.list), func(c *wire.Command) bool { return c == cmd })
}
