package commands

import (
	"slices"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Types of Grant.
const (
	GrantRole    = 1
	GrantUser    = 2
	GrantChannel = 3
)

// Grant is an exception that a guild's admin made for a command: for a role,
// a user or a channel, allowed or not.
type Grant struct {
	ID         string `json:"id"`
	Type       int    `json:"type"`
	Permission bool   `json:"permission"`
}

// Grant overrides default_member_permissions of the named command, as a
// guild's settings do.
func (r *Registry) Grant(guildID, name string, grants []Grant) {
	for _, cmd := range r.list {
		if cmd.Name == name {
			r.grants[granted{guildID, cmd.ID}] = grants
		}
	}
}

// Grants are a guild's exceptions for a command.
func (r *Registry) Grants(guildID, commandID string) []Grant {
	return r.grants[granted{guildID, commandID}]
}

// Offered are the commands that Discord's client offers a user in a channel.
func (r *Registry) Offered(c *world.Channel, userID string) []*wire.Command {
	var out []*wire.Command
	for _, cmd := range r.list {
		if r.offers(cmd, c, userID) {
			out = append(out, cmd)
		}
	}
	return out
}

// offers reports whether Discord's client offers a command: by where it is installed, by its contexts, and by the person's permissions.
// Source: https://discord.com/developers/docs/interactions/application-commands#permissions
func (r *Registry) offers(cmd *wire.Command, c *world.Channel, userID string) bool {
	g := c.Guild()
	if g == nil {
		return r.offersDirect(cmd, c, userID)
	}
	here := g.HasBot() && slices.Contains(cmd.IntegrationTypes, wire.InstallGuild)
	mine := r.w.User(userID).AppInUse && slices.Contains(cmd.IntegrationTypes, wire.InstallUser)
	if !here && !mine || !slices.Contains(cmd.Contexts, wire.ContextGuild) {
		return false
	}
	may := c.May(userID)
	return may.Has(perm.UseCommands) && r.allowed(cmd, c, userID, may)
}

func (r *Registry) offersDirect(cmd *wire.Command, c *world.Channel, userID string) bool {
	if c.May(r.w.BotID()) != 0 {
		return slices.Contains(cmd.Contexts, wire.ContextBotDM)
	}
	return r.w.User(userID).AppInUse && slices.Contains(cmd.IntegrationTypes, wire.InstallUser) &&
		slices.Contains(cmd.Contexts, wire.ContextPrivateChannel)
}

// allowed applies the guild's exceptions, and default_member_permissions
// where there is none: "0" is for administrators alone.
func (r *Registry) allowed(cmd *wire.Command, c *world.Channel, userID string, may perm.Set) bool {
	if may == perm.All {
		return true
	}
	if decided, allowed := r.exception(cmd.ID, c, userID); decided {
		return allowed
	}
	need := cmd.DefaultMemberPermissions
	return need == nil || *need != 0 && c.Guild().May(userID).Has(*need)
}

// exception looks for what an admin decided: a denied channel first, then the
// member, then their roles, among which an allow wins.
func (r *Registry) exception(commandID string, c *world.Channel, userID string) (decided, allowed bool) {
	roles, grants := c.Guild().Member(userID).Roles, r.Grants(c.GuildID, commandID)
	for _, grant := range grants {
		if grant.Type == GrantChannel && grant.ID == c.ID && !grant.Permission {
			return true, false
		}
	}
	for _, grant := range grants {
		if grant.Type == GrantUser && grant.ID == userID {
			return true, grant.Permission
		}
	}
	for _, grant := range grants {
		if grant.Type == GrantRole && (slices.Contains(roles, grant.ID) || grant.ID == c.GuildID) {
			decided, allowed = true, allowed || grant.Permission
		}
	}
	return decided, allowed
}
