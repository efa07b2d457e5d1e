// Package privacy is what people decide about what is kept of them, and what
// becomes of what is kept of a guild that the bot left: /privacy.
package privacy
