package playground_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"footnote/bot/localdiscord"
	"footnote/bot/playground"
	"footnote/bot/store/poststore"
	"footnote/retrieval/sampletest"
)

// stays presses the first element of a selector where it is, waits for what that does,
// and until a message is where it was when it was pressed: sizes of messages are known
// a frame or two after they are drawn, and the page then puts it back.
func (p *tab) stays(what, id, selector string, then func()) {
	p.t.Helper()
	top := `document.querySelector('.msg[data-message="` + id + `"]').getBoundingClientRect().top`
	p.until(selector, `document.querySelector(`+quoted(selector)+`) !== null`)
	var before float64
	p.eval(`(() => { const top = `+top+`; document.querySelector(`+quoted(selector)+`).click(); return top; })()`, &before)
	then()
	p.until("the page is laid out", `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
	p.until(what+": the answer is where it was", fmt.Sprintf(`Math.abs(%s - %f) <= 3`, top, before))
}

// rests waits until the log does not scroll: a wheel moves it over several frames.
const rests = `new Promise((done) => { const log = document.getElementById("log"); let top = -1;
	const look = setInterval(() => { if (log.scrollTop === top) { clearInterval(look); done(true); } top = log.scrollTop; }, 100); })`

// What is read stays where it is: under a footnote that opens and closes, and
// when a thread is opened; a question of one's own brings its answer into view.
func TestKeepsItsPlace(t *testing.T) {
	w := newWorld(t)
	w.chatter(t, 0, 60)
	id := w.answered(t, "Mira", w.channel(t, "questions"), question).ID
	w.chatter(t, 60, 40)
	p := open(t, w.url+"/#Mira//questions", desktop)
	p.sees(".msg:last-child", "message 99 ")
	in := func(what string) string { return `.msg[data-message="` + id + `"] ` + what }
	p.do(input.DispatchMouseEvent(input.MouseWheel, 500, 300).WithDeltaX(0).WithDeltaY(-900))
	p.until("the reader has scrolled up", fromEnd+` > 500`)
	p.until("the wheel has run out", rests)
	p.eval(`document.querySelector('`+in("")+`').scrollIntoView({block: "center"})`, nil)
	p.until("the reader is there", fromEnd+` > 500`)
	p.until("the page rests", rests)
	p.stays("a footnote", id, in(".mark"), func() {
		p.sees("#panel mark.here", "United Arab Emirates")
	})
	p.stays("the panel is closed", id, "#panel .close-panel", func() {
		p.until("the panel is closed", `document.getElementById("panel").hidden`)
	})
	p.stays("what happened", id, in(".happened"), func() {
		p.sees("#panel .waterfall", "Search")
	})
	p.stays("follow up", id, in(".btn.primary"), func() {
		p.sees(in(".thread-link"), question)
		p.sees(".place.in-thread", question)
	})
	p.until("the end is still far", fromEnd+` > 300`)
	own := w.answered(t, "Mira", w.channel(t, "questions"), "When is Xi due in Moscow?").ID
	p.until("the own answer is in view", fmt.Sprintf(`(() => { const m = document.querySelector('.msg[data-message="%s"] .btn')?.getBoundingClientRect(), l = document.getElementById("log").getBoundingClientRect();
		return m && m.top >= l.top && m.bottom <= l.bottom; })()`, own))
}

// A thread shows the message that it began with.
func TestAThreadShowsItsFirstMessage(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url, desktop)
	p.asks(question, "United Arab Emirates")
	p.click(".btn", "Follow up")
	p.click(".thread-link", question)
	p.sees(".starter", "United Arab Emirates")
	p.click(".starter a", "Where this thread began")
	p.sees(".chat-head h1", "questions")
}

// The line above a reply names whom the message mentions, and shows no markup.
func TestRepliesNameWhomTheyMention(t *testing.T) {
	w := newWorld(t)
	channel := w.channel(t, "questions")
	said, err := w.people["Mira"].Post(channel, localdiscord.Post{Content: "> **well** <@" + w.people["Otto"].ID + ">, see <#" + channel + ">"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.people["Otto"].Post(channel, localdiscord.Post{Content: "I do", ReplyTo: said.ID}); err != nil {
		t.Fatal(err)
	}
	p := open(t, w.url+"/#Mira//questions", desktop)
	p.sees(".msg .above", "well @Otto, see #questions")
}

// Whoever comes by keyboard gets past servers and channels with one key.
func TestSkipLink(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url+"/#Noor//questions", desktop)
	p.until("it is usable", `performance.getEntriesByName("usable").length > 0`)
	p.eval(`document.activeElement?.blur()`, nil)
	p.keys(kb.Tab)
	p.until("the link has the focus", `document.activeElement?.classList.contains("skip")`)
	p.keys(kb.Enter)
	p.until("one can write", `document.activeElement?.id === "writing" && location.hash.startsWith("#Noor/")`)
}

// The footer counts what this server answers from, not what all have; what is
// suggested later is shown as soon as it is there.
func TestCountsAndSuggestsForTheServer(t *testing.T) {
	w := newWorld(t)
	library := sampletest.Library(t)
	guild := w.people["Mira"].Look().Guilds[0].ID
	w.page.Attach(counted{library, guild}, poststore.New(w.bot.Store))
	p := open(t, w.url+"/#Mira//questions", desktop)
	p.sees(".about", "29 articles")
	p.goes("harbour")
	p.sees(".about", "26 articles")
	p.sees(".example", "Who proposed")
	w.page.Suggest([]string{"When is Xi due in Moscow?"})
	p.sees(".example", "When is Xi due in Moscow?")
	p.click(".example", "When is Xi")
	p.until("it is asked with the command", `document.getElementById("option-question")?.value === "When is Xi due in Moscow?"`)
}

// counted are articles of which one guild has three more.
type counted struct {
	shelf
	guild string
}

type shelf interface{ playground.Articles }

func (c counted) Count(_ context.Context, guild string) (int, error) {
	if guild == c.guild {
		return len(c.Articles()) + 3, nil
	}
	return len(c.Articles()), nil
}
