package bot

import (
	"sync"

	"github.com/bwmarrin/discordgo"
)

// Permissions that matter here.
const (
	mayModerate = discordgo.PermissionAdministrator | discordgo.PermissionManageMessages | discordgo.PermissionModerateMembers
	mayManage   = discordgo.PermissionAdministrator | discordgo.PermissionManageGuild
	mayThread   = discordgo.PermissionCreatePublicThreads | discordgo.PermissionSendMessagesInThreads
)

// guilds remembers what messages do not carry: which roles may moderate, which
// channels are threads, and each guild's language. discordgo's own state would
// keep every member and message.
type guilds struct {
	mu      sync.RWMutex
	byID    map[string]*guild
	threads map[string]thread
}

type guild struct {
	owner, locale string
	roles         map[string]int64 // permissions
}

type thread struct{ guild, parent string }

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
	for _, t := range from.Threads {
		g.keep(t, from.ID)
	}
}

// keep remembers a thread while it is open; g.mu is held.
func (g *guilds) keep(t *discordgo.Channel, guild string) {
	if t == nil || t.ID == "" {
		return
	}
	if g.threads == nil {
		g.threads = map[string]thread{}
	}
	if t.ThreadMetadata != nil && t.ThreadMetadata.Archived {
		delete(g.threads, t.ID)
		return
	}
	g.threads[t.ID] = thread{guild, t.ParentID}
}

// setThread takes a thread that was opened or changed.
func (g *guilds) setThread(t *discordgo.Channel) {
	if t == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.keep(t, t.GuildID)
}

// dropThread forgets a thread.
func (g *guilds) dropThread(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.threads, id)
}

// drop forgets a guild with its threads.
func (g *guilds) drop(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.byID, id)
	for t, of := range g.threads {
		if of.guild == id {
			delete(g.threads, t)
		}
	}
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

// parent is the channel that a thread belongs to, "" for what is no thread.
func (g *guilds) parent(channel string) string {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.threads[channel].parent
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
