package perm_test

import (
	"encoding/json"
	"testing"

	"footnote/bot/localdiscord/perm"
)

const guild, mods, readers, anna = "100", "200", "300", "1"

func roles(id string) perm.Set {
	return map[string]perm.Set{
		guild:   perm.ViewChannel | perm.SendMessages | perm.EmbedLinks | perm.MentionEveryone | perm.SendMessagesInThreads,
		mods:    perm.ManageMessages,
		readers: 0,
		"400":   perm.Administrator,
	}[id]
}

func member(ids ...string) perm.Subject {
	return perm.Subject{UserID: anna, GuildID: guild, Roles: ids}
}

func TestChannel(t *testing.T) {
	role := func(id string, allow, deny perm.Set) perm.Overwrite {
		return perm.Overwrite{ID: id, Type: perm.ForRole, Allow: allow, Deny: deny}
	}
	user := func(allow, deny perm.Set) perm.Overwrite {
		return perm.Overwrite{ID: anna, Type: perm.ForMember, Allow: allow, Deny: deny}
	}
	owner, quiet := member(), member(mods)
	owner.Owner, quiet.TimedOut = true, true
	for _, c := range []struct {
		name       string
		who        perm.Subject
		overwrites []perm.Overwrite
		has, hasnt perm.Set
	}{
		{"everyone", member(), nil, perm.SendMessages, perm.ManageMessages},
		{"a role adds", member(mods), nil, perm.ManageMessages | perm.SendMessages, perm.ManageGuild},
		{"everyone is denied", member(), []perm.Overwrite{role(guild, 0, perm.SendMessages)}, perm.ViewChannel, perm.SendMessages},
		{"who cannot send cannot embed or mention", member(), []perm.Overwrite{role(guild, 0, perm.SendMessages)}, perm.ViewChannel, perm.EmbedLinks | perm.MentionEveryone},
		{"a role's allow wins over everyone's deny", member(mods), []perm.Overwrite{role(guild, 0, perm.SendMessages), role(mods, perm.SendMessages, 0)}, perm.SendMessages, 0},
		{"among roles an allow wins", member(mods, readers), []perm.Overwrite{role(mods, perm.SendMessages, 0), role(readers, 0, perm.SendMessages)}, perm.SendMessages, 0},
		{"the order of roles does not matter", member(readers, mods), []perm.Overwrite{role(readers, 0, perm.SendMessages), role(mods, perm.SendMessages, 0)}, perm.SendMessages, 0},
		{"the member's own deny is last", member(mods), []perm.Overwrite{role(mods, perm.SendMessages, 0), user(0, perm.SendMessages)}, 0, perm.SendMessages},
		{"the member's own allow is last", member(), []perm.Overwrite{user(perm.SendMessages, 0), role(guild, 0, perm.SendMessages)}, perm.SendMessages, 0},
		{"without sight nothing is left", member(mods), []perm.Overwrite{role(guild, 0, perm.ViewChannel)}, 0, perm.All},
		{"another's overwrite says nothing", member(), []perm.Overwrite{role(mods, 0, perm.SendMessages)}, perm.SendMessages, 0},
		{"an administrator is above overwrites", member("400"), []perm.Overwrite{role(guild, 0, perm.All)}, perm.All, 0},
		{"so is the owner", owner, []perm.Overwrite{user(0, perm.All)}, perm.All, 0},
		{"a timeout leaves reading", quiet, nil, perm.ViewChannel, perm.SendMessages | perm.ManageMessages},
		{"a timeout is above a member's allow", quiet, []perm.Overwrite{user(perm.SendMessages, 0)}, perm.ViewChannel, perm.SendMessages},
	} {
		got := perm.Channel(c.who, perm.Base(c.who, roles), c.overwrites)
		if !got.Has(c.has) || got&c.hasnt != 0 {
			t.Errorf("%s: got %b, want %b and nothing of %b", c.name, got, c.has, c.hasnt)
		}
	}
}

func TestThread(t *testing.T) {
	deny := []perm.Overwrite{{ID: guild, Deny: perm.SendMessages}}
	who := member()
	if got := perm.Thread(who, perm.Base(who, roles), deny); !got.Has(perm.SendMessages) {
		t.Error("SEND_MESSAGES of the parent was asked for in a thread")
	}
	deny[0].Deny = perm.SendMessagesInThreads
	if got := perm.Thread(who, perm.Base(who, roles), deny); got.Has(perm.SendMessages) || !got.Has(perm.ViewChannel) {
		t.Errorf("without SEND_MESSAGES_IN_THREADS: %b", got)
	}
}

func TestJSON(t *testing.T) {
	for _, text := range []string{`"8"`, `8`} {
		var s perm.Set
		if err := json.Unmarshal([]byte(text), &s); err != nil || s != perm.Administrator {
			t.Errorf("%s became %d, %v", text, s, err)
		}
	}
	for _, text := range []string{`"x"`, `-1`, `{}`, `1.5`} {
		var s perm.Set
		if err := json.Unmarshal([]byte(text), &s); err == nil {
			t.Errorf("%s became %d", text, s)
		}
	}
	out, err := json.Marshal(perm.All)
	if err != nil || string(out) != `"4503599627370495"` {
		t.Errorf("got %s, %v", out, err)
	}
}
