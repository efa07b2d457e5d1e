// Package mockserver is an OpenAI-compatible server for tests and for trying
// the bot without an account: models, embeddings and chat, plain and streamed.
//
// What it answers depends on the request, its persona and its seed only, so
// that a test sees the same words at every run. Faults stand in for the ways
// in which real servers fail. Requests that OpenAI would refuse are refused in
// OpenAI's error form; every reply follows OpenAI's specification, except
// where a fault or a refusal asks for something else.
package mockserver
