package digests

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/schedule"
	"footnote/bot/store/digeststore"
	"footnote/bot/words"
)

// mostDigests is how many digests a guild may have.
const mostDigests = 10

// Feature declares /digest.
func (h *Handler) Feature() feature.Feature {
	number := func(key string) []feature.Option {
		return []feature.Option{{Key: key, Type: feature.Text, Most: 20, Required: true, Completed: true}}
	}
	return feature.Feature{
		Commands: []feature.Command{{Key: "digest", Moderators: true, Complete: h.suggestDigests, Subs: []feature.Command{
			{Key: "digest.create", Run: h.createDigest, Options: []feature.Option{
				{Key: "digest.create.every", Type: feature.Text, Required: true, Values: []string{"day", "week", "month"}},
				{Key: "digest.create.at", Type: feature.Text, Most: 8, Required: true},
				{Key: "digest.create.zone", Type: feature.Text, Most: 60, Required: true, Completed: true},
				{Key: "digest.create.channel", Type: feature.Channel, Channels: feature.Writable, Required: true},
				{Key: "digest.create.weekday", Type: feature.Text, Values: []string{"1", "2", "3", "4", "5", "6", "0"}},
				{Key: "digest.create.day", Type: feature.Integer, Least: 1, Most: 31},
				{Key: "digest.create.language", Type: feature.Text, Languages: true},
			}},
			{Key: "digest.list", Run: h.listDigests},
			{Key: "digest.pause", Run: h.pauseDigest, Options: number("digest.pause.digest")},
			{Key: "digest.delete", Run: h.deleteDigest, Options: number("digest.delete.digest")},
		}}},
		Ticks: []feature.Tick{h.runDigests},
	}
}

// timeOfDay is "9", "9:30" or "09.30".
var timeOfDay = regexp.MustCompile(`^\s*(\d{1,2})(?:[:.h](\d{2}))?\s*$`)

// ruleOf reads a schedule from the options of a command.
func ruleOf(o map[string]string) (schedule.Rule, error) {
	r := schedule.Rule{Every: schedule.Every(o["every"]), Zone: strings.TrimSpace(o["zone"])}
	m := timeOfDay.FindStringSubmatch(o["at"])
	if m == nil {
		return r, feature.Wrong("digest.time")
	}
	r.Hour, _ = strconv.Atoi(m[1])
	r.Minute, _ = strconv.Atoi(m[2]) // "" is the full hour
	switch r.Every {
	case schedule.Weekly:
		r.Weekday = time.Monday
		if n, err := strconv.Atoi(o["weekday"]); err == nil {
			r.Weekday = time.Weekday(n)
		}
	case schedule.Monthly:
		r.Day = 1
		if n, err := strconv.Atoi(o["day"]); err == nil {
			r.Day = n
		}
	}
	switch err := r.Check(); {
	case errors.Is(err, schedule.ErrZone):
		return r, feature.Wrong("digest.zone", "zone", render.Escape(render.Cut(render.Clean(o["zone"]), 60)))
	case err != nil:
		return r, feature.Wrong("digest.time")
	}
	return r, nil
}

// createDigest keeps a new digest. What is there today is no news to it.
func (h *Handler) createDigest(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
	rule, err := ruleOf(in.Options)
	if err != nil {
		return feature.Reply{}, err
	}
	list, err := h.Store.Digests(ctx, in.Guild)
	if err != nil {
		return feature.Reply{}, err
	}
	if len(list) >= mostDigests {
		return feature.Reply{}, feature.Wrong("digest.toomany", "count", strconv.Itoa(mostDigests))
	}
	channel := cmp.Or(in.Options["channel"], in.Channel)
	if err := h.Access.MayWrite(ctx, in.Person, in.Guild, channel, in.Named); err != nil {
		return feature.Reply{}, err
	}
	now := h.Now()
	next, err := rule.Next(now)
	if err != nil {
		return feature.Reply{}, err
	}
	body, err := json.Marshal(rule)
	if err != nil {
		return feature.Reply{}, err
	}
	dg := digeststore.Digest{
		Guild: in.Guild, Channel: channel, Person: in.Person.ID,
		Locale: cmp.Or(in.Options["language"], in.Locale), Rule: body, Next: next, Last: now,
	}
	known, err := h.articleIDs(ctx, dg)
	if err != nil {
		return feature.Reply{}, err
	}
	id, err := h.Store.AddDigest(ctx, dg, known)
	if err == nil {
		dg, err = h.Store.Digest(ctx, in.Guild, id)
	}
	if err != nil {
		return feature.Reply{}, err
	}
	w := words.In(in.Locale)
	if err := h.auditDigest(ctx, in, "digest.create", dg); err != nil {
		return feature.Reply{}, err
	}
	m := render.Notice(render.ColourAnswered, w.Say("digest.created", "digest", digestLine(w, dg)))
	return feature.Reply{Message: &m, Private: true}, nil
}

func (h *Handler) auditDigest(ctx context.Context, in feature.Invocation, action string, dg digeststore.Digest) error {
	return h.Audit.AddAudit(ctx, in.Guild, in.Person.ID, action, fmt.Sprintf("%d: %s", dg.Number, ruleText(words.In(words.Default), dg)))
}

// ruleText says when a digest is due.
func ruleText(w words.Words, dg digeststore.Digest) string {
	var r schedule.Rule
	if json.Unmarshal(dg.Rule, &r) != nil {
		return "?"
	}
	return w.Say("digest.rule."+string(r.Every), "time", fmt.Sprintf("%02d:%02d", r.Hour, r.Minute), "zone", r.Zone,
		"day", strconv.Itoa(r.Day), "weekday", w.Say("choice.digest.create.weekday."+strconv.Itoa(int(r.Weekday))))
}

// digestLine is a digest on one line, with its number.
func digestLine(w words.Words, dg digeststore.Digest) string {
	when := w.Say("digest.next", "when", feature.Timestamp(dg.Next, "f"))
	if dg.Paused {
		when = w.Say("digest.paused")
	}
	return fmt.Sprintf("**%d** · %s · <#%s> · %s", dg.Number, render.Escape(ruleText(w, dg)), dg.Channel, when)
}

func (h *Handler) listDigests(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
	list, err := h.Store.Digests(ctx, in.Guild)
	if err != nil {
		return feature.Reply{}, err
	}
	w := words.In(in.Locale)
	var lines []string
	for _, dg := range list {
		lines = append(lines, "- "+digestLine(w, dg))
	}
	if len(lines) == 0 {
		lines = append(lines, w.Say("digest.none"))
	}
	m := render.Notice(render.ColourPlain, strings.Join(lines, "\n"))
	m.Embeds[0].Title = w.Say("digest.title.list")
	return feature.Reply{Message: &m, Private: true}, nil
}

// digestNamed is the digest of the guild that an option names by its number.
func (h *Handler) digestNamed(ctx context.Context, in feature.Invocation) (digeststore.Digest, error) {
	list, err := h.Store.Digests(ctx, in.Guild)
	if err != nil {
		return digeststore.Digest{}, err
	}
	for _, dg := range list {
		if strconv.Itoa(dg.Number) == strings.TrimSpace(in.Options["digest"]) {
			return dg, nil
		}
	}
	return digeststore.Digest{}, feature.Wrong("digest.unknown")
}

// pauseDigest pauses a digest, or has a paused one go on with its next time:
// what was missed meanwhile was meant to be.
func (h *Handler) pauseDigest(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
	dg, err := h.digestNamed(ctx, in)
	if err != nil {
		return feature.Reply{}, err
	}
	var rule schedule.Rule
	if err := json.Unmarshal(dg.Rule, &rule); err != nil {
		return feature.Reply{}, err
	}
	dg.Paused = !dg.Paused
	if !dg.Paused {
		// Whoever has it go on answers for it from now on.
		if err := h.Access.MayWrite(ctx, in.Person, in.Guild, dg.Channel, nil); err != nil {
			return feature.Reply{}, err
		}
		dg.Person = in.Person.ID
	}
	if dg.Next, err = rule.Next(h.Now()); err != nil {
		return feature.Reply{}, err
	}
	if err := h.Store.PauseDigest(ctx, dg); err != nil {
		return feature.Reply{}, err
	}
	if err := h.auditDigest(ctx, in, map[bool]string{true: "digest.pause", false: "digest.resume"}[dg.Paused], dg); err != nil {
		return feature.Reply{}, err
	}
	m := render.Notice(render.ColourPlain, digestLine(words.In(in.Locale), dg))
	return feature.Reply{Message: &m, Private: true}, nil
}

func (h *Handler) deleteDigest(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
	dg, err := h.digestNamed(ctx, in)
	if err != nil {
		return feature.Reply{}, err
	}
	if err := h.Store.RemoveDigest(ctx, in.Guild, dg.ID); err != nil {
		return feature.Reply{}, err
	}
	if err := h.auditDigest(ctx, in, "digest.delete", dg); err != nil {
		return feature.Reply{}, err
	}
	m := feature.Notice(in.Locale, "digest.deleted")
	return feature.Reply{Message: &m, Private: true}, nil
}

// suggestDigests completes time zones, and the digests of the guild for who may
// know of them.
func (h *Handler) suggestDigests(ctx context.Context, in feature.Invocation, option, typed string) ([]feature.Choice, error) {
	var list []feature.Choice
	if option == "zone" {
		for _, zone := range schedule.Zones(typed) {
			list = append(list, feature.Choice{Name: zone, Value: zone})
		}
		return list, nil
	}
	if !in.Moderates() || option != "digest" {
		return nil, nil
	}
	digests, err := h.Store.Digests(ctx, in.Guild)
	for _, dg := range digests {
		number := strconv.Itoa(dg.Number)
		list = append(list, feature.Choice{Name: number + " · " + ruleText(words.In(in.Locale), dg), Value: number})
	}
	return slices.DeleteFunc(list, func(c feature.Choice) bool { return !feature.HoldsAll(c.Name, strings.Fields(strings.ToLower(typed))) }), err
}
