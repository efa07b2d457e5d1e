package localdiscord

import (
	"sort"
	"time"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// The state of the world; all of it is guarded by Server.mu. Slices inside a
// wire value are never changed in place, so that values may be handed out.

type user struct {
	wire.User
	locale   string
	appInUse bool            // the person installed the application for themselves
	noDMs    bool            // refuses direct messages
	dms      map[string]bool // channel IDs
}

type guild struct {
	wire.Guild // Roles are in roles
	roles      map[string]*wire.Role
	members    map[string]*wire.Member
	channels   []string
	grants     map[string][]Grant // command ID -> exceptions made by an admin
	joinedAt   wire.Time
}

type channel struct {
	wire.Channel
	messages []*message // by ID
	byID     map[string]*message
	pins     []string // newest first
	pinnedAt map[string]wire.Time
	followed map[string]wire.ThreadMember // thread members
	nonces   map[string]string            // nonce -> message
}

type message struct {
	wire.Message
	onlyFor   string // an ephemeral message's reader
	reactions []reaction
	mentioned map[string]bool // user IDs in the content, whether pinged or not
	roles     map[string]bool // role IDs in the content
}

type reaction struct {
	emoji wire.Emoji
	users []string
}

type command struct {
	wire.Command
}

type webhook struct {
	id, token, name, channelID, guildID string
}

type file struct {
	wire.Attachment
	channelID string
	data      []byte
}

func (g *guild) subject(userID string, now time.Time) (perm.Subject, bool) {
	m := g.members[userID]
	if m == nil {
		return perm.Subject{}, false
	}
	until := m.CommunicationDisabledUntil
	return perm.Subject{
		UserID: userID, GuildID: g.ID, Roles: m.Roles, Owner: g.OwnerID == userID,
		TimedOut: until != nil && until.After(now),
	}, true
}

func (g *guild) rolePermissions(id string) perm.Set {
	if r := g.roles[id]; r != nil {
		return r.Permissions
	}
	return 0
}

// sortedRoles gives the roles by position, then ID.
func (g *guild) sortedRoles() []wire.Role {
	list := make([]wire.Role, 0, len(g.roles))
	for _, r := range g.roles {
		list = append(list, *r)
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].Position != list[j].Position {
			return list[i].Position < list[j].Position
		}
		return snowflakeLess(list[i].ID, list[j].ID)
	})
	return list
}

// snowflakeLess orders decimal numbers without reading them.
func snowflakeLess(a, b string) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}

// guildPermissions is what a user may do in a guild as a whole.
func (s *world) guildPermissions(g *guild, userID string) perm.Set {
	who, ok := g.subject(userID, s.cfg.Now())
	if !ok {
		return 0
	}
	return perm.Base(who, g.rolePermissions)
}

// permissions is what a user may do in a channel; 0 where they are not in it.
func (s *world) permissions(c *channel, userID string) perm.Set {
	if c.GuildID == "" {
		for _, r := range c.Recipients {
			if r.ID == userID {
				return perm.DM
			}
		}
		return 0
	}
	g := s.guilds[c.GuildID]
	who, ok := g.subject(userID, s.cfg.Now())
	if !ok {
		return 0
	}
	base := perm.Base(who, g.rolePermissions)
	if !c.IsThread() {
		return perm.Channel(who, base, c.PermissionOverwrites)
	}
	parent := s.channels[*c.ParentID]
	set := perm.Thread(who, base, parent.PermissionOverwrites)
	// A private thread is for its members and who manages threads.
	if _, in := c.followed[userID]; c.Type == wire.ThreadPrivate && !in && !set.Has(perm.ManageThreads) {
		return 0
	}
	return set
}

func (s *world) canSee(c *channel, userID string) bool {
	return s.permissions(c, userID).Has(perm.ViewChannel)
}

func (c *channel) find(messageID string) *message { return c.byID[messageID] }

func (c *channel) add(m *message) {
	c.messages = append(c.messages, m)
	c.byID[m.ID] = m
}

func (c *channel) remove(messageID string) {
	delete(c.byID, messageID)
	for i, m := range c.messages {
		if m.ID == messageID {
			c.messages = append(c.messages[:i:i], c.messages[i+1:]...)
			return
		}
	}
}
