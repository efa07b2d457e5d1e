// Package gaps is what moderators do about questions that went unanswered or
// were answered wrongly: they add an article, ask again, answer themselves, put
// aside, or correct. What they answered is found again when it is asked again.
package gaps
