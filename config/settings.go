package config

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// setting is one thing an operator can set.
type setting struct {
	// key is its place in the file ("models.chat"), env its variable in the
	// environment.
	key, env string
	// doc says what it does, allowed what values it takes, fallback its default.
	doc, allowed, fallback string
	// secret settings are masked, and may come from a file named by env + "_FILE".
	secret bool
	// set checks a value and stores it. Its error says what is wrong with the
	// value, without naming the setting.
	set func(c *Config, value string) error
}

// settings lists everything there is to set, in the order it is shown.
var settings = []setting{
	{key: "data", env: "FOOTNOTE_DATA", doc: "the folder of the library and of what the bot keeps",
		allowed: "a folder", set: text(func(c *Config) *string { return &c.Data })},
	{key: "discord.token", env: "DISCORD_TOKEN", doc: "the bot's token", secret: true,
		allowed: "a token from Discord's developer portal", set: func(c *Config, v string) error { c.Discord.Token = Secret(v); return nil }},
	{key: "discord.url", env: "FOOTNOTE_DISCORD_URL", doc: "another Discord to connect to, on this machine",
		allowed: "a loopback address such as http://127.0.0.1:8080", set: loopbackURL},
	{key: "discord.shards", env: "FOOTNOTE_SHARDS", doc: "the shards that serve connects: all of this many, all that Discord recommends (auto), or of 16, counted from 0, the fourth alone (3/16) or the first eight (0-7/16)", fallback: "1",
		allowed: "auto, N, K/N or J-K/N with a number N from 1 to 10000", set: shards},
	{key: "models.api_key", env: "OPENAI_API_KEY", doc: "the key of the model server", secret: true,
		allowed: "a key", set: func(c *Config, v string) error { c.Models.APIKey = Secret(v); return nil }},
	{key: "models.base_url", env: "OPENAI_BASE_URL", doc: "the OpenAI-compatible server; empty means OpenAI's own",
		allowed: "an address such as http://127.0.0.1:8081/v1", set: modelURL},
	{key: "models.chat", env: "FOOTNOTE_CHAT_MODEL", doc: "the model that writes answers; empty means that answers are extracted",
		allowed: "a model's name", set: text(func(c *Config) *string { return &c.Models.Chat })},
	{key: "models.embedding", env: "FOOTNOTE_EMBEDDING_MODEL", doc: "the model behind the embedder openai",
		allowed: "a model's name", set: text(func(c *Config) *string { return &c.Models.Embedding })},
	{key: "models.embedder", env: "FOOTNOTE_EMBEDDER", doc: "what searches by meaning beside the words", fallback: Builtin,
		allowed: "none, builtin or openai", set: oneOf([]string{None, Builtin, OpenAI}, func(c *Config) *string { return &c.Models.Embedder })},
	{key: "models.reader", env: "FOOTNOTE_READER", doc: "what reads the best passages beside the encoder builtin", fallback: Builtin,
		allowed: "none or builtin", set: oneOf([]string{None, Builtin}, func(c *Config) *string { return &c.Models.Reader })},
	{key: "models.across", env: "FOOTNOTE_ACROSS", doc: "what answers across languages beside the encoder builtin", fallback: Builtin,
		allowed: "none or builtin", set: oneOf([]string{None, Builtin}, func(c *Config) *string { return &c.Models.Across })},
	{key: "models.deadline", env: "FOOTNOTE_DEADLINE", doc: "how long a question may take before passages are shown instead", fallback: "60s",
		allowed: "a duration from 1s to 10m", set: duration(time.Second, 10*time.Minute, func(c *Config) *time.Duration { return &c.Models.Deadline })},
	{key: "models.embedding_deadline", env: "FOOTNOTE_EMBEDDING_DEADLINE", doc: "how long a batch of passages may take to be embedded, with all attempts", fallback: "2m",
		allowed: "a duration from 1s to 1h", set: duration(time.Second, time.Hour, func(c *Config) *time.Duration { return &c.Models.EmbeddingDeadline })},
	{key: "models.context_tokens", env: "FOOTNOTE_CONTEXT_TOKENS", doc: "the tokens a prompt may hold", fallback: "6000",
		allowed: "a number from 500 to 1000000", set: whole(500, 1_000_000, func(c *Config) *int { return &c.Models.ContextTokens })},
	{key: "models.reply_tokens", env: "FOOTNOTE_REPLY_TOKENS", doc: "the tokens a reply may have, thoughts included; one that they cut off before its first claim may have four times as many", fallback: "900",
		allowed: "a number from 50 to 100000", set: whole(50, 100_000, func(c *Config) *int { return &c.Models.ReplyTokens })},
	{key: "models.passage_prefix", env: "FOOTNOTE_PASSAGE_PREFIX", doc: "what the embedding model wants before a passage; auto goes by its name", fallback: Auto,
		allowed: "a text in quotation marks, none or auto", set: text(func(c *Config) *string { return &c.Models.PassagePrefix })},
	{key: "models.question_prefix", env: "FOOTNOTE_QUESTION_PREFIX", doc: "what the embedding model wants before a question; auto goes by its name", fallback: Auto,
		allowed: "a text in quotation marks, none or auto", set: text(func(c *Config) *string { return &c.Models.QuestionPrefix })},
	{key: "budget.tokens_per_day", env: "FOOTNOTE_TOKENS_PER_DAY", doc: "the tokens all guilds may use in a day; 0 means no bound", fallback: "0",
		allowed: "a number from 0", set: whole(0, 1<<50, func(c *Config) *int { return &c.Budget.Tokens })},
	{key: "budget.guild_tokens_per_day", env: "FOOTNOTE_GUILD_TOKENS_PER_DAY", doc: "the tokens one guild may use in a day; 0 means no bound", fallback: "0",
		allowed: "a number from 0", set: whole(0, 1<<50, func(c *Config) *int { return &c.Budget.GuildTokens })},
	{key: "budget.money_per_day", env: "FOOTNOTE_MONEY_PER_DAY", doc: "what models may cost in a day, by the prices below; 0 means no bound", fallback: "0",
		allowed: "an amount from 0", set: amount(func(c *Config) *float64 { return &c.Budget.Money })},
	{key: "budget.prompt_price", env: "FOOTNOTE_PROMPT_PRICE", doc: "the price of a million tokens sent", fallback: "0",
		allowed: "an amount from 0", set: amount(func(c *Config) *float64 { return &c.Budget.PromptPrice })},
	{key: "budget.completion_price", env: "FOOTNOTE_COMPLETION_PRICE", doc: "the price of a million tokens written", fallback: "0",
		allowed: "an amount from 0", set: amount(func(c *Config) *float64 { return &c.Budget.CompletionPrice })},
	{key: "web.allow_hosts", env: "FOOTNOTE_WEB_ALLOW_HOSTS", doc: "hosts that pages may be fetched from although they lie in a private network",
		allowed: "host names or addresses, separated by commas", set: hosts(func(c *Config) *[]string { return &c.Web.AllowHosts })},
	{key: "database.url", env: "FOOTNOTE_DATABASE_URL", doc: "a PostgreSQL database for what the bot remembers; empty means bot.db in the data folder", secret: true,
		allowed: "an address such as postgres://footnote:PASSWORD@127.0.0.1/footnote", set: databaseURL},
	{key: "database.shared", env: "FOOTNOTE_DATABASE_SHARED", doc: "whether several processes of one bot share that database, and keep their libraries there too", fallback: "no",
		allowed: "yes or no", set: func(c *Config, v string) error {
			c.Database.Shared = v == "yes"
			return oneOf([]string{"yes", "no"}, func(*Config) *string { return new(string) })(c, v)
		}},
	{key: "database.vectors_above", env: "FOOTNOTE_DATABASE_VECTORS_ABOVE", doc: "of how many passages on that shared database searches the library's vectors, with pgvector, in place of memory; 0 means never", fallback: "0",
		allowed: "a number from 0 to 1000000000", set: whole(0, 1_000_000_000, func(c *Config) *int { return &c.Database.VectorsAbove })},
	{key: "database.row_security", env: "FOOTNOTE_DATABASE_ROW_SECURITY", doc: "whether that database itself keeps guilds apart, by row-level security; empty leaves it as it is there",
		allowed: "yes or no", set: oneOf([]string{"yes", "no"}, func(c *Config) *string { return &c.Database.RowSecurity })},
	{key: "golden", env: "FOOTNOTE_GOLDEN", doc: "a file of questions with right answers, in the form of footnote eval: what answers fewer of them is held back by footnote index",
		allowed: "a file", set: text(func(c *Config) *string { return &c.Golden })},
	{key: "guilds.articles", env: "FOOTNOTE_GUILD_ARTICLES", doc: "the articles of its own that a guild may have", fallback: "200",
		allowed: "a number from 0 to 100000", set: whole(0, 100_000, func(c *Config) *int { return &c.Guilds.Articles })},
	{key: "guilds.megabytes", env: "FOOTNOTE_GUILD_MEGABYTES", doc: "the megabytes of text that a guild's own articles may have", fallback: "20",
		allowed: "a number from 1 to 10000", set: whole(1, 10_000, func(c *Config) *int { return &c.Guilds.Megabytes })},
	{key: "guilds.memory", env: "FOOTNOTE_GUILD_MEMORY", doc: "the megabytes of memory that the articles of all guilds may take in a process, those asked for least recently out first; 0 means no bound", fallback: "512",
		allowed: "a number from 0 to 1000000", set: whole(0, 1_000_000, func(c *Config) *int { return &c.Guilds.Memory })},
	{key: "guilds.allow_hosts", env: "FOOTNOTE_GUILD_ALLOW_HOSTS", doc: "hosts in a private network that moderators of guilds may add pages from",
		allowed: "host names or addresses, separated by commas", set: hosts(func(c *Config) *[]string { return &c.Guilds.AllowHosts })},
	{key: "http.traces", env: "OTEL_EXPORTER_OTLP_ENDPOINT", doc: "the OpenTelemetry collector that serve sends traces to, by HTTP; empty means none",
		allowed: "an address such as http://127.0.0.1:4318", set: collector},
	{key: "http.pprof", env: "FOOTNOTE_PPROF_ADDR", doc: "where serve answers GET /debug/pprof/, for those who look for what takes time or memory; empty means nowhere",
		allowed: "a host and port such as 127.0.0.1:6060", set: listenAddress(func(c *Config) *string { return &c.HTTP.Pprof })},
	{key: "http.addr", env: "FOOTNOTE_HTTP_ADDR", doc: "where serve answers GET /healthz, /readyz and /metrics; empty means nowhere",
		allowed: "a host and port such as 127.0.0.1:9090", set: listenAddress(func(c *Config) *string { return &c.HTTP.Addr })},
	{key: "log.level", env: "FOOTNOTE_LOG_LEVEL", doc: "the least that is logged", fallback: "info",
		allowed: "debug, info, warn or error", set: logLevel},
}

func text(at func(*Config) *string) func(*Config, string) error {
	return func(c *Config, v string) error { *at(c) = v; return nil }
}

func oneOf(allowed []string, at func(*Config) *string) func(*Config, string) error {
	return func(c *Config, v string) error {
		if !slices.Contains(allowed, v) {
			return errValue
		}
		*at(c) = v
		return nil
	}
}

func duration(least, most time.Duration, at func(*Config) *time.Duration) func(*Config, string) error {
	return func(c *Config, v string) error {
		d, err := time.ParseDuration(v)
		if err != nil || d < least || d > most {
			return errValue
		}
		*at(c) = d
		return nil
	}
}

func whole(least, most int, at func(*Config) *int) func(*Config, string) error {
	return func(c *Config, v string) error {
		n, err := strconv.Atoi(strings.ReplaceAll(v, "_", ""))
		if err != nil || n < least || n > most {
			return errValue
		}
		*at(c) = n
		return nil
	}
}

func amount(at func(*Config) *float64) func(*Config, string) error {
	return func(c *Config, v string) error {
		n, err := strconv.ParseFloat(v, 64)
		if err != nil || !(n >= 0 && n < 1e12) {
			return errValue
		}
		*at(c) = n
		return nil
	}
}

// loopbackURL refuses addresses that lead off this machine: whoever could set
// one would receive the bot's token.
func loopbackURL(c *Config, v string) error {
	if v == "" {
		c.Discord.URL = ""
		return nil
	}
	u, err := webAddress(v)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(u.Hostname()); u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("only this machine is allowed (127.0.0.1, [::1] or localhost)")
	}
	c.Discord.URL = strings.TrimRight(v, "/")
	return nil
}

// mostShards is far above what the largest bots have.
const mostShards = 10_000

// shardsForm is one number, or a shard or a row of shards and a number.
var shardsForm = regexp.MustCompile(`^(?:(\d{1,5})(?:-(\d{1,5}))?/)?(\d{1,5})$`)

func shards(c *Config, v string) error {
	if v == Auto {
		c.Discord.Shards = Shards{Auto: true}
		return nil
	}
	form := shardsForm.FindStringSubmatch(v)
	if form == nil {
		return errValue
	}
	number := func(text string, otherwise int) int {
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
		return otherwise // it is left out
	}
	s := Shards{Of: number(form[3], 0)}
	s.First = number(form[1], 0)
	s.Last = number(form[2], number(form[1], s.Of-1))
	switch {
	case s.Of < 1 || s.Of > mostShards:
		return errValue
	case s.First > s.Last || s.Last >= s.Of:
		return fmt.Errorf("%s is not there: %d shards are counted from 0 to %d, and the lower number comes first", v, s.Of, s.Of-1)
	}
	c.Discord.Shards = s
	return nil
}

// databaseURL does not repeat the value, which may hold a password.
func databaseURL(c *Config, v string) error {
	if u, err := url.Parse(v); v != "" && (err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql") {
		return fmt.Errorf("that is no address of a PostgreSQL database")
	}
	c.Database.URL = Secret(v)
	return nil
}

func modelURL(c *Config, v string) error {
	if v != "" {
		if _, err := webAddress(v); err != nil {
			return err
		}
	}
	c.Models.BaseURL = strings.TrimRight(v, "/")
	return nil
}

// listenAddress takes a host and port, or a port alone.
func listenAddress(at func(*Config) *string) func(*Config, string) error {
	return func(c *Config, v string) error {
		*at(c) = v
		if v == "" {
			return nil
		}
		_, port, err := net.SplitHostPort(v)
		if err != nil {
			return errValue
		}
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return errValue
		}
		return nil
	}
}

func collector(c *Config, v string) error {
	if v != "" {
		if _, err := webAddress(v); err != nil {
			return err
		}
	}
	c.HTTP.Traces = v
	return nil
}

func webAddress(v string) (*url.URL, error) {
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return nil, errValue
	}
	return u, nil
}

func hosts(at func(*Config) *[]string) func(*Config, string) error {
	return func(c *Config, v string) error {
		var list []string
		for _, h := range strings.Split(v, ",") {
			if h = strings.ToLower(strings.TrimSpace(h)); h == "" {
				continue
			}
			if strings.ContainsAny(h, "/ @*") {
				return fmt.Errorf("%q is no host name", h)
			}
			list = append(list, h)
		}
		*at(c) = list
		return nil
	}
}

func logLevel(c *Config, v string) error {
	if c.LogLevel.UnmarshalText([]byte(v)) != nil || strings.ContainsAny(v, "+-") {
		return errValue
	}
	return nil
}
