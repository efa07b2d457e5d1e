package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord"
	"footnote/bot/feature"
)

// rights are feature.Rights by what the gateway told of roles and channels.
type rights struct{ b *Bot }

// permissionPin lets pin messages; discordgo does not know it yet.
// Source: https://discord.com/developers/docs/topics/permissions
const permissionPin = 1 << 51

// Can implements feature.Rights.
func (r rights) Can(ctx context.Context, guild, channel string, p feature.Person) (feature.Can, error) {
	at, err := r.b.placeAt(ctx, channel)
	if err != nil || at.guild != guild {
		return feature.Can{Unknown: at.guild == ""}, err
	}
	thread := isThread(at.kind)
	within := at
	if thread {
		if within, err = r.b.placeAt(ctx, at.parent); err != nil || within.guild != guild {
			return feature.Can{}, err
		}
	}
	set := r.b.guilds.permissionsIn(guild, within.overwrites, p)
	if at.kind == discordgo.ChannelTypeGuildPrivateThread && set&discordgo.PermissionManageThreads == 0 {
		if in, err := r.follows(ctx, channel, p.ID); err != nil || !in {
			return feature.Can{}, err
		}
	}
	return canDo(set, thread), nil
}

// canDo reads a set of permissions in a channel or thread.
func canDo(set int64, thread bool) feature.Can {
	if set&discordgo.PermissionAdministrator != 0 {
		return feature.Can{See: true, Write: true, Pin: true}
	}
	write := int64(discordgo.PermissionSendMessages)
	if thread {
		write = discordgo.PermissionSendMessagesInThreads
	}
	view := set&discordgo.PermissionViewChannel != 0
	return feature.Can{
		See:   view && set&discordgo.PermissionReadMessageHistory != 0,
		Write: view && set&write != 0,
		Pin:   view && set&(permissionPin|discordgo.PermissionManageMessages) != 0,
	}
}

// follows reports whether a person is in a private thread.
func (r rights) follows(ctx context.Context, thread, person string) (bool, error) {
	if !isID(person) {
		return false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, atDiscord(r.b.AckTime))
	defer cancel()
	_, err := r.b.rest.Do(ctx, discord.Request{Method: "GET", Path: "/channels/" + thread + "/thread-members/" + person, Lane: "thread members " + thread})
	if status := discord.StatusOf(err); status == 403 || status == 404 {
		return false, nil
	}
	return err == nil, err
}

// Within implements feature.Rights: it compares rules, as nobody may list a
// guild's members. It errs on the side of no.
func (r rights) Within(ctx context.Context, guild, readers, channel string) bool {
	if readers == channel {
		return true
	}
	from, err := r.b.placeAt(ctx, readers)
	to, err2 := r.b.placeAt(ctx, channel)
	if err != nil || err2 != nil || from.guild != guild || to.guild != guild || isThread(to.kind) {
		return false
	}
	if isThread(from.kind) {
		if from.parent == channel {
			return true
		}
		if from, err = r.b.placeAt(ctx, from.parent); err != nil {
			return false
		}
	}
	return slices.Equal(viewRules(from), viewRules(to)) || r.open(guild, to)
}

// open reports whether a channel is hidden from no member.
func (r rights) open(guild string, p place) bool {
	const see = discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory
	denied := slices.ContainsFunc(p.overwrites, func(o discordgo.PermissionOverwrite) bool { return o.Deny&see != 0 })
	return !denied && r.b.guilds.permissionsIn(guild, p.overwrites, feature.Person{})&see == see
}

// viewRules are a channel's exceptions as far as they say who sees it, in order.
func viewRules(p place) []discordgo.PermissionOverwrite {
	const see = discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory
	var list []discordgo.PermissionOverwrite
	for _, o := range p.overwrites {
		if o.Allow, o.Deny = o.Allow&see, o.Deny&see; o.Allow|o.Deny != 0 {
			list = append(list, o)
		}
	}
	slices.SortFunc(list, func(a, b discordgo.PermissionOverwrite) int {
		switch {
		case a.ID < b.ID:
			return -1
		case a.ID > b.ID:
			return 1
		}
		return int(a.Type) - int(b.Type)
	})
	return list
}

// At implements feature.Rights.
func (r rights) At(ctx context.Context, guild, channel string) feature.Place {
	p := feature.Place{Guild: guild, Channel: channel}
	r.b.locate(ctx, &p)
	return p
}

// Member implements feature.Rights.
func (r rights) Member(ctx context.Context, guild, person string) (feature.Person, error) {
	if !isID(person) || !isID(guild) {
		return feature.Person{}, feature.ErrGone
	}
	m, err := discord.Decode[*discordgo.Member](speaker(r).do(ctx, discord.Request{
		Method: "GET", Path: "/guilds/" + guild + "/members/" + person, Lane: "members " + guild,
	}))
	if err != nil {
		return feature.Person{}, err
	}
	if m == nil {
		return feature.Person{}, fmt.Errorf("a member without content: %w", feature.ErrGone)
	}
	p := feature.Person{ID: person, Roles: m.Roles}
	p.Silenced = m.CommunicationDisabledUntil != nil && m.CommunicationDisabledUntil.After(time.Now())
	set := r.b.guilds.permissions(guild, person, m.Roles)
	p.Moderator, p.Manager = set&mayModerate != 0, set&mayManage != 0
	return p, nil
}
