// Package playground is a chat page in front of a local Discord: people try the
// bot in their browser, with no Discord account, as a member, a moderator or a
// newcomer would meet it.
//
//	discord, err := localdiscord.Start(localdiscord.Config{})
//	page := playground.New(playground.Config{Discord: discord, People: playground.Furnish(discord)})
//	defer page.Close()
//	http.Serve(listener, page)
//	page.Attach(library, store) // when the articles are read
//
// The bot behind it is the very one that serves Discord; it connects to the
// local Discord like any other and nothing tells it where it is. What the page
// shows beyond a chat comes from elsewhere: answers from the bot's store, how
// they came about from traces of the engine (Traces), REST and gateway traffic
// from the local Discord's journal.
//
// # The page
//
// Plain modules and style sheets in the folder page, embedded as they are: there
// is no build. They make elements and set text, never HTML: messages and
// articles are hostile. The Content-Security-Policy allows nothing but the
// page's own files and forbids every way to make HTML or code of text.
//
// Pictures of it, for README, are made anew by
//
//	go test ./bot/playground -run TestPictures -pictures ../../.github/assets
//
// # Who may use it
//
// Requests must name the host that the page is served on, and come from the page
// itself. On another address than loopback there is a token, which the address
// that is printed carries and a cookie keeps.
package playground
