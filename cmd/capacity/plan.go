package main

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// How long the simulation of a process lasts, and what it must bear: nobody is turned away,
// and nineteen of twenty have a desk within a second.
const (
	watched = 10 * time.Minute
	share   = 0.95
	patient = time.Second
)

// carries is how many questions a second a process bears.
func carries(k kind) float64 {
	low, high := 0.0, float64(desks)/(k.processor+k.model).Seconds()
	for range 12 {
		middle := (low + high) / 2
		out := simulate(load{perSecond: middle, lasts: watched, processor: k.processor, model: k.model})
		if out.turnedAway == 0 && of(share, out.waited) <= patient {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// perSecond is how many questions a second come from so many guilds at the busiest.
func perSecond(guilds int) float64 {
	return float64(guilds) * atOnce * busiestHour / time.Hour.Seconds()
}

// shards is how many Discord recommends.
func shards(guilds int) int { return ceil(float64(guilds) / guildsAShard) }

// ready is how long shards take to connect, by the turns that Discord gives.
func ready(shards, concurrency int) time.Duration {
	return time.Duration(ceil(float64(shards)/float64(concurrency))-1) * turn
}

func ceil(v float64) int { return int(math.Ceil(v)) }

// planned is the part of what processes bear that is to be used.
const planned = 0.7

// needed is how many processes carry a load.
func needed(guilds int, carried float64) int {
	return max(1, ceil(perSecond(guilds)/(planned*carried)))
}

// tables are the plan for numbers of guilds, in Markdown.
func tables(guilds []int) string {
	var b strings.Builder
	b.WriteString("| of one process of two cores | questions a second |\n| --- | --- |\n")
	carried := make([]float64, len(kinds))
	for i, k := range kinds {
		carried[i] = carries(k)
		fmt.Fprintf(&b, "| %s | %.3g |\n", k.name, carried[i])
	}
	b.WriteString("\n| servers | questions a second | shards |")
	for _, k := range kinds {
		fmt.Fprintf(&b, " processes, %s |", k.name)
	}
	b.WriteString("\n| --- | --- | --- |" + strings.Repeat(" --- |", len(kinds)) + "\n")
	for _, n := range guilds {
		fmt.Fprintf(&b, "| %s | %.1f | %d |", thousands(n), perSecond(n), shards(n))
		for i := range kinds {
			fmt.Fprintf(&b, " %d |", needed(n, carried[i]))
		}
		b.WriteByte('\n')
	}
	b.WriteString("\n| servers | memory of a process | statements a second | connections | database | all shards connected after | those of one process |\n" +
		"| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, n := range guilds {
		b.WriteString(store(n, needed(n, carried[usualKind])))
	}
	return b.String()
}

// store is a row of what processes with one to spare and their database need.
func store(guilds, processes int) string {
	own := ceil(float64(shards(guilds)) / float64(processes))
	memory := memoryAtRest + float64(guilds)/float64(processes)*channelsAGuild*memoryAChannel
	kept := float64(guilds) * questionsADay * keptDays * bytesAQuestion / 1e9
	concurrency := 1
	if guilds >= manyGuilds {
		concurrency = 16
	}
	return fmt.Sprintf("| %s | %.0f MB | %s | %d | %s GB | %.0f s | %.0f s |\n", thousands(guilds), memory,
		thousands(ceil(perSecond(guilds)*statements)), (processes+1)*connections, thousands(ceil(kept)), ready(shards(guilds), concurrency).Seconds(), ready(own, concurrency).Seconds())
}

// thousands is a number with commas.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
