// Package core joins the features of the bot. It knows people, places and
// replies, but no Discord session: requests and replies are plain values, and
// what takes time is shown on a Screen. Package bot brings it to Discord.
package core
