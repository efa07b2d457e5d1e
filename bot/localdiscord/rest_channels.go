package localdiscord

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

// channelAPI is the part of the API for channels.
type channelAPI struct{ *Server }

func channelRoutes() []rest.Route[*Server] {
	return []rest.Route[*Server]{
		rest.Get("/channels/{channel_id}", on(channelAPI.getChannel)),
		rest.Patch("/channels/{channel_id}", on(channelAPI.editChannel)),
		rest.Delete("/channels/{channel_id}", on(channelAPI.deleteChannel)),
		rest.Put("/channels/{channel_id}/permissions/{overwrite_id}", on(channelAPI.putOverwrite)),
		rest.Delete("/channels/{channel_id}/permissions/{overwrite_id}", on(channelAPI.deleteOverwrite)),
		rest.Get("/guilds/{guild_id}/channels", on(channelAPI.listChannels)),
		rest.Post("/guilds/{guild_id}/channels", on(channelAPI.createChannel)),
	}
}

func (s channelAPI) getChannel(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.channelFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	if ch.GuildID == "" {
		return rest.OK(s.viewDM(ch, s.botID))
	}
	return rest.OK(s.viewChannel(ch))
}

// channelEdit is what may be changed of a channel or thread.
type channelEdit struct {
	Name                *string           `json:"name"`
	Topic               *string           `json:"topic"`
	RateLimitPerUser    *int              `json:"rate_limit_per_user"`
	Archived            *bool             `json:"archived"`
	Locked              *bool             `json:"locked"`
	Invitable           *bool             `json:"invitable"`
	AutoArchiveDuration *int              `json:"auto_archive_duration"`
	AppliedTags         []string          `json:"applied_tags"`
	Overwrites          *[]perm.Overwrite `json:"permission_overwrites"`
}

func (s channelAPI) editChannel(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.channelFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	var e channelEdit
	if err := c.Read(&e); err != nil {
		return rest.Refuse(err)
	}
	if ch.GuildID == "" {
		return rest.Refuse(refusal.DMChannel)
	}
	if err := s.mayEditChannel(ch, e); err != nil {
		return rest.Refuse(err)
	}
	if ch.IsThread() {
		s.editThread(ch, e)
	} else {
		s.applyChannel(ch, e)
		s.tellChannel("CHANNEL_UPDATE", ch)
	}
	return rest.OK(s.viewChannel(ch))
}

// mayEditChannel: a thread's owner may rename and archive it; locking, and
// threads of others, need MANAGE_THREADS; channels MANAGE_CHANNELS. Whoever
// may send can open an archived thread that is not locked.
func (s *edits) mayEditChannel(ch *channel, e channelEdit) *Error {
	may := s.permissions(ch, s.botID)
	if err := checkThread(e.Name, e.AutoArchiveDuration); err != nil {
		return err
	}
	if !ch.IsThread() {
		if !may.Has(perm.ManageChannels) {
			return refusal.MissingPermissions
		}
		return nil
	}
	opens := e.Archived != nil && !*e.Archived
	meta := ch.ThreadMetadata
	switch {
	case may.Has(perm.ManageThreads):
	case e.Locked != nil || meta.Locked:
		return refusal.MissingPermissions
	case opens && may.Has(perm.SendMessages):
	case ch.OwnerID != s.botID:
		return refusal.MissingPermissions
	}
	if meta.Archived && !opens {
		return refusal.Archived
	}
	return nil
}

func (s *edits) applyChannel(ch *channel, e channelEdit) {
	if e.Name != nil {
		ch.Name = e.Name
	}
	if e.Topic != nil {
		ch.Topic = e.Topic
	}
	if e.RateLimitPerUser != nil {
		ch.RateLimitPerUser = *e.RateLimitPerUser
	}
	if e.Overwrites != nil {
		ch.PermissionOverwrites = *e.Overwrites
	}
}

func (s *edits) editThread(t *channel, e channelEdit) {
	s.applyChannel(t, channelEdit{Name: e.Name, RateLimitPerUser: e.RateLimitPerUser})
	meta := *t.ThreadMetadata
	if e.Locked != nil {
		meta.Locked = *e.Locked
	}
	if e.AutoArchiveDuration != nil {
		meta.AutoArchiveDuration = *e.AutoArchiveDuration
	}
	if e.Invitable != nil {
		meta.Invitable = e.Invitable
	}
	if e.AppliedTags != nil {
		t.AppliedTags = e.AppliedTags
	}
	t.ThreadMetadata = &meta
	s.archive(t, e.Archived != nil && *e.Archived || e.Archived == nil && meta.Archived)
}

func (s channelAPI) deleteChannel(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.channelFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	if ch.GuildID == "" {
		return rest.OK(s.viewDM(ch, s.botID)) // closing a direct channel keeps it
	}
	need := perm.ManageChannels
	if ch.IsThread() {
		need = perm.ManageThreads
	}
	if !s.permissions(ch, s.botID).Has(need) {
		return rest.Refuse(refusal.MissingPermissions)
	}
	out := s.viewChannel(ch)
	s.dropChannel(ch)
	return rest.OK(out)
}

func (s channelAPI) putOverwrite(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.channelFor(c, perm.ManageRoles)
	if err != nil {
		return rest.Refuse(err)
	}
	var o perm.Overwrite
	if err := c.Read(&o); err != nil {
		return rest.Refuse(err)
	}
	o.ID = c.Params["overwrite_id"]
	// Nobody grants what they do not have.
	if (o.Allow|o.Deny)&^s.guildPermissions(s.guilds[ch.GuildID], s.botID) != 0 {
		return rest.Refuse(refusal.MissingPermissions)
	}
	ch.PermissionOverwrites = setOverwrite(ch.PermissionOverwrites, o)
	s.tellChannel("CHANNEL_UPDATE", ch)
	return rest.Nothing()
}

func (s channelAPI) deleteOverwrite(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.channelFor(c, perm.ManageRoles)
	if err != nil {
		return rest.Refuse(err)
	}
	kept := []perm.Overwrite{}
	for _, o := range ch.PermissionOverwrites {
		if o.ID != c.Params["overwrite_id"] {
			kept = append(kept, o)
		}
	}
	if len(kept) == len(ch.PermissionOverwrites) {
		return rest.Refuse(refusal.UnknownOverwrite)
	}
	ch.PermissionOverwrites = kept
	s.tellChannel("CHANNEL_UPDATE", ch)
	return rest.Nothing()
}

// listChannels gives a guild's channels without threads, also those that the
// bot cannot see, as Discord does.
func (s channelAPI) listChannels(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	out := []wire.Channel{}
	for _, id := range g.channels {
		if ch := s.channels[id]; ch != nil && !ch.IsThread() {
			out = append(out, s.viewChannel(ch))
		}
	}
	return rest.OK(out)
}

func (s channelAPI) createChannel(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, perm.ManageChannels)
	if err != nil {
		return rest.Refuse(err)
	}
	var body struct {
		Type int `json:"type"`
		channelEdit
	}
	if err := c.Read(&body); err != nil {
		return rest.Refuse(err)
	}
	if body.Name == nil || *body.Name == "" {
		return rest.Refuse(refusal.Field("name", "BASE_TYPE_REQUIRED", "This field is required"))
	}
	if err := checkThread(body.Name, nil); err != nil {
		return rest.Refuse(err)
	}
	ch := s.newChannel(wire.Channel{
		Type: body.Type, GuildID: g.ID, Position: ptr(len(g.channels)), PermissionOverwrites: []perm.Overwrite{},
	})
	s.applyChannel(ch, body.channelEdit)
	g.channels = append(g.channels, ch.ID)
	s.tellChannel("CHANNEL_CREATE", ch)
	return rest.Created(s.viewChannel(ch))
}
