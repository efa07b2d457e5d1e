package talk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"footnote/retrieval"
)

// keySources is the setting that holds by channel what it answers from.
const keySources = "sources"

// What a rule of a channel's sources may begin with; the rest names what it
// admits.
const (
	ruleOwn     = "own"      // all of the guild's own articles
	ruleArticle = "article:" // the article of this ID
	ruleOutlet  = "outlet:"  // the articles of this outlet
)

// sources are the rules of a guild's channels. A channel without rules answers
// from everything.
func (d *Desk) sources(ctx context.Context, guild string) (map[string][]string, error) {
	rules := map[string][]string{}
	err := d.Store.Setting(ctx, guild, keySources, &rules)
	return rules, err
}

// isRestricted reports whether a place answers from chosen articles only.
func (d *Desk) isRestricted(ctx context.Context, p Place) (bool, error) {
	if p.Guild == "" {
		return false, nil
	}
	rules, err := d.sources(ctx, p.Guild)
	return len(rules[cmp.Or(p.Parent, p.Channel)]) > 0 || p.Lost && len(rules) > 0, err
}

// filter admits what a place answers from; one without Only admits all. Where
// it is not known which channel's rules hold, any that there are admit nothing.
func (d *Desk) filter(ctx context.Context, p Place, all Shelf) (retrieval.Filter, error) {
	rules, err := d.sources(ctx, p.Guild)
	if err != nil {
		return retrieval.Filter{}, err
	}
	of := rules[cmp.Or(p.Parent, p.Channel)]
	if p.Lost && len(rules) > 0 && len(of) == 0 {
		return retrieval.Filter{Key: p.Guild + "\x00lost", Only: func(string) bool { return false }}, nil
	}
	if len(of) == 0 {
		return retrieval.Filter{}, nil
	}
	return filterOf(p.Guild, of, all), nil
}

// filterOf makes a filter of rules.
func filterOf(guild string, rules []string, all Shelf) retrieval.Filter {
	rules = slices.Clone(rules)
	slices.Sort(rules)
	named := map[string]bool{}
	outlets := false
	for _, r := range rules {
		named[r] = true
		outlets = outlets || strings.HasPrefix(r, ruleOutlet)
	}
	return retrieval.Filter{Key: guild + "\x00" + strings.Join(rules, "\x00"), Only: func(id string) bool {
		if named[ruleArticle+id] || named[ruleOwn] && strings.HasPrefix(id, OwnPrefix(guild)) {
			return true
		}
		if !outlets {
			return false
		}
		a, ok := all.Article(id)
		return ok && a.Source != "" && named[ruleOutlet+a.Source]
	}}
}
