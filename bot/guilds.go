package bot

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/feature"
)

// Permissions that matter here.
const (
	mayModerate = discordgo.PermissionAdministrator | discordgo.PermissionManageMessages | discordgo.PermissionModerateMembers
	mayManage   = discordgo.PermissionAdministrator | discordgo.PermissionManageGuild
	mayThread   = discordgo.PermissionCreatePublicThreads | discordgo.PermissionSendMessagesInThreads
)

// guilds remembers what messages do not carry: what roles may do, who may see
// which channel, which channels are threads, and each guild's language.
// discordgo's own state would keep every member and message.
type guilds struct {
	mu     sync.RWMutex
	byID   map[string]*guild
	places map[string]place
	// left are the guilds that the bot was thrown out of in this run.
	left map[string]bool
	// unseen are channels that Discord did not show when asked, with until when
	// that is taken to be so.
	unseen map[string]time.Time
}

type guild struct {
	owner, locale string
	roles         map[string]int64 // permissions
}

// set takes a guild as GUILD_CREATE and GUILD_UPDATE give it.
func (g *guilds) set(from *discordgo.Guild) {
	if from == nil || from.ID == "" || from.Unavailable {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.byID == nil {
		g.byID = map[string]*guild{}
	}
	known := &guild{owner: from.OwnerID, locale: from.PreferredLocale, roles: map[string]int64{}}
	for _, r := range from.Roles {
		if r != nil {
			known.roles[r.ID] = r.Permissions
		}
	}
	g.byID[from.ID] = known
	delete(g.left, from.ID)
	for _, c := range slices.Concat(from.Channels, from.Threads) {
		g.keep(c, from.ID)
	}
}

// keep remembers a channel, and a thread while it is open; g.mu is held.
func (g *guilds) keep(c *discordgo.Channel, guild string) {
	if c == nil || c.ID == "" {
		return
	}
	if g.places == nil {
		g.places = map[string]place{}
	}
	g.places[c.ID] = placeOf(c, guild)
	delete(g.unseen, c.ID)
}

// setPlace takes a channel or thread that is new, has changed, or was asked for.
func (g *guilds) setPlace(c *discordgo.Channel, guild string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.keep(c, guild)
}

// setThread takes a thread that was opened or changed. An archived one is
// dropped: there may be any number of them.
func (g *guilds) setThread(t *discordgo.Channel) {
	if t == nil {
		return
	}
	if t.ThreadMetadata != nil && t.ThreadMetadata.Archived {
		g.dropPlace(t.ID)
		return
	}
	g.setPlace(t, t.GuildID)
}

// setChannel takes a channel that is new or has changed.
func (g *guilds) setChannel(c *discordgo.Channel) {
	if c != nil && c.GuildID != "" {
		g.setPlace(c, c.GuildID)
	}
}

// dropChannel forgets a channel or thread that is gone.
func (g *guilds) dropChannel(c *discordgo.Channel) {
	if c != nil {
		g.dropPlace(c.ID)
	}
}

// dropPlace forgets a channel or thread by its ID.
func (g *guilds) dropPlace(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.places, id)
}

// place is a channel or thread, if it is known.
func (g *guilds) place(id string) (place, bool) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	p, ok := g.places[id]
	return p, ok
}

// drop forgets a guild with its channels.
func (g *guilds) drop(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.byID, id)
	maps.DeleteFunc(g.places, func(_ string, p place) bool { return p.guild == id })
	if g.left == nil {
		g.left = map[string]bool{}
	}
	g.left[id] = true
}

// Bounds of what is remembered as not to be seen.
const (
	unseenLasts = 10 * time.Minute
	mostUnseen  = 1000
)

// setUnseen remembers that Discord does not show a channel.
func (g *guilds) setUnseen(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.unseen == nil || len(g.unseen) >= mostUnseen {
		g.unseen = map[string]time.Time{}
	}
	g.unseen[id] = time.Now().Add(unseenLasts)
}

// isUnseen reports whether Discord did not show a channel a short while ago.
func (g *guilds) isUnseen(id string) bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return time.Now().Before(g.unseen[id])
}

// isIn reports whether the bot is a member of a guild: by what the gateway said
// or, where it has not said anything, by whether the guild installed it.
func (g *guilds) isIn(id string, installed bool) bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return !g.left[id] && (g.byID[id] != nil || installed)
}

// knows reports whether Discord has told of a guild.
func (g *guilds) knows(id string) bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.byID[id] != nil
}

// setRole takes a role that is new or changed.
func (g *guilds) setRole(guild string, r *discordgo.Role) {
	if r == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if known := g.byID[guild]; known != nil {
		known.roles[r.ID] = r.Permissions
	}
}

// dropRole forgets a role.
func (g *guilds) dropRole(guild, role string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if known := g.byID[guild]; known != nil {
		delete(known.roles, role)
	}
}

// locale is a guild's language.
func (g *guilds) locale(id string) string {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if known := g.byID[id]; known != nil {
		return known.locale
	}
	return ""
}

// permissions are a member's by roles; overwrites of channels are left out.
func (g *guilds) permissions(id, person string, roles []string) int64 {
	g.mu.RLock()
	defer g.mu.RUnlock()
	known := g.byID[id]
	if known == nil {
		return 0
	}
	if known.owner == person && person != "" {
		return discordgo.PermissionAdministrator
	}
	all := known.roles[id] // @everyone has the guild's ID
	for _, r := range roles {
		all |= known.roles[r]
	}
	return all
}

// whileSilenced is what somebody in a time-out may still do.
const whileSilenced = discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory

// permissionsIn are a member's in a channel with these overwrites: those for
// everybody first, then those of all roles together, then the member's own. A
// person without an ID is a member without roles.
// Source: https://discord.com/developers/docs/topics/permissions
func (g *guilds) permissionsIn(guild string, overwrites []discordgo.PermissionOverwrite, p feature.Person) int64 {
	set := g.permissions(guild, p.ID, p.Roles)
	if set&discordgo.PermissionAdministrator != 0 {
		return discordgo.PermissionAll | permissionPin
	}
	for _, concerns := range []func(o discordgo.PermissionOverwrite) bool{
		func(o discordgo.PermissionOverwrite) bool { return o.ID == guild },
		func(o discordgo.PermissionOverwrite) bool {
			return o.Type == discordgo.PermissionOverwriteTypeRole && o.ID != guild && slices.Contains(p.Roles, o.ID)
		},
		func(o discordgo.PermissionOverwrite) bool {
			return o.Type == discordgo.PermissionOverwriteTypeMember && o.ID == p.ID
		},
	} {
		var allow, deny int64
		for _, o := range overwrites {
			if concerns(o) {
				allow, deny = allow|o.Allow, deny|o.Deny
			}
		}
		set = set&^deny | allow
	}
	if p.Silenced {
		set &= whileSilenced
	}
	return set
}
