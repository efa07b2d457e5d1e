package mockserver

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fault is one way in which the server misbehaves.
type Fault struct {
	// Name is one of FaultNames, without "once".
	Name string
	// Wait is what a "429" tells the client to wait, in whole seconds, and how
	// long "first-word" and "role-first" take.
	Wait time.Duration
	// Rate is the speed of "slow" in tokens a second.
	Rate float64
	// Tokens is the argument of "context", "empty-stream", "think" and "reasoning".
	Tokens int
	// Once limits the fault to the first request it applies to.
	Once bool
}

// faultArgs tells for each fault whether it takes an argument, and which.
var faultArgs = map[string]string{
	"429": "SECONDS", "slow": "TOKENS_PER_SECOND", "500": "", "hang": "", "cut": "",
	"no-finish": "", "garbage": "", "dimension": "", "no-base64": "",
	"no-format": "", "first-word": "WAIT", "role-first": "WAIT", "context": "TOKENS", "empty-stream": "TOKENS",
	"think": "TOKENS", "reasoning": "TOKENS", "one-at-a-time": "", "token-vectors": "",
}

// FaultHelp says what each fault does, a line each, for --help.
const FaultHelp = `Faults:
  429:SECONDS            too many requests, with Retry-After
  500                    a server's error
  slow:TOKENS_PER_SECOND the pace of replies and of embeddings
  hang                   no reply at all
  cut                    the reply breaks off
  no-finish              a stream without a reason for its end
  garbage                a web page in place of JSON
  dimension              every second embedding has another length
  no-base64              embeddings are lists of numbers, whatever was asked
  no-format              500 to any response_format, with a validation error (llama-cpp-python)
  first-word:WAIT        nothing comes for that long (as 2s or 150ms)
  role-first:WAIT        the role comes at once, then comments, then after WAIT the words
  context:TOKENS         a longer prompt gets 400 exceed_context_size_error (llama.cpp)
  empty-stream:TOKENS    a longer prompt gets 200 and an empty stream (llama-cpp-python)
  think:TOKENS           the reply begins with <think> and as many tokens, which count
  reasoning:TOKENS       the same in reasoning_content
  one-at-a-time          a request waits until the one before it is answered
  token-vectors          a vector for each token in place of one for the text
  once:NAME              only the first request that it applies to
`

// FaultNames lists the faults, each with its argument where it takes one.
func FaultNames() []string {
	names := []string{"once:NAME"}
	for name, arg := range faultArgs {
		if arg != "" {
			name += ":" + arg
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// ParseFault reads NAME, NAME:ARG or once:NAME[:ARG]. "429" without an
// argument asks for one second, "slow" for 20 tokens a second, "first-word" and "role-first"
// for one second; TOKENS is 0 for limits and 200 for thoughts.
func ParseFault(text string) (Fault, error) {
	if rest, ok := strings.CutPrefix(text, "once:"); ok {
		f, err := ParseFault(rest)
		if f.Once {
			return Fault{}, fmt.Errorf("fault %q says once twice: write once:NAME", text)
		}
		f.Once = true
		return f, err
	}
	name, arg, hasArg := strings.Cut(text, ":")
	wants, known := faultArgs[name]
	if !known {
		return Fault{}, fmt.Errorf("unknown fault %q: use one of %s", text, strings.Join(FaultNames(), ", "))
	}
	if hasArg && wants == "" {
		return Fault{}, fmt.Errorf("fault %q takes no argument: write %s", text, name)
	}
	f := Fault{Name: name, Wait: time.Second, Rate: 20}
	if name == "think" || name == "reasoning" {
		f.Tokens = 200
	}
	return withArg(f, wants, arg, hasArg)
}

func withArg(f Fault, wants, arg string, hasArg bool) (Fault, error) {
	if !hasArg {
		return f, nil
	}
	if why := argReaders[wants](&f, arg); why != "" {
		return Fault{}, fmt.Errorf("fault %s:%s: %s is %s", f.Name, arg, wants, why)
	}
	return f, nil
}

// argReaders read the arguments; each returns what is allowed where it is not.
var argReaders = map[string]func(*Fault, string) string{
	"SECONDS": func(f *Fault, arg string) string {
		n, err := strconv.Atoi(arg)
		f.Wait = time.Duration(n) * time.Second
		return unless(err == nil && n >= 0 && n <= 86400, "a whole number from 0 to 86400")
	},
	"TOKENS_PER_SECOND": func(f *Fault, arg string) (why string) {
		var err error
		f.Rate, err = strconv.ParseFloat(arg, 64)
		return unless(err == nil && f.Rate > 0 && f.Rate <= 1e6, "a number above 0, at most 1000000")
	},
	"WAIT": func(f *Fault, arg string) (why string) {
		var err error
		f.Wait, err = time.ParseDuration(arg)
		return unless(err == nil && f.Wait >= 0 && f.Wait <= time.Hour, "a duration from 0s to 1h, such as 150ms")
	},
	"TOKENS": func(f *Fault, arg string) (why string) {
		var err error
		f.Tokens, err = strconv.Atoi(arg)
		return unless(err == nil && f.Tokens >= 0 && f.Tokens <= 1e6, "a whole number from 0 to 1000000")
	},
}

func unless(ok bool, why string) string {
	if ok {
		return ""
	}
	return why
}

// ParseFaults reads several faults and reports the first that is wrong.
func ParseFaults(texts []string) ([]Fault, error) {
	faults := make([]Fault, 0, len(texts))
	for _, t := range texts {
		f, err := ParseFault(t)
		if err != nil {
			return nil, err
		}
		faults = append(faults, f)
	}
	return faults, nil
}

// appliesTo says which of the two endpoints a fault touches. Models are always
// listed, so that a client can tell a server that fails from one not there.
func (f Fault) appliesTo(path string) bool {
	switch f.Name {
	case "dimension", "no-base64", "token-vectors":
		return path == pathEmbeddings
	case "no-finish", "no-format", "first-word", "role-first", "context", "empty-stream", "think", "reasoning":
		return path == pathChat
	}
	return path == pathEmbeddings || path == pathChat
}

// terminal tells whether the fault takes the place of the reply.
func (f Fault) terminal() bool {
	return slices.Contains([]string{"429", "500", "hang", "garbage"}, f.Name)
}
