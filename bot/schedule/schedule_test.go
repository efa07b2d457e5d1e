package schedule

import (
	"errors"
	"testing"
	"time"
)

const form = "2006-01-02 15:04 -0700"

func at(t *testing.T, s string) time.Time {
	t.Helper()
	when, err := time.Parse(form, s)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

var berlin = Rule{Every: Daily, Hour: 9, Zone: "Europe/Berlin"}

func TestNext(t *testing.T) {
	weekly := Rule{Every: Weekly, Weekday: time.Monday, Hour: 9, Zone: "Europe/Berlin"}
	night := Rule{Every: Daily, Hour: 2, Minute: 30, Zone: "Europe/Berlin"}
	monthly := func(day int, zone string) Rule { return Rule{Every: Monthly, Day: day, Hour: 9, Zone: zone} }
	for _, c := range []struct {
		name        string
		rule        Rule
		after, want string
	}{
		{"the same day", berlin, "2025-08-07 06:00 +0200", "2025-08-07 09:00 +0200"},
		{"exactly then is over", berlin, "2025-08-07 09:00 +0200", "2025-08-08 09:00 +0200"},
		{"Monday", weekly, "2025-08-07 09:00 +0200", "2025-08-11 09:00 +0200"},
		{"Monday over the change to winter time", weekly, "2025-10-20 10:00 +0200", "2025-10-27 09:00 +0100"},
		{"Monday over the change to summer time", weekly, "2025-03-24 10:00 +0100", "2025-03-31 09:00 +0200"},
		{"02:30 is skipped in spring", night, "2025-03-29 12:00 +0100", "2025-03-30 03:00 +0200"},
		{"and is itself again the day after", night, "2025-03-30 03:00 +0200", "2025-03-31 02:30 +0200"},
		{"02:30 comes twice in autumn, the first counts", night, "2025-10-25 12:00 +0200", "2025-10-26 02:30 +0200"},
		{"and the second does not", night, "2025-10-26 02:30 +0200", "2025-10-27 02:30 +0100"},
		{"between the two it is over", night, "2025-10-26 02:10 +0100", "2025-10-27 02:30 +0100"},
		{"a leap day", monthly(29, "UTC"), "2028-02-01 00:00 +0000", "2028-02-29 09:00 +0000"},
		{"no leap day", monthly(29, "UTC"), "2027-02-01 00:00 +0000", "2027-02-28 09:00 +0000"},
		{"the 31st of a short month", monthly(31, "UTC"), "2025-04-01 00:00 +0000", "2025-04-30 09:00 +0000"},
		{"the last of December", monthly(31, "UTC"), "2025-12-31 09:00 +0000", "2026-01-31 09:00 +0000"},
		{"half an hour of summer time", Rule{Every: Daily, Hour: 2, Minute: 15, Zone: "Australia/Lord_Howe"}, "2025-10-04 12:00 +1030", "2025-10-05 02:30 +1100"},
		{"midnight is skipped", Rule{Every: Daily, Zone: "America/Santiago"}, "2025-09-06 12:00 -0400", "2025-09-07 01:00 -0300"},
		{"a day that was left out", Rule{Every: Daily, Hour: 9, Zone: "Pacific/Apia"}, "2011-12-29 10:00 -1000", "2011-12-31 09:00 +1400"},
		{"a zone of 45 minutes", Rule{Every: Daily, Hour: 9, Zone: "Asia/Kathmandu"}, "2025-01-01 00:00 +0000", "2025-01-01 09:00 +0545"},
	} {
		got, err := c.rule.Next(at(t, c.after))
		if err != nil || !got.Equal(at(t, c.want)) {
			t.Errorf("%s: after %s comes %s (%v), want %s", c.name, c.after, got.Format(form), err, c.want)
		}
	}
}

// Whatever the moment, the next time is after it, and none between is left out.
func TestNextGoesOn(t *testing.T) {
	for _, zone := range []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Tehran", "UTC"} {
		for _, hour := range []int{0, 2, 23} {
			r := Rule{Every: Daily, Hour: hour, Minute: 30, Zone: zone}
			now, count := time.Date(2023, 12, 31, 23, 59, 0, 0, time.UTC), 0
			for now.Year() < 2025 {
				next, err := r.Next(now)
				if err != nil || !next.After(now) || next.Sub(now) > 26*time.Hour {
					t.Fatalf("%s %d:30: after %s comes %s (%v)", zone, hour, now, next, err)
				}
				now, count = next, count+1
			}
			if count < 366 || count > 368 {
				t.Errorf("%s %d:30: %d times in the 366 days of 2024", zone, hour, count)
			}
		}
	}
}

func TestDue(t *testing.T) {
	for _, c := range []struct {
		name            string
		next, last, now string
		due             bool
		then            string
	}{
		{"not yet", "2025-08-07 09:00 +0200", "2025-08-06 09:00 +0200", "2025-08-07 08:59 +0200", false, "2025-08-07 09:00 +0200"},
		{"now", "2025-08-07 09:00 +0200", "2025-08-06 09:00 +0200", "2025-08-07 09:00 +0200", true, "2025-08-08 09:00 +0200"},
		{"many were missed", "2025-08-07 09:00 +0200", "2025-08-06 09:00 +0200", "2025-08-20 17:00 +0200", true, "2025-08-21 09:00 +0200"},
		{"the clock was put back by minutes", "2025-08-08 09:00 +0200", "2025-08-07 09:00 +0200", "2025-08-07 08:50 +0200", false, "2025-08-08 09:00 +0200"},
		{"the clock had been a year ahead", "2026-08-08 09:00 +0200", "2026-08-07 09:00 +0200", "2025-08-07 08:50 +0200", false, "2025-08-07 09:00 +0200"},
		{"the clock jumps a year ahead", "2025-08-08 09:00 +0200", "2025-08-07 09:00 +0200", "2026-08-07 08:50 +0200", true, "2026-08-07 09:00 +0200"},
	} {
		due, then, err := berlin.Due(at(t, c.next), at(t, c.last), at(t, c.now))
		if err != nil || due != c.due || !then.Equal(at(t, c.then)) {
			t.Errorf("%s: %v, then %s (%v), want %v and %s", c.name, due, then.Format(form), err, c.due, c.then)
		}
	}
}

func TestRulesThatThereAreNot(t *testing.T) {
	for _, c := range []struct {
		rule Rule
		want error
	}{
		{Rule{Every: Daily, Hour: 9, Zone: "Europe/Atlantis"}, ErrZone},
		{Rule{Every: Daily, Hour: 9}, ErrZone},
		{Rule{Every: Daily, Hour: 9, Zone: "Local"}, ErrZone},
		{Rule{Every: Daily, Hour: 9, Zone: "../etc/passwd"}, ErrZone},
		{Rule{Every: Daily, Hour: 24, Zone: "UTC"}, ErrRule},
		{Rule{Every: Daily, Hour: 9, Minute: -1, Zone: "UTC"}, ErrRule},
		{Rule{Every: Weekly, Weekday: 7, Zone: "UTC"}, ErrRule},
		{Rule{Every: Monthly, Zone: "UTC"}, ErrRule},
		{Rule{Every: "year", Zone: "UTC"}, ErrRule},
	} {
		if _, err := c.rule.Next(time.Now()); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.rule, err, c.want)
		}
	}
}

func TestEveryZoneToChooseExists(t *testing.T) {
	all := Zones("")
	if len(all) < 50 {
		t.Errorf("%d zones", len(all))
	}
	for _, zone := range all {
		if err := (Rule{Every: Daily, Zone: zone}).Check(); err != nil {
			t.Errorf("%s: %v", zone, err)
		}
	}
	if got := Zones("new york"); len(got) != 1 || got[0] != "America/New_York" {
		t.Errorf("new york finds %v", got)
	}
}
