package bot

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/feature"
	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/render"
)

// dot is a small picture.
func dot(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatTheBotDoesOfItsOwnAccord(t *testing.T) {
	w := newWorld(t)
	w.start(t)
	chat := speaker{w.bot}
	picture := render.Message{
		Embeds: []render.Embed{{Description: "a picture", Image: &render.Image{URL: "attachment://dot.png"}}},
		Files:  []render.File{{Name: "dot.png", ContentType: "image/png", Alt: "a dot", Data: dot(t)}},
	}
	posted, err := chat.Post(w.ctx, w.general.ID, []render.Message{picture, {Content: "second"}})
	if err != nil || len(posted) != 2 {
		t.Fatalf("posted %v, %v", posted, err)
	}
	list := w.anna.Messages(w.general.ID)
	if len(list) != 2 || len(list[0].Attachments) != 1 || list[0].Attachments[0].Description != "a dot" {
		t.Fatalf("the channel holds %+v", list)
	}
	if err := chat.Edit(w.ctx, posted[0], render.Message{Content: "without"}); err != nil {
		t.Fatal(err)
	}
	if m := w.anna.Messages(w.general.ID)[0]; text(m) != "without" || len(m.Attachments) != 0 || len(m.Pictures()) != 0 {
		t.Errorf("the edited message is %+v", m)
	}
	if err := chat.Pin(w.ctx, posted[0]); err != nil {
		t.Error(err)
	}
	if !w.anna.Messages(w.general.ID)[0].Pinned {
		t.Error("the message is not pinned")
	}
	if err := chat.Remove(w.ctx, posted[1]); err != nil {
		t.Error(err)
	}
	if err := chat.Edit(w.ctx, posted[1], render.Message{Content: "late"}); !errors.Is(err, feature.ErrGone) {
		t.Errorf("editing what is gone: %v", err)
	}
	if err := chat.Direct(w.ctx, w.anna.ID, render.Message{Content: "for you"}); err != nil {
		t.Error(err)
	}
}

// What was said is read page by page, oldest first.
func TestHistory(t *testing.T) {
	w := newWorld(t, unlimited, withContent)
	w.start(t)
	for i := range 130 {
		if _, err := w.anna.Say(w.general.ID, fmt.Sprint("line ", i)); err != nil {
			t.Fatal(err)
		}
	}
	list, err := speaker{w.bot}.History(w.ctx, w.general.ID, time.Time{}, 120)
	if err != nil || len(list) != 120 {
		t.Fatalf("%d messages, %v", len(list), err)
	}
	if list[0].Text != "line 10" || list[119].Text != "line 129" || list[0].AuthorName != "anna" || list[0].NotHuman {
		t.Errorf("from %+v to %+v", list[0], list[119])
	}
	list, err = speaker{w.bot}.History(w.ctx, w.general.ID, time.Now().Add(time.Hour), 120)
	if err != nil || len(list) != 0 {
		t.Errorf("of a time to come: %v, %v", list, err)
	}
}

// Where the bot may not write, it says so to whoever wanted it.
func TestNotAllowed(t *testing.T) {
	w := newWorld(t)
	w.start(t)
	secret := w.guild.AddChannel("secret", localdiscord.ChannelOptions{Overwrites: []perm.Overwrite{{ID: w.guild.ID, Deny: perm.ViewChannel}}})
	_, err := speaker{w.bot}.Post(w.ctx, secret.ID, []render.Message{{Content: "hello"}})
	if !errors.Is(err, feature.ErrNotAllowed) {
		t.Errorf("posting into a private channel: %v", err)
	}
	if err := (speaker{w.bot}).Edit(w.ctx, feature.Posted{ID: "1", Channel: w.general.ID}, render.Message{Content: "x"}); !errors.Is(err, feature.ErrGone) {
		t.Errorf("editing what never was: %v", err)
	}
}

// Messages are laid out by components; those that an earlier version posted with
// embeds become such when they are edited.
func TestMessagesAreComponents(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	old, err := discord.Decode[sent](w.bot.rest.Do(w.ctx, discord.Request{Method: "POST", Path: "/channels/" + w.general.ID + "/messages", Body: map[string]any{
		"content": "hello", "embeds": []any{map[string]any{"description": "of old"}}, "allowed_mentions": mentions{},
	}}))
	if err != nil {
		t.Fatal(err)
	}
	at := feature.Posted{ID: old.ID, Channel: w.general.ID}
	if err := (speaker{w.bot}).Edit(w.ctx, at, render.Notice(render.ColourPlain, "of now")); err != nil {
		t.Fatal(err)
	}
	for name, m := range map[string]wire.Message{
		"an answer": w.ask(t, w.general.ID, uae), "a refusal": w.ask(t, w.general.ID, unknown), "an edited one": w.message(t, w.general.ID, old.ID),
	} {
		if m.Flags&wire.FlagComponentsV2 == 0 || m.Content != "" || len(m.Embeds) > 0 || text(m) == "" {
			t.Errorf("%s: flags %b, %q, %d embeds, it says %q", name, m.Flags, m.Content, len(m.Embeds), text(m))
		}
	}
}
