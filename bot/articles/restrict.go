package articles

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/retrieval"
)

// rule is something that a channel may be held to.
type rule struct {
	rule, label, about string
}

// value stands for the rule in a select, whose values are short.
func (r rule) value() string {
	sum := sha256.Sum256([]byte(r.rule))
	return hex.EncodeToString(sum[:10])
}

// rulesFor are all that a guild's channels may be held to: its own articles
// together, the outlets by how many articles they have, then article by article.
func (h *Handler) rulesFor(ctx context.Context, guild string, w words.Words) ([]rule, error) {
	library, err := h.Resolver.Libraries.In(ctx, guild, retrieval.Filter{})
	if err != nil {
		return nil, err
	}
	articles := library.Articles()
	outlets := map[string]int{}
	own := 0
	for _, a := range articles {
		if a.Source != "" {
			outlets[a.Source]++
		}
		if strings.HasPrefix(a.ID, feature.OwnPrefix(guild)) {
			own++
		}
	}
	count := func(n int) string { return w.Say("articles", "count", strconv.Itoa(n)) }
	list := []rule{{feature.SourceOwn, w.Say("restrict.own"), count(own)}}
	for _, name := range slices.SortedFunc(maps.Keys(outlets), func(a, b string) int {
		return cmp.Or(cmp.Compare(outlets[b], outlets[a]), cmp.Compare(a, b))
	}) {
		list = append(list, rule{feature.SourceOutlet + name, render.Clean(name), count(outlets[name])})
	}
	for _, a := range articles {
		list = append(list, rule{feature.SourceArticle + a.ID, render.Clean(a.Name()), render.Clean(strings.Join([]string{a.Source, a.Date()}, " "))})
	}
	return list, nil
}

// mostRules bounds what a channel is held to.
const mostRules = 200

// channelID is the form of a channel's ID, also where somebody made it up.
var channelID = regexp.MustCompile(`^[0-9]{1,20}$`)

// showRestrict answers /articles restrict.
func (h *Handler) showRestrict(_ context.Context, in feature.Invocation) (feature.Reply, error) {
	return feature.Later(func(ctx context.Context) (render.Message, error) {
		return h.restrictPanel(ctx, in.Request, in.Options["channel"], searched(in.Options["search"]), "")
	}), nil
}

// restrictPanel shows what a channel answers from, and lets it be changed.
func (h *Handler) restrictPanel(ctx context.Context, p feature.Request, channel, search, said string) (render.Message, error) {
	w, all := words.In(p.Locale), p.Settings.Sources
	if !channelID.MatchString(channel) {
		return feature.Notice(p.Locale, "restrict.channel"), nil
	}
	list, err := h.rulesFor(ctx, p.Guild, w)
	if err != nil {
		return render.Message{}, err
	}
	offered := offer(list, all[channel], search)
	lines := describeRules(w, channel, list, all[channel])
	if said != "" {
		lines = append(lines, "", said)
	}
	if search != "" && len(offered) == len(all[channel]) {
		lines = append(lines, "", w.Say("articles.own.nothing", "search", render.Escape(search)))
	}
	m := render.Notice(render.ColourPlain, strings.Join(lines, "\n"))
	m.Embeds[0].Title = w.Say("restrict.title")
	m.Rows = restrictRows(w, channel, search, offered, all[channel])
	return m, nil
}

// offer are the rules that a select shows: those in force, then those that a
// search finds.
func offer(list []rule, chosen []string, search string) []rule {
	parts := strings.Fields(strings.ToLower(search))
	var in, out []rule
	for _, r := range list {
		switch {
		case slices.Contains(chosen, r.rule):
			in = append(in, r)
		case feature.HoldsAll(r.label+" "+r.about, parts):
			out = append(out, r)
		}
	}
	// Where many are in force, a search finds at least some others.
	if search != "" && len(out) > 0 && len(in) > render.MaxChoices/2 {
		in = in[:render.MaxChoices/2]
	}
	both := append(in, out...)
	return both[:min(len(both), render.MaxChoices)]
}

// mostDescribed is how many rules are named in the panel.
const mostDescribed = 20

// describeRules says what a channel answers from.
func describeRules(w words.Words, channel string, list []rule, chosen []string) []string {
	where := "<#" + channel + ">"
	if len(chosen) == 0 {
		return []string{w.Say("restrict.nothing", "channel", where)}
	}
	lines := []string{w.Say("restrict.only", "channel", where)}
	for _, r := range list {
		if slices.Contains(chosen, r.rule) && len(lines) <= mostDescribed {
			lines = append(lines, "- "+render.Escape(render.Cut(r.label, 120)))
		}
	}
	if gone := len(chosen) - len(lines) + 1; gone > 0 {
		lines = append(lines, "- "+w.Say("restrict.more", "count", strconv.Itoa(gone)))
	}
	return lines
}

// restrictRows are the select and the buttons of the panel.
func restrictRows(w words.Words, channel, search string, offered []rule, chosen []string) []render.Row {
	choose := render.Select{ID: feature.ButtonID(verbRestrict, channel+" "+search, 0), Placeholder: w.Say("restrict.choose"), Max: render.MaxChoices}
	for _, r := range offered {
		choose.Options = append(choose.Options, render.Option{
			Label: cmp.Or(r.label, "…"), Value: r.value(), About: r.about, Chosen: slices.Contains(chosen, r.rule),
		})
	}
	return []render.Row{{choose}, {
		render.Button{Label: w.Say("restrict.search"), Emoji: "🔎", ID: feature.ButtonID(verbNarrow, channel, 0)},
		render.Button{Label: w.Say("restrict.lift"), ID: feature.ButtonID(verbUnlimited, channel, 0), Disabled: len(chosen) == 0},
	}}
}

// pressRestrict takes what was chosen among the rules that were offered; others
// in force stay.
func (h *Handler) pressRestrict(ctx context.Context, p feature.Press, at string, _ int) (feature.Reply, error) {
	channel, search, _ := strings.Cut(at, " ")
	all, w := p.Settings.Sources, words.In(p.Locale)
	list, err := h.rulesFor(ctx, p.Guild, w)
	if err != nil {
		return feature.Reply{}, err
	}
	offered := offer(list, all[channel], search)
	rules := slices.DeleteFunc(slices.Clone(all[channel]), func(name string) bool {
		return slices.ContainsFunc(offered, func(r rule) bool { return r.rule == name })
	})
	for _, r := range list {
		if slices.Contains(p.Values, r.value()) && !slices.Contains(rules, r.rule) {
			rules = append(rules, r.rule)
		}
	}
	return h.setRules(ctx, p, channel, search, rules)
}

// pressUnlimited has a channel answer from everything again.
func (h *Handler) pressUnlimited(ctx context.Context, p feature.Press, channel string, _ int) (feature.Reply, error) {
	return h.setRules(ctx, p, channel, "", nil)
}

// setRules changes what a channel answers from, and shows the panel anew.
func (h *Handler) setRules(ctx context.Context, p feature.Press, channel, search string, rules []string) (feature.Reply, error) {
	w := words.In(p.Locale)
	if !channelID.MatchString(channel) {
		return feature.Private(render.ColourDeclined, w.Say("restrict.channel")), nil
	}
	all := maps.Clone(p.Settings.Sources)
	if all == nil {
		all = feature.ChannelSources{}
	}
	action := "articles.restrict"
	if all[channel] = rules[:min(len(rules), mostRules)]; len(rules) == 0 {
		delete(all, channel)
		action = "articles.lift"
	}
	if err := h.Store.Set(ctx, p.Guild, feature.KeySources, all); err != nil {
		return feature.Reply{}, err
	}
	if err := h.Store.AddAudit(ctx, p.Guild, p.Person.ID, action, channel); err != nil {
		return feature.Reply{}, err
	}
	p.Settings.Sources = all
	m, err := h.restrictPanel(ctx, p.Request, channel, search, w.Say("restrict.saved"))
	return feature.Reply{Update: &m}, err
}

// openNarrow asks what to search for among what may be chosen.
func openNarrow(_ context.Context, p feature.Press, channel string, _ int) (feature.Reply, error) {
	w := words.In(p.Locale)
	return feature.OpenForm(verbNarrow, channel, 0, w.Say("restrict.search"), render.Input{
		ID: feature.FieldText, Label: w.Say("restrict.search.label"), Max: longestSearch,
	}), nil
}

// narrow shows what a search finds among what may be chosen.
func (h *Handler) narrow(ctx context.Context, f feature.Form, channel string, _ int) (feature.Reply, error) {
	m, err := h.restrictPanel(ctx, f.Request, channel, searched(f.Text), "")
	return feature.Reply{Update: &m}, err
}
