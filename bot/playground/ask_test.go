package playground_test

import (
	"context"
	"sync"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"footnote/bot/playground"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/llm"
)

const question = "who proposed the UAE as a venue?"

// Somebody asks with the keyboard alone, follows a footnote into the article,
// and looks at how the answer came about.
func TestAskAndFollowAFootnote(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url, desktop)
	p.asks(question, "United Arab Emirates")
	p.click(".msg .mark", "1")
	p.sees("#panel h3", "Putin names the United Arab Emirates")
	p.sees("#panel mark.here", "Vladimir Putin has put forward the United Arab Emirates")
	p.until("the quote is in view and in the scroll bar", `(() => { const m = document.querySelector("mark.here").getBoundingClientRect(), s = document.querySelector(".article-scroll").getBoundingClientRect();
		return m.top >= s.top && m.bottom <= s.bottom && document.querySelector(".rail button.here") !== null; })()`)
	p.click(".msg .mark", "2")
	p.sees("#panel mark.here", "Reports name two venues")
	p.click(".happened", "What happened")
	for _, want := range []string{"Time line", "Passages found", "Words", "Claims kept", "Sentences weighed", "REST and gateway"} {
		p.sees("#panel", want)
	}
	p.sees("#panel .waterfall", "Search")
	p.sees("#panel .waterfall", "Discord")
	p.sees("#panel .traffic", "/callback")
	p.sees("#panel .traffic", "INTERACTION_CREATE")
	p.keys(kb.Escape)
	p.until("the panel is closed", `document.getElementById("panel").hidden`)
}

// A follow-up opens a thread, in which the next question leans on the first.
func TestFollowUpInAThread(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url, desktop)
	p.asks("Who is Peskov?", "Dmitry Peskov")
	p.click(".btn", "Follow up")
	p.sees(".place.in-thread", "Who is Peskov?")
	p.click(".thread-link", "Who is Peskov?")
	p.sees(".chat-head h1", "Who is Peskov?")
	p.writes("#writing", "What did he say about the meeting?"+kb.Enter)
	p.sees(".msg .above", "What did he say")
	p.sees(".msg.by-bot .embed .sub", "Understood as")
	p.click(".happened", "What happened")
	p.sees("#panel .rewrite", "looked up as")
}

// Suggestions come while one types, and can be taken with the arrow keys.
func TestAutocomplete(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url, desktop)
	p.writes("#writing", "/a")
	p.sees("#suggestions [role=option]", "Ask the articles a question")
	p.keys(kb.Enter)
	p.until("the command is open", `document.activeElement?.id === "option-question"`)
	p.keys("names")
	p.sees("#option-question-list [role=option]", "Putin names the United Arab Emirates")
	p.keys(kb.ArrowDown)
	p.until("a suggestion is marked", `document.querySelector("#option-question-list [aria-selected=true]") !== null`)
	// Suggestions that come late leave what is marked.
	p.eval(`document.querySelectorAll("#option-question-list [role=option]").forEach((o) => { o.dataset.before = "" });
		document.getElementById("option-question").dispatchEvent(new Event("input"))`, nil)
	p.until("they are there anew", `document.querySelector("#option-question-list [role=option]:not([data-before])") !== null`)
	p.until("it is marked still", `document.querySelector("#option-question-list [aria-selected=true]") !== null`)
	p.keys(kb.Enter)
	p.until("it is taken", `document.getElementById("option-question").value.startsWith("Putin names")`)
	p.keys(kb.Enter)
	p.sees(".msg.by-bot .sub", "Putin names the United Arab Emirates")
}

// What is asked in private is marked, hidden from others, and can be dismissed.
func TestPrivateReply(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url+"/#Mira//questions", desktop)
	other := open(t, w.url+"/#Otto//questions", desktop)
	p.writes("#writing", "/ask ")
	p.until("the command is open", `document.activeElement?.id === "option-question"`)
	p.keys(question)
	p.click(".option", "private")
	p.until("the option is open", `document.activeElement?.id === "option-private"`)
	p.eval(`document.getElementById("option-private").value = "true"`, nil)
	p.click(".command .send", "")
	p.sees(".msg.ephemeral .embed", "United Arab Emirates")
	p.sees(".msg.ephemeral footer", "Only you can see this")
	other.eval(`0`, nil)
	if _, err := w.people["Otto"].Say(w.channel(t, "questions"), "a sign"); err != nil {
		t.Fatal(err)
	}
	other.sees(".msg", "a sign")
	other.gone(".msg.ephemeral")
	p.click(".msg.ephemeral .linky", "Dismiss")
	p.gone(".msg.ephemeral")
}

// gate is a model that writes when it is let.
type gate struct {
	began, open chan struct{}
	once        sync.Once
}

func (g *gate) Write(ctx context.Context, _ llm.Draft, onPiece func(string) error) (llm.Written, error) {
	const first = `{"claims":[{"text":"Vladimir Putin has put forward the United Arab Emirates as a possible venue for his meeting with Donald Trump.","evidence":[{"passage":1,` +
		`"quote":"Vladimir Putin has put forward the United Arab Emirates as a possible venue for his meeting with Donald Trump."}]},`
	const second = `{"text":"The meeting is in Rome.","evidence":[{"passage":1,"quote":"The meeting is in Rome."}]}]}`
	if err := onPiece(first); err != nil {
		return llm.Written{}, err
	}
	g.once.Do(func() { close(g.began) })
	select {
	case <-g.open:
	case <-ctx.Done():
		return llm.Written{}, ctx.Err()
	}
	return llm.Written{Text: first + second, Model: "gate"}, onPiece(second)
}

// A page that is loaded anew in the middle of an answer shows it as far as it
// is, and then the whole, with what was dropped of it.
func TestReloadInTheMiddleOfAnAnswer(t *testing.T) {
	model := &gate{began: make(chan struct{}), open: make(chan struct{})}
	w := newWorld(t, func(_ *playground.Config, options *[]answer.Option) {
		*options = append(*options, answer.WithWriting(llm.Settings{Writer: model}))
	})
	p := open(t, w.url, desktop)
	p.writes("#writing", "/ask ")
	p.until("the command is open", `document.activeElement?.id === "option-question"`)
	p.keys(question + kb.Enter)
	<-model.began
	p.sees(".msg.by-bot .embed", "put forward")
	p.eval(`window.before = true; location.reload()`, nil)
	p.until("the page is new", `window.before === undefined && document.querySelector(".msg.by-bot .embed") !== null`)
	p.sees(".msg.by-bot .embed", "put forward")
	close(model.open)
	p.sees(".msg.by-bot .embed .sub", "gate")
	p.click(".happened", "What happened")
	p.sees("#panel .dropped", "The meeting is in Rome.")
	p.sees("#panel .waterfall", "Model")
	p.sees("#panel .waterfall", "Proof")
}
