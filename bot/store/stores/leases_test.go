package stores

import (
	"slices"
	"testing"
	"time"

	"footnote/bot/store/postgrestest"
)

// Shards are lent to the processes of a bot in equal parts: none to two, those of one that
// gives them back or is gone to the others, and none while another number of them is served.
func TestLeases(t *testing.T) {
	url := postgrestest.Start(t).URL(t)
	one, _ := joined(t, url)
	lease := func(s *opened, of int, share int, want ...int) {
		t.Helper()
		got, most, err := s.Lease(t.Context(), of, time.Minute)
		must(t, err)
		if most != share || !slices.Equal(got, want) {
			t.Errorf("of %d shards it has %v and should have %d, want %v and %d", of, got, most, want, share)
		}
	}
	lease(one, 5, 5, 0, 1, 2, 3, 4)
	other, _ := joined(t, url)
	lease(other, 5, 2)
	lease(one, 5, 3, 0, 1, 2, 3, 4)
	for _, shard := range []int{3, 4} {
		must(t, one.GiveBack(t.Context(), 5, shard))
	}
	lease(other, 5, 2, 3, 4)
	lease(one, 5, 3, 0, 1, 2)
	must(t, other.GiveBack(t.Context(), 5, 0)) // which is not its own
	lease(one, 5, 3, 0, 1, 2)
	lease(other, 8, 4)
	must(t, one.Exec(t.Context(), "UPDATE leases SET ends = now() WHERE shard < 3")) // as of one that is silent
	lease(other, 5, 3, 0, 3, 4)
	lease(one, 5, 2, 1, 2)
	must(t, one.Exec(t.Context(), "UPDATE leases SET ends = now()"))
	lease(other, 8, 4, 0, 1, 2, 3)
	lease(one, 6, 3)
}

// No process is left without a shard where there are as many: not of four for three, nor of
// 16 for nine.
func TestEachProcessHasALease(t *testing.T) {
	for of, processes := range map[int]int{4: 3, 16: 9} {
		url := postgrestest.Start(t).URL(t)
		var all []*opened
		had := map[*opened]int{}
		for range processes {
			s, _ := joined(t, url)
			all = append(all, s)
			for range 2 { // what one gives back is another's at the next turn
				for _, s := range all {
					shards, share, err := s.Lease(t.Context(), of, time.Minute)
					must(t, err)
					for _, shard := range shards[min(share, len(shards)):] {
						must(t, s.GiveBack(t.Context(), of, shard))
					}
					had[s] = min(share, len(shards))
				}
			}
		}
		sum := 0
		for _, n := range had {
			sum += n
			if n < of/processes || n > of/processes+1 {
				t.Errorf("of %d shards one of %d processes has %d", of, processes, n)
			}
		}
		is(t, "shards that are lent", sum, of)
	}
}
