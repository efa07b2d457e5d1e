// Package settings is what moderators set for their guild, and the log of what
// they changed: /settings and /audit.
package settings
