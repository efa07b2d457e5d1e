package main

import "time"

// kind is a way to answer: a question's time on a processor, and how long it waits for a
// model.
type kind struct {
	name             string
	processor, model time.Duration
}

// kinds are measured by
//
//	go test ./cmd/footnote -run '^$' -bench 'Serve$' -benchtime 1x -steady 40s -rate 3 -once
//
// as it is, with FOOTNOTE_READER=none, and with FOOTNOTE_EMBEDDER=none too: no question is
// asked twice, so that none is answered from memory. How long a model takes is an assumption.
var kinds = []kind{
	{name: "words alone", processor: 11 * time.Millisecond},
	{name: "with the encoder", processor: 26 * time.Millisecond},
	{name: "with the reader too", processor: 67 * time.Millisecond},
	{name: "with a model that takes 2 s", processor: 67 * time.Millisecond, model: 2 * time.Second},
}

// usualKind is that of the last table: the program as it comes.
const usualKind = 2

// What else was measured, with the command.
const (
	// The process of BenchmarkServe with encoder and reader, and how much more it is for each
	// channel with 1,000 guilds of four (-guilds 1000); articles of guilds come on top.
	memoryAtRest   = 280.0  // MB
	memoryAChannel = 0.0005 // MB
	// What bot.TestAnAskTakesFewStatements allows for a question, and what a process uses of
	// the database's connections.
	statements  = 8
	connections = 5
	// What 1,000 questions of BenchmarkServe leave in PostgreSQL, each: tables and indexes.
	bytesAQuestion = 2770.0
)

// What is assumed.
const (
	// channelsAGuild, threads among them, are what a process remembers of a guild.
	channelsAGuild = 50
	// busiestHour is how many questions a guild asks in its busiest hour, atOnce the part of
	// guilds that have it at the same time, and questionsADay those of a day.
	busiestHour   = 20
	atOnce        = 1.0
	questionsADay = 40
	// keptDays is the retention that guilds have without a setting of their own.
	keptDays = 30
)

// What Discord says: a shard for so many guilds is recommended, a turn for an IDENTIFY
// comes after so long, and bots in many guilds have 16 of them at once.
const (
	guildsAShard = 1000
	turn         = 5 * time.Second
	manyGuilds   = 150_000
)
