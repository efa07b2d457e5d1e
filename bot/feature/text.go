package feature

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot/render"
)

// Bold is somebody's text in bold, harmless.
func Bold(s string) string { return "**" + render.Escape(render.Cut(s, 250)) + "**" }

// Joined writes IDs as the audit log holds them.
func Joined(ids []string) string { return strings.Join(ids, " ") }

// Mentions shows IDs by what they name: mark is "#" for channels and "@&" for
// roles. No message of the bot's pings anybody.
func Mentions(ids, mark string) string {
	var list []string
	for _, id := range strings.Fields(ids) {
		list = append(list, "<"+mark+render.Clean(id)+">")
	}
	return strings.Join(list, ", ")
}

// Timestamp is a moment that Discord shows in each reader's language and zone; style
// is "f" for date and time, "d" for a date, "R" for how long ago.
func Timestamp(t time.Time, style string) string {
	return "<t:" + strconv.FormatInt(t.Unix(), 10) + ":" + style + ">"
}

// AtClock is a time of the day that Discord shows in each reader's zone. It does
// not age, as "in 10 seconds" does, and is rounded up to the minute it shows.
func AtClock(t time.Time) string {
	return "<t:" + strconv.FormatInt(t.Add(time.Minute-1).Truncate(time.Minute).Unix(), 10) + ":t>"
}

// MostShown bounds wordings, places and reasons of a group.
const MostShown = 8

// Bullets are the first of some texts, as a list.
func Bullets(texts []string) []string {
	var lines []string
	for _, t := range texts[:min(len(texts), MostShown)] {
		lines = append(lines, "- "+render.Escape(render.Cut(render.Clean(t), 250)))
	}
	return lines
}

// HoldsAll reports whether a text holds all parts, whatever their case.
func HoldsAll(text string, parts []string) bool {
	text = strings.ToLower(text)
	return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(text, p) })
}
