package api

import (
	"encoding/json"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

func commandRoutes() []route {
	const app = "/applications/{application_id}"
	const guild = app + "/guilds/{guild_id}"
	var out []route
	for _, base := range []string{app + "/commands", guild + "/commands"} {
		out = append(out,
			rest.Get(base, ownApp(listCommands)),
			rest.Post(base, ownApp(createCommand)),
			rest.Put(base, ownApp(overwriteCommands)),
			rest.Get(base+"/{command_id}", theCommand(getCommand)),
			rest.Patch(base+"/{command_id}", theCommand(editCommand)),
			rest.Delete(base+"/{command_id}", theCommand(deleteCommand)),
		)
	}
	return append(out,
		rest.Get(guild+"/commands/permissions", ownApp(listGrants)),
		rest.Get(guild+"/commands/{command_id}/permissions", ownApp(getGrants)),
	)
}

// ownApp refuses other applications, and guilds that the bot is not in.
func ownApp(do handler) handler {
	return func(a *API, c *rest.Call) (rest.Reply, *Error) {
		if c.Params["application_id"] != a.BotID() {
			return rest.Refuse(refusal.UnknownApplication)
		}
		if id := c.Params["guild_id"]; id != "" && !a.Guild(id).HasBot() {
			return rest.Refuse(refusal.MissingAccess)
		}
		return do(a, c)
	}
}

// theCommand handles a request about one command.
func theCommand(do func(*API, *rest.Call, *wire.Command) (rest.Reply, *Error)) handler {
	return ownApp(func(a *API, c *rest.Call) (rest.Reply, *Error) {
		cmd := a.Commands.Find(c.Params["guild_id"], c.Params["command_id"])
		if cmd == nil {
			return rest.Refuse(refusal.UnknownCommand)
		}
		return do(a, c, cmd)
	})
}

func listCommands(a *API, c *rest.Call) (rest.Reply, *Error) {
	return rest.OK(a.Commands.View(c.Params["guild_id"], rest.BoolQuery(c.Query, "with_localizations")))
}

func createCommand(a *API, c *rest.Call) (rest.Reply, *Error) {
	var cmd wire.Command
	if err := c.Read(&cmd); err != nil {
		return rest.Refuse(err)
	}
	made, added, err := a.Commands.Create(c.Params["guild_id"], cmd)
	switch {
	case err != nil:
		return rest.Refuse(err)
	case added:
		return rest.Created(*made)
	}
	return rest.OK(*made)
}

func overwriteCommands(a *API, c *rest.Call) (rest.Reply, *Error) {
	var list []wire.Command
	if err := c.Read(&list); err != nil {
		return rest.Refuse(err)
	}
	if err := a.Commands.Overwrite(c.Params["guild_id"], list); err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(a.Commands.View(c.Params["guild_id"], true))
}

func getCommand(_ *API, _ *rest.Call, cmd *wire.Command) (rest.Reply, *Error) { return rest.OK(*cmd) }

func editCommand(a *API, c *rest.Call, cmd *wire.Command) (rest.Reply, *Error) {
	var to wire.Command // by way of JSON, so that nothing is shared with what stays if this is refused
	if data, err := json.Marshal(cmd); err == nil {
		_ = json.Unmarshal(data, &to)
	}
	if err := c.Read(&to); err != nil {
		return rest.Refuse(err)
	}
	if err := a.Commands.Change(c.Params["guild_id"], cmd, to); err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(*cmd)
}

func deleteCommand(a *API, _ *rest.Call, cmd *wire.Command) (rest.Reply, *Error) {
	a.Commands.Delete(cmd)
	return rest.Nothing()
}

// grantsOf are a guild's exceptions for one of its commands or for a global one.
func grantsOf(a *API, guildID, wanted string) []map[string]any {
	out := []map[string]any{}
	for _, cmd := range a.Commands.All() {
		grants := a.Commands.Grants(guildID, cmd.ID)
		if len(grants) > 0 && (wanted == "" || wanted == cmd.ID) {
			out = append(out, map[string]any{"id": cmd.ID, "application_id": cmd.ApplicationID, "guild_id": guildID, "permissions": grants})
		}
	}
	return out
}

func getGrants(a *API, c *rest.Call) (rest.Reply, *Error) {
	if list := grantsOf(a, c.Params["guild_id"], c.Params["command_id"]); len(list) > 0 {
		return rest.OK(list[0])
	}
	return rest.Refuse(refusal.UnknownGrants)
}

func listGrants(a *API, c *rest.Call) (rest.Reply, *Error) {
	return rest.OK(grantsOf(a, c.Params["guild_id"], ""))
}
