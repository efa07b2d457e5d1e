package localdiscord_test

import (
	"strings"
	"testing"

	"footnote/bot/localdiscord"
)

// What Discord refuses in a message it refuses in an edit by an interaction's
// token too, of the first response and of a further one. The rules of the local
// Discord alone must see to that, for Discord's description is not everywhere.
func TestEditsThroughWebhooksAreRefusedLikeMessages(t *testing.T) {
	for _, checked := range []bool{false, true} {
		config := unlimited
		if !checked {
			config.Validator = nothing{}
		}
		b := newByHand(t, config)
		_, it := b.asked()
		b.respond(it, 4, text("an answer")).want(204, 0)
		further := b.raw("POST", b.hook(it), text("more")).want(200, 0).str("id")
		button := object{"type": 2, "style": 1, "label": "x", "custom_id": "x"}
		for name, body := range map[string]object{
			"long content":       {"content": strings.Repeat("x", 2001)},
			"content of a kind":  {"content": 7},
			"eleven embeds":      {"embeds": many(11, object{"title": "x"})},
			"long description":   {"embeds": []object{{"description": strings.Repeat("x", 4097)}}},
			"a field of nothing": {"embeds": []object{{"fields": []object{{"name": "", "value": "x"}}}}},
			"no address":         {"embeds": []object{{"title": "x", "url": "nowhere"}}},
			"no colour":          {"embeds": []object{{"title": "x", "color": 1 << 24}}},
			"an empty row":       {"components": []object{{"type": 1, "components": []object{}}}},
			"a row of null":      {"components": []object{{"type": 1, "components": nil}}},
			"six rows":           {"components": many(6, object{"type": 1, "components": []object{button}})},
			"a bare button":      {"components": []object{button}},
			"a style of its own": {"components": []object{{"type": 1, "components": []object{{"type": 2, "style": 9, "label": "x", "custom_id": "x"}}}}},
			"a long label":       {"components": []object{{"type": 1, "components": []object{{"type": 2, "style": 1, "label": strings.Repeat("x", 81), "custom_id": "x"}}}}},
			"an empty select":    {"components": []object{{"type": 1, "components": []object{{"type": 3, "custom_id": "x", "options": []object{}}}}}},
			"a default of none": {"components": []object{{"type": 1, "components": []object{
				{"type": 8, "custom_id": "x", "default_values": []object{{"id": "general", "type": "channel"}}}}}}},
			"many defaults": {"components": []object{{"type": 1, "components": []object{
				{"type": 8, "custom_id": "x", "default_values": many(2, object{"id": b.channel.ID, "type": "channel"})}}}}},
			"an unknown parse":   {"content": "x", "allowed_mentions": object{"parse": []string{"all"}}},
			"eleven attachments": {"attachments": many(11, object{"id": "0", "filename": "x"})},
			"a long alt":         {"attachments": []object{{"id": "0", "filename": "x", "description": strings.Repeat("x", 1025)}}},
			"flags of a kind":    {"content": "x", "flags": "64"},
		} {
			if body["allowed_mentions"] == nil {
				body["allowed_mentions"] = object{"parse": []string{}}
			}
			for _, at := range []string{"@original", further} {
				if status := b.raw("PATCH", b.hook(it)+"/messages/"+at, body).status; status != 400 {
					t.Errorf("checked %v: %s is answered with %d", checked, name, status)
				}
			}
		}
	}
}

// nothing is a validator that objects to nothing.
type nothing struct{}

func (nothing) Request(string, string, []byte) error     { return nil }
func (nothing) Answer(string, string, int, []byte) error { return nil }
func (nothing) Event(string, []byte) error               { return nil }

func many(n int, one object) (list []object) {
	for range n {
		list = append(list, one)
	}
	return list
}

var _ localdiscord.Validator = nothing{}

// Discord's description has the ID of an attachment as text, its examples as a
// number; what is sent is what both take.
func TestAttachmentsAreNumberedAsTheDescriptionSays(t *testing.T) {
	if spec(t) == nil {
		t.Skip("Discord's own description is not on this machine")
	}
	w := newWorld(t, unlimited)
	body := text("x")
	body["attachments"] = []object{{"id": 0, "filename": "x"}}
	w.form("POST", "/channels/"+w.channel.ID+"/messages", body, map[string]string{"files[0]": "x"}).want(400, 50035)
	body["attachments"] = []object{{"id": "0", "filename": "x"}}
	w.form("POST", "/channels/"+w.channel.ID+"/messages", body, map[string]string{"files[0]": "x"}).want(200, 0)
}
