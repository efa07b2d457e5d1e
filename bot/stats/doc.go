// Package stats shows a guild's figures: /stats.
package stats
