// Package refusal holds what Discord answers to what it does not take: its codes and words.
package refusal

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"footnote/bot/localdiscord/rules"
)

// Error is a refusal in Discord's form. People's actions return it too, so
// that a test can ask for the code whoever was refused.
type Error struct {
	Status  int    // HTTP
	Code    int    // Discord's, 0 for a plain HTTP error
	Message string // Discord's words
	Fields  rules.Problems

	RetryAfter time.Duration // of a 429
}

// Error gives the code, the words and the fields.
func (e *Error) Error() string {
	if len(e.Fields) == 0 {
		return fmt.Sprintf("discord refused (%d): %s", e.Code, e.Message)
	}
	return fmt.Sprintf("discord refused (%d): %s: %s", e.Code, e.Message, e.Fields)
}

// MarshalJSON writes the body that Discord sends.
func (e *Error) MarshalJSON() ([]byte, error) {
	body := map[string]any{"code": e.Code, "message": e.Message}
	if len(e.Fields) > 0 {
		body["errors"] = e.Fields.Tree()
	}
	if e.Status == http.StatusTooManyRequests {
		body["retry_after"], body["global"] = e.RetryAfter.Seconds(), false
	}
	return json.Marshal(body)
}

// CodeOf is Discord's code of an error that a person's action returned, or 0.
func CodeOf(err error) int {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return 0
}

// Refusals with Discord's codes and words.
// Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes
var (
	Unauthorized       = &Error{Status: http.StatusUnauthorized, Message: "401: Unauthorized"}
	NotFound           = &Error{Status: http.StatusNotFound, Message: "404: Not Found"}
	Method             = &Error{Status: http.StatusMethodNotAllowed, Message: "405: Method Not Allowed"}
	TooLarge           = New(http.StatusRequestEntityTooLarge, 40005, "Request entity too large")
	UnknownApplication = New(404, 10002, "Unknown Application")
	UnknownChannel     = New(404, 10003, "Unknown Channel")
	UnknownGuild       = New(404, 10004, "Unknown Guild")
	UnknownMember      = New(404, 10007, "Unknown Member")
	UnknownMessage     = New(404, 10008, "Unknown Message")
	UnknownUser        = New(404, 10013, "Unknown User")
	UnknownEmoji       = New(400, 10014, "Unknown Emoji")
	UnknownWebhook     = New(404, 10015, "Unknown Webhook")
	UnknownInteraction = New(404, 10062, "Unknown interaction")
	TagNeeded          = New(400, 40067, "A tag is required to create a forum post in this channel")
	MaxPins            = New(400, 30003, "Maximum number of pins reached (50)")
	MaxReactions       = New(400, 30010, "Maximum number of reactions reached (20)")
	MaxCommands        = New(400, 30032, "Maximum number of application commands reached (100)")
	DailyCommands      = New(400, 30034, "Max number of daily application command creates has been reached (200)")
	Acknowledged       = New(400, 40060, "Interaction has already been acknowledged.")
	FollowupLimit      = New(400, 40094, "This interaction has reached the maximum number of follow-up messages")
	MissingAccess      = New(403, 50001, "Missing Access")
	DMChannel          = New(400, 50003, "Cannot execute action on a DM channel")
	NotAuthor          = New(403, 50005, "Cannot edit a message authored by another user")
	EmptyMessage       = New(400, 50006, "Cannot send an empty message")
	CannotDM           = New(403, 50007, "Cannot send messages to this user")
	NotText            = New(400, 50008, "Cannot send messages in a non-text channel")
	MissingPermissions = New(403, 50013, "Missing Permissions")
	SystemMessage      = New(403, 50021, "Cannot execute action on this message")
	ChannelType        = New(400, 50024, "Cannot execute action on this channel type")
	WebhookToken       = New(401, 50027, "Invalid Webhook Token")
	Archived           = New(400, 50083, "Thread is archived")
	BadJSON            = New(400, 50109, "The request body contains invalid JSON.")
	ThreadExists       = New(400, 160004, "A thread has already been created for this message")
	ReplyHistory       = New(400, 160002, "Cannot reply without permission to read message history")
	Locked             = New(400, 160005, "Thread is locked")
)

// New is a refusal with a status of HTTP, Discord's code and its words.
func New(status, code int, message string) *Error {
	return &Error{Status: status, Code: code, Message: message}
}

// Form is 50035, the refusal of a form with the fields that are wrong.
func Form(problems rules.Problems) *Error {
	return &Error{Status: http.StatusBadRequest, Code: 50035, Message: "Invalid Form Body", Fields: problems}
}

// Field is 50035 for one field.
func Field(path, code, message string) *Error {
	return Form(rules.Problems{{Path: path, Code: code, Message: message}})
}
