// Package render turns answers into messages that Discord accepts and that
// read well on a phone. It is pure: the same input gives the same messages, and
// nothing here knows a session, a clock or a store.
//
// Every text that came from a person, an article or a model is cleaned and
// escaped on its way in (see Escape), so that it can neither ping, nor link,
// nor hide, nor change the layout. Only the markup that this package writes
// itself is markup. Every message keeps within Discord's limits, counted in
// UTF-16 code units, of which a text never has fewer than characters.
package render
