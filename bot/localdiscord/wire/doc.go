// Package wire holds the JSON forms of Discord's HTTP API and gateway, as far
// as a bot that talks in text needs them. The types are written from Discord's
// documentation and its OpenAPI description, not from any client library, so
// that a client's mistakes are not repeated on both sides of a test.
//
// IDs are snowflakes in decimal. A pointer field without omitempty is one that
// Discord sends as null.
package wire
