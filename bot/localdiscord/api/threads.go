package api

import (
	"slices"
	"time"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

func threadRoutes() []route {
	const base = "/channels/{channel_id}"
	return []route{
		rest.Post(base+"/messages/{message_id}/threads", atMessage(0, startThreadAt)),
		rest.Post(base+"/threads", inChannel(0, startThread)),
		rest.Get(base+"/thread-members", inThread(threadMembers)),
		rest.Get(base+"/thread-members/{user_id}", inThread(threadMember)),
		rest.Put(base+"/thread-members/@me", inThread(addThreadMember)),
		rest.Delete(base+"/thread-members/@me", inThread(removeThreadMember)),
		rest.Put(base+"/thread-members/{user_id}", inThread(addThreadMember)),
		rest.Delete(base+"/thread-members/{user_id}", inThread(removeThreadMember)),
		rest.Get(base+"/threads/archived/public", inChannel(perm.ReadMessageHistory, archived(false))),
		rest.Get(base+"/threads/archived/private", inChannel(perm.ReadMessageHistory|perm.ManageThreads, archived(true))),
		rest.Get("/guilds/{guild_id}/threads/active", inGuild(0, activeThreads)),
	}
}

func readThread(c *rest.Call, ch *world.Channel) (spec world.ThreadSpec, err *Error) {
	if err := c.Read(&spec); err != nil {
		return spec, err
	}
	if ch.Guild() == nil || ch.IsThread() {
		return spec, refusal.ChannelType
	}
	return spec, nil
}

func startThreadAt(a *API, c *rest.Call, m *world.Message) (rest.Reply, *Error) {
	spec, err := readThread(c, m.Channel())
	if err != nil {
		return rest.Refuse(err)
	}
	return created(m.StartThread(a.BotID(), spec))
}

func startThread(a *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	spec, err := readThread(c, ch)
	if err != nil {
		return rest.Refuse(err)
	}
	if ch.IsForum() {
		return startPost(a, c, ch, spec)
	}
	return created(ch.StartThread(a.BotID(), spec))
}

func startPost(a *API, c *rest.Call, ch *world.Channel, spec world.ThreadSpec) (rest.Reply, *Error) {
	if spec.Message == nil {
		return rest.Refuse(refusal.Field("message", "BASE_TYPE_REQUIRED", "This field is required"))
	}
	t, m, err := ch.StartPost(spec, ch.DraftOf(a.BotID(), *spec.Message, c.Files))
	if err != nil {
		return rest.Refuse(err)
	}
	out := t.View()
	out.Message = new(m.View(a.REST(), true))
	out.Message.Thread = nil
	return rest.Created(out)
}

func withMember(c *rest.Call, ch *world.Channel, m wire.ThreadMember) wire.ThreadMember {
	if rest.BoolQuery(c.Query, "with_member") {
		m.Member = ch.Guild().Member(m.UserID)
	}
	return m
}

func threadMembers(_ *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	out := []wire.ThreadMember{}
	for _, m := range ch.Followers() {
		out = append(out, withMember(c, ch, m))
	}
	return rest.OK(out)
}

func threadMember(a *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	m, in := ch.Follower(a.userOf(c))
	if !in {
		return rest.Refuse(refusal.UnknownMember)
	}
	return rest.OK(withMember(c, ch, m))
}

// addThreadMember: adding others needs SEND_MESSAGES.
func addThreadMember(a *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	userID := a.userOf(c)
	if err := mayChange(a, ch, userID, ch.May(a.BotID()).Has(perm.SendMessages)); err != nil {
		return rest.Refuse(err)
	}
	ch.Follow(userID)
	return rest.Nothing()
}

// removeThreadMember: removing others needs MANAGE_THREADS or owning a private thread.
func removeThreadMember(a *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	userID := a.userOf(c)
	own := ch.Type == wire.ThreadPrivate && ch.OwnerID == a.BotID()
	if err := mayChange(a, ch, userID, own || ch.May(a.BotID()).Has(perm.ManageThreads)); err != nil {
		return rest.Refuse(err)
	}
	ch.Unfollow(userID)
	return rest.Nothing()
}

// mayChange: an archived thread takes no members; others than the bot itself only
// where it may.
func mayChange(a *API, ch *world.Channel, userID string, others bool) *Error {
	switch {
	case ch.ThreadMetadata.Archived:
		return refusal.Archived
	case ch.Guild().Member(userID) == nil:
		return refusal.UnknownMember
	case userID != a.BotID() && !others:
		return refusal.MissingPermissions
	}
	return nil
}

// archived lists a channel's archived threads, the last archived first.
func archived(private bool) func(*API, *rest.Call, *world.Channel) (rest.Reply, *Error) {
	return func(a *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
		limit, err := c.Limit(50, 100)
		if err != nil {
			return rest.Refuse(err)
		}
		before, _ := time.Parse(time.RFC3339, c.Query.Get("before"))
		list := a.Threads(func(t *world.Channel) bool {
			fits := before.IsZero() || t.ThreadMetadata.ArchiveTimestamp.Before(before)
			return *t.ParentID == ch.ID && t.ThreadMetadata.Archived && private == (t.Type == wire.ThreadPrivate) && fits
		})
		slices.SortStableFunc(list, func(x, y *world.Channel) int {
			return y.ThreadMetadata.ArchiveTimestamp.Compare(x.ThreadMetadata.ArchiveTimestamp.Time)
		})
		return rest.OK(threadList(a, list, limit))
	}
}

func activeThreads(a *API, _ *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	list := a.Threads(func(t *world.Channel) bool {
		return t.GuildID == g.ID && !t.ThreadMetadata.Archived && t.CanSee(a.BotID())
	})
	return rest.OK(threadList(a, list, len(list)))
}

// threadList are the first of a list, with the bot as their member.
func threadList(a *API, list []*world.Channel, limit int) map[string]any {
	threads, members := []wire.Channel{}, []wire.ThreadMember{}
	for _, t := range list[:min(limit, len(list))] {
		threads = append(threads, t.View())
		if m, in := t.Follower(a.BotID()); in {
			members = append(members, m)
		}
	}
	return map[string]any{"threads": threads, "members": members, "has_more": len(list) > limit}
}
