package localdiscord

import (
	"sort"
	"time"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

// threadAPI is the part of the API for threads.
type threadAPI struct{ *Server }

func threadRoutes() []rest.Route[*Server] {
	const base = "/channels/{channel_id}"
	return []rest.Route[*Server]{
		rest.Post(base+"/messages/{message_id}/threads", on(threadAPI.startThreadAt)),
		rest.Post(base+"/threads", on(threadAPI.startThread)),
		rest.Get(base+"/thread-members", on(threadAPI.threadMembers)),
		rest.Get(base+"/thread-members/{user_id}", on(threadAPI.threadMember)),
		rest.Put(base+"/thread-members/@me", on(threadAPI.joinThread)),
		rest.Delete(base+"/thread-members/@me", on(threadAPI.leaveThread)),
		rest.Put(base+"/thread-members/{user_id}", on(threadAPI.addThreadMember)),
		rest.Delete(base+"/thread-members/{user_id}", on(threadAPI.removeThreadMember)),
		rest.Get(base+"/threads/archived/public", archived(wire.ThreadPublic)),
		rest.Get(base+"/threads/archived/private", archived(wire.ThreadPrivate)),
		rest.Get("/guilds/{guild_id}/threads/active", on(threadAPI.activeThreads)),
	}
}

func (s threadAPI) startThreadAt(c *rest.Call) (rest.Reply, *Error) {
	ch, m, err := s.messageFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	var spec threadSpec
	if err := c.Read(&spec); err != nil {
		return rest.Refuse(err)
	}
	if ch.GuildID == "" || ch.IsThread() {
		return rest.Refuse(refusal.ChannelType)
	}
	t, err := s.threadFrom(ch, m, s.botID, spec)
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.Created(s.viewChannel(t))
}

func (s threadAPI) startThread(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.channelFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	var spec threadSpec
	if err := c.Read(&spec); err != nil {
		return rest.Refuse(err)
	}
	if ch.GuildID == "" || ch.IsThread() {
		return rest.Refuse(refusal.ChannelType)
	}
	if !ch.IsForum() {
		t, err := s.threadAlone(ch, s.botID, spec)
		if err != nil {
			return rest.Refuse(err)
		}
		return rest.Created(s.viewChannel(t))
	}
	d := draft{files: c.Files, author: s.users[s.botID].User, may: s.permissions(ch, s.botID), app: true}
	if spec.Message == nil {
		return rest.Refuse(refusal.Field("message", "BASE_TYPE_REQUIRED", "This field is required"))
	}
	d.send = *spec.Message
	t, m, err := s.forumPost(ch, spec, d)
	if err != nil {
		return rest.Refuse(err)
	}
	out := s.viewChannel(t)
	out.Message = ptr(s.view(m, s.rest(), true))
	out.Message.Thread = nil
	return rest.Created(out)
}

// threadFor finds a thread by its path.
func (s *edits) threadFor(c *rest.Call, need perm.Set) (*channel, *Error) {
	ch, err := s.channelFor(c, need)
	if err == nil && !ch.IsThread() {
		return nil, refusal.ChannelType
	}
	return ch, err
}

func (s threadAPI) threadMembers(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.threadFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	out := []wire.ThreadMember{}
	for _, m := range ch.followed {
		out = append(out, s.withMember(ch, m, c))
	}
	sort.Slice(out, func(i, j int) bool { return snowflakeLess(out[i].UserID, out[j].UserID) })
	return rest.OK(out)
}

func (s *edits) withMember(ch *channel, m wire.ThreadMember, c *rest.Call) wire.ThreadMember {
	if rest.BoolQuery(c.Query, "with_member") {
		m.Member = s.guilds[ch.GuildID].members[m.UserID]
	}
	return m
}

func (s threadAPI) threadMember(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.threadFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	id := c.Params["user_id"]
	if id == "@me" {
		id = s.botID
	}
	m, in := ch.followed[id]
	if !in {
		return rest.Refuse(refusal.UnknownMember)
	}
	return rest.OK(s.withMember(ch, m, c))
}

func (s threadAPI) joinThread(c *rest.Call) (rest.Reply, *Error) {
	return s.memberChange(c, s.botID, true)
}

func (s threadAPI) leaveThread(c *rest.Call) (rest.Reply, *Error) {
	return s.memberChange(c, s.botID, false)
}

func (s threadAPI) addThreadMember(c *rest.Call) (rest.Reply, *Error) {
	return s.memberChange(c, c.Params["user_id"], true)
}

func (s threadAPI) removeThreadMember(c *rest.Call) (rest.Reply, *Error) {
	return s.memberChange(c, c.Params["user_id"], false)
}

// memberChange: an archived thread takes no members; adding others needs
// SEND_MESSAGES, removing them MANAGE_THREADS or owning a private thread.
func (s *edits) memberChange(c *rest.Call, userID string, add bool) (rest.Reply, *Error) {
	ch, err := s.threadFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	may := s.permissions(ch, s.botID)
	own := ch.Type == wire.ThreadPrivate && ch.OwnerID == s.botID
	switch {
	case ch.ThreadMetadata.Archived:
		return rest.Refuse(refusal.Archived)
	case s.guilds[ch.GuildID].members[userID] == nil:
		return rest.Refuse(refusal.UnknownMember)
	case userID == s.botID:
	case add && !may.Has(perm.SendMessages), !add && !may.Has(perm.ManageThreads) && !own:
		return rest.Refuse(refusal.MissingPermissions)
	}
	if add {
		s.follow(ch, userID)
	} else {
		s.unfollow(ch, userID)
	}
	return rest.Nothing()
}

// archived lists a channel's archived threads, the last archived first.
func archived(kind int) rest.Handler[*Server] {
	return func(s *Server, c *rest.Call) (rest.Reply, *Error) {
		need := perm.ReadMessageHistory
		if kind == wire.ThreadPrivate {
			need |= perm.ManageThreads
		}
		ch, err := s.channelFor(c, need)
		if err != nil {
			return rest.Refuse(err)
		}
		limit, err := c.Limit(50, 100)
		if err != nil {
			return rest.Refuse(err)
		}
		before, _ := time.Parse(time.RFC3339, c.Query.Get("before"))
		list := s.threadsOf(func(t *channel) bool {
			private := t.Type == wire.ThreadPrivate
			fits := before.IsZero() || t.ThreadMetadata.ArchiveTimestamp.Before(before)
			return *t.ParentID == ch.ID && t.ThreadMetadata.Archived && private == (kind == wire.ThreadPrivate) && fits
		})
		sort.Slice(list, func(i, j int) bool {
			return list[j].ThreadMetadata.ArchiveTimestamp.Before(list[i].ThreadMetadata.ArchiveTimestamp.Time)
		})
		out := s.threadList(list[:min(limit, len(list))])
		out["has_more"] = len(list) > limit
		return rest.OK(out)
	}
}

func (s threadAPI) activeThreads(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	list := s.threadsOf(func(t *channel) bool {
		return t.GuildID == g.ID && !t.ThreadMetadata.Archived && s.canSee(t, s.botID)
	})
	return rest.OK(s.threadList(list))
}

func (s *edits) threadsOf(wanted func(*channel) bool) []*channel {
	var out []*channel
	for _, t := range s.channels {
		if t.IsThread() && wanted(t) {
			out = append(out, t)
		}
	}
	sort.Slice(out, func(i, j int) bool { return snowflakeLess(out[j].ID, out[i].ID) })
	return out
}

func (s *edits) threadList(list []*channel) map[string]any {
	threads, members := []wire.Channel{}, []wire.ThreadMember{}
	for _, t := range list {
		threads = append(threads, s.viewChannel(t))
		if m, in := t.followed[s.botID]; in {
			members = append(members, m)
		}
	}
	return map[string]any{"threads": threads, "members": members, "has_more": false}
}
