// Package openai speaks to OpenAI-compatible servers: Embedder turns texts into
// vectors, Client writes text. No other package sees the library beneath.
//
// What a server can do is learnt from what it answers, never from its name: a
// refused parameter is left out from then on, a vector form it does not know
// is replaced by one it does. What has been learnt lives as long as the value
// that learnt it.
//
// The clocks: one attempt has Options.Attempt, for a stream until its first
// words; then it may pause for Options.Stall, where comments and thoughts are
// no pause; and all attempts at one reply or batch of vectors, the waiting
// between them included, have Options.Total. A context's own deadline holds
// besides. A server that fails many times in a row is left alone for Options.Cooldown.
package openai
