package localdiscord

import (
	"encoding/json"
	"sort"
	"time"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
)

// commandAPI is the part of the API for commands.
type commandAPI struct{ *Server }

func commandRoutes() []rest.Route[*Server] {
	var out []rest.Route[*Server]
	for _, base := range []string{"/applications/{application_id}", "/applications/{application_id}/guilds/{guild_id}"} {
		out = append(out,
			rest.Get(base+"/commands", ownApp(on(commandAPI.listCommands))),
			rest.Post(base+"/commands", ownApp(on(commandAPI.createCommand))),
			rest.Put(base+"/commands", ownApp(on(commandAPI.overwriteCommands))),
			rest.Get(base+"/commands/{command_id}", ownApp(on(commandAPI.getCommand))),
			rest.Patch(base+"/commands/{command_id}", ownApp(on(commandAPI.editCommand))),
			rest.Delete(base+"/commands/{command_id}", ownApp(on(commandAPI.deleteCommand))),
		)
	}
	return out
}

// ownApp refuses other applications, and guilds that the bot is not in.
func ownApp(do rest.Handler[*Server]) rest.Handler[*Server] {
	return func(s *Server, c *rest.Call) (rest.Reply, *Error) {
		if c.Params["application_id"] != s.botID {
			return rest.Refuse(refusal.UnknownApplication)
		}
		if id := c.Params["guild_id"]; id != "" && (s.guilds[id] == nil || s.guilds[id].members[s.botID] == nil) {
			return rest.Refuse(refusal.MissingAccess)
		}
		return do(s, c)
	}
}

// scope gives the commands of a guild, or the global ones for "".
func (s *invocations) scope(guildID string) []*command {
	var out []*command
	for _, c := range s.commands {
		if c.GuildID == guildID {
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return snowflakeLess(out[i].ID, out[j].ID) })
	return out
}

func (s commandAPI) listCommands(c *rest.Call) (rest.Reply, *Error) {
	return rest.OK(s.viewCommands(c.Params["guild_id"], rest.BoolQuery(c.Query, "with_localizations")))
}

func (s *invocations) viewCommands(guildID string, localised bool) []wire.Command {
	out := []wire.Command{}
	for _, cmd := range s.scope(guildID) {
		one := cmd.Command
		if !localised {
			one.NameLocalizations, one.DescriptionLocalizations = nil, nil
		}
		out = append(out, one)
	}
	return out
}

func (s *invocations) findCommand(c *rest.Call) *command {
	for _, cmd := range s.scope(c.Params["guild_id"]) {
		if cmd.ID == c.Params["command_id"] {
			return cmd
		}
	}
	return nil
}

func (s commandAPI) getCommand(c *rest.Call) (rest.Reply, *Error) {
	if cmd := s.findCommand(c); cmd != nil {
		return rest.OK(cmd.Command)
	}
	return rest.Refuse(refusal.UnknownCommand)
}

// createCommand adds a command, or replaces the one of that type and name.
func (s commandAPI) createCommand(c *rest.Call) (rest.Reply, *Error) {
	var cmd wire.Command
	if err := c.Read(&cmd); err != nil {
		return rest.Refuse(err)
	}
	complete(&cmd)
	if problems := rules.Command(cmd); len(problems) > 0 {
		return invalidCall(problems)
	}
	guildID := c.Params["guild_id"]
	if old := s.named(guildID, cmd.Type, cmd.Name); old != nil {
		s.install(old, cmd, guildID)
		return rest.OK(old.Command)
	}
	if s.count(guildID, cmd.Type) >= highest(cmd.Type) {
		return rest.Refuse(refusal.MaxCommands)
	}
	if !s.mayAddCommand(guildID) {
		return rest.Refuse(refusal.DailyCommands)
	}
	added := &command{}
	s.commands = append(s.commands, added)
	s.install(added, cmd, guildID)
	s.wake()
	return rest.Created(added.Command)
}

func invalidCall(problems rules.Problems) (rest.Reply, *Error) {
	return rest.Refuse(refusal.Form(problems))
}

func highest(kind int) int {
	return map[int]int{wire.CommandSlash: rules.MaxSlash, wire.CommandUser: rules.MaxUser, wire.CommandMessage: rules.MaxMessage}[kind]
}

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

// install writes a definition over a command and gives it a new version.
func (s *invocations) install(to *command, cmd wire.Command, guildID string) {
	cmd.ID, cmd.ApplicationID, cmd.GuildID, cmd.Version = to.ID, s.botID, guildID, s.nextID()
	if cmd.ID == "" {
		cmd.ID = s.nextID()
	}
	if guildID != "" { // contexts and integration types belong to global commands
		cmd.Contexts = nil
	}
	to.Command = cmd
}

func (s *invocations) named(guildID string, kind int, name string) *command {
	for _, cmd := range s.scope(guildID) {
		if cmd.Type == kind && cmd.Name == name {
			return cmd
		}
	}
	return nil
}

func (s *invocations) count(guildID string, kind int) int {
	n := 0
	for _, cmd := range s.scope(guildID) {
		if cmd.Type == kind {
			n++
		}
	}
	return n
}

// mayAddCommand counts towards the 200 creations a day and scope.
func (s *invocations) mayAddCommand(guildID string) bool {
	const daily = 200
	now := s.cfg.Now()
	var today []time.Time
	for _, t := range s.commandAdds[guildID] {
		if now.Sub(t) < 24*time.Hour {
			today = append(today, t)
		}
	}
	s.commandAdds[guildID] = append(today, now)
	return len(today) < daily
}

// overwriteCommands replaces all commands of a scope. Those that keep type and
// name keep their ID.
func (s commandAPI) overwriteCommands(c *rest.Call) (rest.Reply, *Error) {
	var list []wire.Command
	if err := c.Read(&list); err != nil {
		return rest.Refuse(err)
	}
	if err := checkAll(list); err != nil {
		return rest.Refuse(err)
	}
	guildID := c.Params["guild_id"]
	var kept []*command
	for _, cmd := range list {
		old := s.named(guildID, cmd.Type, cmd.Name)
		if old == nil {
			if !s.mayAddCommand(guildID) {
				return rest.Refuse(refusal.DailyCommands)
			}
			old = &command{}
		}
		s.install(old, cmd, guildID)
		kept = append(kept, old)
	}
	s.replaceScope(guildID, kept)
	return rest.OK(s.viewCommands(guildID, true))
}

func (s *invocations) replaceScope(guildID string, kept []*command) {
	for _, cmd := range s.commands {
		if cmd.GuildID != guildID {
			kept = append(kept, cmd)
		}
	}
	s.commands = kept
	s.wake()
}

// checkAll completes and checks a list: each command, how many of a type, and
// that no name comes twice.
func checkAll(list []wire.Command) *Error {
	var problems rules.Problems
	seen, counts := map[string]bool{}, map[int]int{}
	for i := range list {
		complete(&list[i])
		cmd := list[i]
		for _, p := range rules.Command(cmd) {
			p.Path = itoa(i) + "." + p.Path
			problems = append(problems, p)
		}
		key := itoa(cmd.Type) + cmd.Name
		if seen[key] {
			problems = append(problems, rules.Problem{Path: itoa(i) + ".name", Code: "APPLICATION_COMMANDS_DUPLICATE_NAME", Message: "Application command names must be unique"})
		}
		seen[key] = true
		counts[cmd.Type]++
	}
	for kind, n := range counts {
		if n > highest(kind) {
			return refusal.MaxCommands
		}
	}
	if len(problems) > 0 {
		return refusal.Form(problems)
	}
	return nil
}

func (s commandAPI) editCommand(c *rest.Call) (rest.Reply, *Error) {
	cmd := s.findCommand(c)
	if cmd == nil {
		return rest.Refuse(refusal.UnknownCommand)
	}
	var changed wire.Command // by way of JSON, so that nothing is shared with what stays if this is refused
	_ = json.Unmarshal(mustRaw(cmd.Command), &changed)
	if err := c.Read(&changed); err != nil {
		return rest.Refuse(err)
	}
	changed.Type = cmd.Type
	if problems := rules.Command(changed); len(problems) > 0 {
		return invalidCall(problems)
	}
	s.install(cmd, changed, c.Params["guild_id"])
	return rest.OK(cmd.Command)
}

func (s commandAPI) deleteCommand(c *rest.Call) (rest.Reply, *Error) {
	cmd := s.findCommand(c)
	if cmd == nil {
		return rest.Refuse(refusal.UnknownCommand)
	}
	for i, one := range s.commands {
		if one == cmd {
			s.commands = append(s.commands[:i:i], s.commands[i+1:]...)
			break
		}
	}
	return rest.Nothing()
}
