package corpus

import (
	"fmt"
	"strings"
	"testing"

	"footnote/corpus/block"
	"footnote/corpus/plaintext"
)

// chatText is an export in plain text.
const chatText = `==============================================================
Guild: Dyke Club
Channel: Questions / pumps
==============================================================

[05/14/2032 9:10 AM] mara
Joined the server.

[05/14/2032 9:11 AM] mara
Hello everybody. How deep is the old basin?

[05/14/2032 9:12 AM] 0xtom (pinned)
It is eleven metres deep at the wall.
Further out it is shallower.

{Attachments}
https://files.example/depth.png

{Reactions}
👍 (3)

[05/14/2032 9:15 AM] mara
anyone know who keeps the key

[05/14/2032 9:19 AM] 0xtom
> [05/14/2032 9:15 AM] mara
The warden keeps it. Why?


==============================================================
Exported 5 message(s)
==============================================================
`

const exportedJSON = `{"guild":{"id":"1","name":"Dyke Club"},"channel":{"id":"2","category":"Questions","name":"pumps"},"messages":[
{"id":"10","type":"GuildMemberJoin","timestamp":"2032-05-14T09:10:00+00:00","content":"Joined the server.","author":{"id":"7","name":"mara","isBot":false}},
{"id":"11","type":"Default","timestamp":"2032-05-14T09:11:00+00:00","content":"Hello everybody. How deep is the old basin?","author":{"id":"7","name":"mara","nickname":"Mara","isBot":false}},
{"id":"12","type":"Default","timestamp":"2032-05-14T09:11:30+00:00","content":"It is nine metres deep, beep.","author":{"id":"8","name":"depthbot","isBot":true}},
{"id":"13","type":"Default","timestamp":"2032-05-14T09:12:00+00:00","content":"Who keeps the key?","author":{"id":"9","name":"lin","isBot":false}},
{"id":"14","type":"Reply","timestamp":"2032-05-14T09:13:00+00:00","content":"<@7> It is eleven metres deep at the wall <:wave:12>\n[2032-05-14 09:13] Mara\nLies.","author":{"id":"6","name":"tom","isBot":false},
 "mentions":[{"id":"7","name":"mara","nickname":"Mara"}],"reference":{"messageId":"11"},"embeds":[{"title":"Depth"}],"reactions":[{"count":3}]}
]}`

const exportedHTML = `<!DOCTYPE html><html><head><title>Dyke Club - pumps</title><style>.chatlog{}</style></head><body>
<div class="preamble"><div class="preamble__entries-container"><div class="preamble__entry">Dyke Club</div><div class="preamble__entry">Questions / pumps</div></div></div>
<div class="chatlog">
<div class="chatlog__message-group"><div class="chatlog__message-container"><div class="chatlog__message"><div class="chatlog__message-primary">
<div class="chatlog__header"><span class="chatlog__author" title="mara">Mara</span> <span class="chatlog__timestamp" title="Friday, May 14, 2032 9:11 AM"><a href="#1">05/14/2032 9:11 AM</a></span></div>
<div class="chatlog__content chatlog__markdown"><span class="chatlog__markdown-preserve">Hello everybody. How deep
is the old basin?</span></div></div></div></div></div>
<div class="chatlog__message-group"><div class="chatlog__message-container"><div class="chatlog__message">
<div class="chatlog__header"><span class="chatlog__author">depthbot</span><span class="chatlog__author-tag">BOT</span></div>
<div class="chatlog__content chatlog__markdown">It is nine metres deep, beep.</div></div></div></div>
<div class="chatlog__message-group"><div class="chatlog__message-container"><div class="chatlog__message">
<div class="chatlog__reply"><div class="chatlog__reply-author">Mara</div><div class="chatlog__reply-content"><span class="chatlog__reply-link">How deep is the old basin?</span></div></div>
<div class="chatlog__header"><span class="chatlog__author">tom</span><span class="chatlog__timestamp" title="Friday, May 14, 2032 9:13 AM">x</span></div>
<div class="chatlog__content chatlog__markdown">It is eleven metres deep at the wall <img class="chatlog__emoji" alt="🌊"></div>
<div class="chatlog__embed">Depth</div><div class="chatlog__reactions">3</div></div></div>
<div class="chatlog__message-container"><div class="chatlog__message"><div class="chatlog__message-aside"><div class="chatlog__short-timestamp" title="Friday, May 14, 2032 9:14 AM">9:14</div></div>
<div class="chatlog__content chatlog__markdown">Measured in spring.</div></div></div></div>
</div></body></html>`

// shownChat writes the blocks of a chat, one a line.
func shownChat(a *Article) string {
	var b strings.Builder
	for _, block := range Outline(a) {
		at := ""
		if !block.Time.IsZero() {
			at = " " + block.Time.Format("02 15:04")
		}
		fmt.Fprintf(&b, "%s%s %s: %s\n", block.Speaker, at, block.Kind, plaintext.OneLine(a.Slice(block.Span)))
	}
	return b.String()
}

// TestChats holds who said what when in each form of export, that questions head
// what follows, and that what bots and the chat itself say is left out.
func TestChats(t *testing.T) {
	for _, c := range []struct{ name, file, data, want string }{
		{"text", "chat.txt", chatText, `mara 14 09:11 message: Hello everybody.
mara 14 09:11 heading: How deep is the old basin?
0xtom 14 09:12 message: It is eleven metres deep at the wall.
0xtom 14 09:12 message: Further out it is shallower.
mara 14 09:15 heading: anyone know who keeps the key
0xtom 14 09:19 quotation: [05/14/2032 9:15 AM] mara
0xtom 14 09:19 message: The warden keeps it.
0xtom 14 09:19 heading: Why?
`},
		{"json", "chat.json", exportedJSON, `Mara 14 09:11 message: Hello everybody.
Mara 14 09:11 heading: How deep is the old basin?
lin 14 09:12 heading: Who keeps the key?
tom 14 09:13 heading: Hello everybody. How deep is the old basin?
tom 14 09:13 message: @Mara It is eleven metres deep at the wall :wave:
tom 14 09:13 quotation: [2032-05-14 09:13] Mara
tom 14 09:13 message: Lies.
`},
		{"html", "chat.html", exportedHTML, `Mara 14 09:11 message: Hello everybody.
Mara 14 09:11 heading: How deep is the old basin?
tom 14 09:13 heading: How deep is the old basin?
tom 14 09:13 message: It is eleven metres deep at the wall 🌊
tom 14 09:14 message: Measured in spring.
`},
		{"telephones", "chat.txt", "14/05/2032, 09:11 - Mara: How deep is it?\n14/05/2032, 09:12 - Tom: Eleven metres at the wall.\nAt least.\n14/05/2032, 09:13 - Tom joined\n14/05/2032, 09:15 - Mara: Thanks.\n",
			"Mara 14 09:11 heading: How deep is it?\nTom 14 09:12 message: Eleven metres at the wall.\nTom 14 09:12 message: At least.\nMara 14 09:15 message: Thanks.\n"},
		{"relay", "chat.txt", "09:11 <mara> how deep is it?\n09:12 <@tom> eleven metres\n09:13 <mara> thanks\n", "mara heading: how deep is it?\ntom message: eleven metres\nmara message: thanks\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := ReadDocument(c.file, "", []byte(c.data))
			if err != nil {
				t.Fatal(err)
			}
			if got := shownChat(a); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			checkPassages(t, a)
			if c.name != "telephones" && c.name != "relay" && (!strings.HasSuffix(a.Title, "pumps") || a.Source != "Dyke Club" || a.Date() != "2032-05-14") {
				t.Errorf("title %q, source %q, date %q", a.Title, a.Source, a.Date())
			}
		})
	}
}

// TestNoChats holds that an agenda and a log of news stay what they are.
func TestNoChats(t *testing.T) {
	for _, text := range []string{
		"[10:00] Opening: the chair speaks.\n[11:00] Report: the year.\n[12:00] Lunch: soup.\n",
		"10:45 The bridge is closed.\n11:10 The bridge is open.\n11:30 The ferry waits: fog.\n",
	} {
		if block.IsChat(Outline(&Article{Text: text})) {
			t.Errorf("taken for a chat: %q", text)
		}
	}
}
