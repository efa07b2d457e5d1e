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
	// Wait is what a "429" tells the client to wait; whole seconds.
	Wait time.Duration
	// Rate is the speed of "slow" in tokens a second.
	Rate float64
	// Once limits the fault to the first request it applies to.
	Once bool
}

// faultArgs tells for each fault whether it takes an argument, and which.
var faultArgs = map[string]string{
	"429": "SECONDS", "slow": "TOKENS_PER_SECOND", "500": "", "hang": "", "cut": "",
	"no-finish": "", "garbage": "", "dimension": "", "no-base64": "",
}

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
// argument asks for one second, "slow" for 20 tokens a second.
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
	return withArg(Fault{Name: name, Wait: time.Second, Rate: 20}, wants, arg, hasArg)
}

func withArg(f Fault, wants, arg string, hasArg bool) (Fault, error) {
	if !hasArg {
		return f, nil
	}
	switch wants {
	case "SECONDS":
		n, err := strconv.Atoi(arg)
		if err != nil || n < 0 || n > 86400 {
			return Fault{}, fmt.Errorf("fault %s:%s: SECONDS is a whole number from 0 to 86400", f.Name, arg)
		}
		f.Wait = time.Duration(n) * time.Second
	case "TOKENS_PER_SECOND":
		r, err := strconv.ParseFloat(arg, 64)
		if err != nil || !(r > 0 && r <= 1e6) {
			return Fault{}, fmt.Errorf("fault %s:%s: TOKENS_PER_SECOND is a number above 0, at most 1000000", f.Name, arg)
		}
		f.Rate = r
	}
	return f, nil
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
	case "dimension", "no-base64":
		return path == pathEmbeddings
	case "no-finish":
		return path == pathChat
	}
	return path == pathEmbeddings || path == pathChat
}

// terminal tells whether the fault takes the place of the reply.
func (f Fault) terminal() bool {
	return slices.Contains([]string{"429", "500", "hang", "garbage"}, f.Name)
}
