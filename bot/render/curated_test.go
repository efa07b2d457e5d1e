package render

import (
	"strings"
	"testing"

	"footnote/bot/words"
)

func TestAModeratorsAnswerIsMarkedAsSuch(t *testing.T) {
	e := Moderator(words.In("en-US"), Curated{
		Asked: "Who *pays*?", Text: "  The **town**.\n\n\n\u202eSee https://town.example\x00\n", Name: "An\u200bna", Date: "2025-08-07",
	})
	if e.Title != "A moderator's answer" || e.Footer.Text != "Written by Anna on 7\u00a0August\u00a02025. It is not from the articles." {
		t.Errorf("it is called %q, %q", e.Title, e.Footer.Text)
	}
	if want := "-# Who \\*pays\\*?\nThe **town**.\n\nSee https://town.example"; e.Description != want {
		t.Errorf("it says %q", e.Description)
	}
	if e.Colour == ColourAnswered || e.Colour == ColourDeclined {
		t.Error("it looks like an answer from the articles")
	}
	e = Moderator(words.In("en-US"), Curated{Text: strings.Repeat("a b ", 2000), Date: "2025-08-07"})
	if Length(e.Description) > MaxCurated || strings.Contains(e.Footer.Text, "by  on") {
		t.Errorf("a long one has %d characters, %q", Length(e.Description), e.Footer.Text)
	}
}

// Discord counts 4,000 characters over all texts of a message.
func TestInFrontKeepsWithinAMessage(t *testing.T) {
	small, big := Embed{Description: "x"}, Embed{Description: strings.Repeat("y", 3000)}
	if list := InFront(small, []Message{{Embeds: []Embed{big}}, {Content: "z"}}); len(list) != 2 || len(list[0].Embeds) != 2 || list[0].Embeds[0].Description != "x" {
		t.Errorf("what fits: %d messages", len(list))
	}
	rest := []Message{{Embeds: []Embed{big}}}
	list := InFront(Embed{Description: strings.Repeat("x", MaxCurated)}, rest)
	if len(list) != 2 || len(rest[0].Embeds) != 1 {
		t.Errorf("what does not fit: %d messages", len(list))
	}
	if list := InFront(small, nil); len(list) != 1 {
		t.Errorf("before nothing: %d messages", len(list))
	}
}

func TestWrongEscapesItsReason(t *testing.T) {
	e := Wrong(words.In("en-US"), "it was\n# not **so**")
	if !strings.HasPrefix(e.Description, "**⚠️ A moderator") || !strings.HasSuffix(e.Description, "\nit was # not \\*\\*so\\*\\*") {
		t.Errorf("it says %q", e.Description)
	}
}
