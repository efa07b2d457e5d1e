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
	{name: "words alone", processor: 20 * time.Millisecond},
	{name: "with the encoder", processor: 60 * time.Millisecond},
	{name: "with the reader too", processor: 200 * time.Millisecond},
	{name: "with a model that takes 2 s", processor: 200 * time.Millisecond, model: 2 * time.Second},
}

// planned is the kind of the second table: the program as it comes.
const planned = 2

// What else was measured, with the command.
const (
	// The process of BenchmarkServe with 5 guilds, and how much more it is for each guild
	// with 1,000 (-guilds 1000); articles of guilds come on top.
	memoryAtRest = 400.0 // MB
	memoryAGuild = 0.03  // MB
	// What bot.TestAnAskTakesFewStatements allows for a question, and what a process uses of
	// the database's connections.
	statements  = 8
	connections = 5
	// What BenchmarkServe leaves in PostgreSQL for each question: the tables and their
	// indexes.
	bytesAQuestion = 4000.0
)

// What is assumed.
const (
	// busiestHour is how many questions a guild asks in its busiest hour, atOnce the part of
	// guilds that have it at the same time, and questionsADay those of a day.
	busiestHour   = 20
	atOnce        = 1.0
	questionsADay = 100
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
