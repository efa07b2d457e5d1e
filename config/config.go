// Package config reads what an operator sets, checks it and says what is wrong
// in words that name the setting. Secrets never show: a Secret prints as dots.
//
// Settings come from one YAML file, the environment and the command line, in
// rising order. A secret may also come from a file: NAME_FILE in the
// environment holds its path.
package config

import (
	"log/slog"
	"time"
)

// The embedders.
const (
	None    = "none"
	Builtin = "builtin"
	OpenAI  = "openai"
)

// Auto leaves a setting to what is known of the model.
const Auto = "auto"

// Config is everything an operator can set.
type Config struct {
	// Data is the data folder, "" for the platform's own.
	Data    string
	Discord Discord
	Models  Models
	Budget  Budget
	Web     Web
	// Database is where the bot keeps what it remembers.
	Database Database
	// Golden is the file of questions that a change of the articles must still answer,
	// "" for none.
	Golden   string
	Guilds   Guilds
	HTTP     HTTP
	LogLevel slog.Level

	effective []Effective
}

// Discord says which bot to be, and where.
type Discord struct {
	Token Secret
	// URL is another Discord to connect to, on loopback only; "" means the real one.
	URL string
	// Shards are those that the program serves.
	Shards Shards
}

// Shards are a part of a bot's shards: First to Last of Of, counted from 0.
type Shards struct {
	// Auto stands for all of as many as Discord recommends.
	Auto            bool
	First, Last, Of int
}

// Models says which models to use.
type Models struct {
	APIKey  Secret
	BaseURL string
	// Chat writes answers; "" means that they are extracted. Embedding is the
	// model behind the embedder OpenAI.
	Chat, Embedding string
	// Embedder is None, Builtin or OpenAI.
	Embedder string
	// Reader and Across are None or Builtin.
	Reader, Across string
	// Deadline is how long a question may take from end to end.
	Deadline time.Duration
	// EmbeddingDeadline is how long a batch of passages may take, with all
	// attempts at it.
	EmbeddingDeadline time.Duration
	// ContextTokens is what a prompt may have, ReplyTokens what a reply may.
	ContextTokens, ReplyTokens int
	// PassagePrefix and QuestionPrefix go before what is embedded; Auto leaves
	// them to the model's name, None is no prefix. Quotation marks around them
	// keep white space.
	PassagePrefix, QuestionPrefix string
}

// Budget bounds what models may take in a day; 0 means no bound. Prices are
// for a million tokens.
type Budget struct {
	Tokens, GuildTokens          int
	Money                        float64
	PromptPrice, CompletionPrice float64
}

// Web says where pages may be fetched from.
type Web struct {
	// AllowHosts are hosts that may be reached although their addresses are
	// not public.
	AllowHosts []string
}

// HTTP says where a running bot tells how it is.
type HTTP struct {
	// Addr is the address of health checks and figures, "" for none.
	Addr string
	// Traces is the address of an OpenTelemetry collector, "" for none.
	Traces string
	// Pprof is the address of Go's profiles, "" for none.
	Pprof string
}

// Database says where the bot keeps what it remembers.
type Database struct {
	// URL is that of a PostgreSQL database, with its password; "" means a file in the
	// data folder.
	URL Secret
	// Shared: several processes of one bot use it at once, and have their libraries
	// there too.
	Shared bool
	// VectorsAbove: the vectors of a library of more passages are searched there, not in
	// memory; 0 means never.
	VectorsAbove int
	// RowSecurity says whether the server keeps guilds apart, "yes" or "no"; "" leaves it
	// as it is.
	RowSecurity string
}

// Guilds bounds what the moderators of guilds may add to the articles.
type Guilds struct {
	// Articles and Megabytes of text are the most that a guild may keep.
	Articles, Megabytes int
	// Memory is the megabytes that the articles of all guilds may take in a process; 0 means
	// no bound.
	Memory int
	// AllowHosts are hosts that their pages may come from although their
	// addresses are not public. Those of Web are the operator's alone.
	AllowHosts []string
}

// Effective is a setting as it stands.
type Effective struct {
	Key, Env, Doc, Allowed string
	// Value is as set, with dots for a secret; Origin says where it came from:
	// "default", a file and line, a variable, or a flag.
	Value, Origin string
}

// Effective lists all settings as they stand, in a fixed order.
func (c *Config) Effective() []Effective { return c.effective }
