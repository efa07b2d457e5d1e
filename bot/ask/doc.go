// Package ask answers questions: from commands, messages and buttons, in
// conversations, within limits, with the buttons that stand under an answer.
package ask
