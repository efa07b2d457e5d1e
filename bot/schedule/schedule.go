// Package schedule tells when something that is done again and again is due, in
// a time zone with all its oddities. It asks no clock: every moment is handed in.
package schedule

import (
	"errors"
	"fmt"
	"time"
	_ "time/tzdata" // zones are known on machines that have none
)

// Every is how often something is due.
type Every string

// How often something may be due.
const (
	Daily   Every = "day"
	Weekly  Every = "week"
	Monthly Every = "month"
)

// Rule says when something is due, by the clock on the wall of a zone.
type Rule struct {
	Every Every `json:"every"`
	// Weekday is for Weekly, Day for Monthly: in a month that has no such day,
	// the last one.
	Weekday time.Weekday `json:"weekday,omitempty"`
	Day     int          `json:"day,omitempty"`
	Hour    int          `json:"hour"`
	Minute  int          `json:"minute"`
	// Zone is a name of the IANA time zone database, such as "Europe/Berlin".
	Zone string `json:"zone"`
}

// Errors that callers decide on.
var (
	ErrZone = errors.New("schedule: there is no such time zone")
	ErrRule = errors.New("schedule: there is no such time")
)

// Check tells what is wrong with a rule: ErrZone, ErrRule or nothing.
func (r Rule) Check() error {
	if _, err := r.location(); err != nil {
		return err
	}
	switch {
	case r.Hour < 0 || r.Hour > 23 || r.Minute < 0 || r.Minute > 59:
		return ErrRule
	case r.Every == Daily, r.Every == Weekly && r.Weekday >= time.Sunday && r.Weekday <= time.Saturday, r.Every == Monthly && r.Day >= 1 && r.Day <= 31:
		return nil
	}
	return ErrRule
}

func (r Rule) location() (*time.Location, error) {
	if r.Zone == "" || r.Zone == "Local" { // "Local" is another one on each machine
		return nil, ErrZone
	}
	zone, err := time.LoadLocation(r.Zone)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrZone, r.Zone)
	}
	return zone, nil
}

// Next is the first moment after another at which the rule is due. Where the
// clock skips the time of a day, it is due when the clock has skipped; where the
// clock shows it twice, it is due the first time only. The error is that of Check.
func (r Rule) Next(after time.Time) (time.Time, error) {
	if err := r.Check(); err != nil {
		return time.Time{}, err
	}
	zone, err := r.location()
	if err != nil {
		return time.Time{}, err
	}
	// Noon exists on every day, so that days can be counted by it.
	local := after.In(zone)
	noon := time.Date(local.Year(), local.Month(), local.Day()-1, 12, 0, 0, 0, zone)
	for range mostDays {
		if r.on(noon) {
			if at := wall(noon, r.Hour, r.Minute, zone); at.After(after) {
				return at, nil
			}
		}
		noon = noon.AddDate(0, 0, 1)
	}
	return time.Time{}, ErrRule
}

// mostDays is more than a month and the days around it.
const mostDays = 65

// on reports whether the rule is due on a day.
func (r Rule) on(day time.Time) bool {
	switch r.Every {
	case Weekly:
		return day.Weekday() == r.Weekday
	case Monthly:
		last := time.Date(day.Year(), day.Month()+1, 0, 12, 0, 0, 0, day.Location()).Day()
		return day.Day() == min(r.Day, last)
	}
	return true
}

// wall is the first moment at which the clock on the wall shows a time of a day
// or, where it skips that, the moment of the skip.
func wall(day time.Time, hour, minute int, zone *time.Location) time.Time {
	utc := time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, time.UTC)
	var first time.Time
	for _, near := range []time.Time{utc.Add(-26 * time.Hour), utc.Add(26 * time.Hour)} {
		_, offset := near.In(zone).Zone()
		at := utc.Add(-time.Duration(offset) * time.Second).In(zone)
		if shows(at, utc) && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	if !first.IsZero() {
		return first
	}
	_, before := utc.Add(-26 * time.Hour).In(zone).Zone()
	skipped, _ := utc.Add(-time.Duration(before) * time.Second).In(zone).ZoneBounds()
	return skipped
}

// shows reports whether the clock on the wall shows at a moment what a time in UTC
// shows.
func shows(at, want time.Time) bool {
	return at.Day() == want.Day() && at.Hour() == want.Hour() && at.Minute() == want.Minute()
}

// ahead is by how much the last time may lie ahead of the clock before the clock
// is believed to have been wrong then.
const ahead = 25 * time.Hour

// Due reports whether a rule that was to be due at next is due now, and when it is
// next; last is when it last was. However many times were missed, it is due
// once. A clock that was put back makes nothing due twice, and one that was far
// ahead does not make the rule wait for it.
func (r Rule) Due(next, last, now time.Time) (due bool, then time.Time, err error) {
	from := now
	if last.After(now) && last.Sub(now) < ahead {
		from = last
	}
	then, err = r.Next(from)
	if err != nil {
		return false, next, err
	}
	if !next.After(now) {
		return true, then, nil
	}
	if next.Before(then) {
		return false, next, nil
	}
	return false, then, nil
}
