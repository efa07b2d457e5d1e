package playground

import (
	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// What a moderator may do beyond everybody.
const moderating = perm.ManageMessages | perm.ManageGuild | perm.ManageThreads | perm.ModerateMembers | perm.ManageChannels

// Furnish makes people and servers in an empty local Discord: a member, a
// moderator and a newcomer, who sees less and may do less.
func Furnish(d *localdiscord.Server) []Person {
	member := d.AddPerson("mira", localdiscord.PersonOptions{Display: "Mira"})
	moderator := d.AddPerson("otto", localdiscord.PersonOptions{Display: "Otto"})
	newcomer := d.AddPerson("noor", localdiscord.PersonOptions{Display: "Noor"})
	readingRoom(d, member, moderator, newcomer)
	society := d.AddGuild("Harbour Society", localdiscord.GuildOptions{Owner: moderator})
	society.Add(member)
	society.AddChannel("harbour", localdiscord.ChannelOptions{Topic: "Another server with the same bot: it tells neither of the other"})
	for _, p := range []*localdiscord.Person{member, moderator, newcomer} {
		p.DM()
	}
	return []Person{
		{ID: member.ID, Name: "Mira", Role: "member", About: "asks, opens threads, deletes her own answers"},
		{ID: moderator.ID, Name: "Otto", Role: "moderator", About: "manages messages and the bot's settings"},
		{ID: newcomer.ID, Name: "Noor", Role: "newcomer", About: "sees the public channels only"},
	}
}

func readingRoom(d *localdiscord.Server, member, moderator, newcomer *localdiscord.Person) {
	g := d.AddGuild("Reading Room", localdiscord.GuildOptions{
		Everyone: perm.Everyday &^ (perm.CreatePublicThreads | perm.CreatePrivateThreads),
		Bot:      perm.ManageMessages | perm.ManageThreads | perm.PinMessages | perm.CreatePublicThreads,
	})
	members := g.AddRole("member", perm.CreatePublicThreads|perm.CreatePrivateThreads, false)
	moderators := g.AddRole("moderator", moderating, true)
	g.Add(member, members)
	g.Add(moderator, members, moderators)
	g.Add(newcomer)
	only := func(r *localdiscord.Role) []perm.Overwrite {
		return []perm.Overwrite{
			{ID: g.ID, Type: perm.ForRole, Deny: perm.ViewChannel}, {ID: r.ID, Type: perm.ForRole, Allow: perm.ViewChannel},
			{ID: d.BotID(), Type: perm.ForMember, Allow: perm.ViewChannel},
		}
	}
	g.AddChannel("questions", localdiscord.ChannelOptions{Topic: "Ask the articles. Type / to begin, or mention @Footnote"})
	hall := g.AddChannel("welcome", localdiscord.ChannelOptions{Topic: "What this place is", Overwrites: []perm.Overwrite{
		{ID: g.ID, Type: perm.ForRole, Deny: perm.SendMessages}, {ID: moderators.ID, Type: perm.ForRole, Allow: perm.SendMessages},
	}})
	g.AddChannel("help-desk", localdiscord.ChannelOptions{Type: wire.ChannelForum, Topic: "A post for each question"})
	g.AddChannel("lounge", localdiscord.ChannelOptions{Topic: "For members", Overwrites: only(members)})
	g.AddChannel("back-office", localdiscord.ChannelOptions{Topic: "For moderators", Overwrites: only(moderators)})
	_, _ = moderator.Say(hall.ID, welcome) // it is short, and he may
}

// welcome is what a first visitor should know.
const welcome = "## Welcome\nThis is the whole bot, on your machine. In **#questions**, try `/ask`, or write to @Footnote directly.\n" +
	"- Click a footnote such as **[1]** to open the article at the quote.\n" +
	"- Open *What happened* beside an answer to see how it came about.\n" +
	"- Act as somebody else at the bottom left: a newcomer sees less, a moderator may do more.\n" +
	"-# Nothing here is kept when the program ends."
