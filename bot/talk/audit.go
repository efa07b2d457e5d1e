package talk

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/words"
)

// verbAudit turns the pages of the audit log.
const verbAudit = "audit"

// auditPage is how many changes stand on a page.
const auditPage = 10

// addAudit registers the audit log.
func (d *Desk) addAudit() {
	d.commands["audit"] = func(ctx context.Context, in Invocation) (Reply, error) {
		m, err := d.auditFor(ctx, in.Person, in.Guild, 0)
		return Reply{Message: m, Private: true}, err
	}
	d.presses[verbAudit] = func(ctx context.Context, p Press, _ string, page int) (Reply, error) {
		m, err := d.auditFor(ctx, p.Person, p.Guild, page)
		return Reply{Update: m}, err
	}
}

// auditFor is a page of a guild's audit log, for who may see it.
func (d *Desk) auditFor(ctx context.Context, p Person, guild string, page int) (*render.Message, error) {
	allowed, err := d.moderates(ctx, p, guild)
	if err != nil || !allowed {
		return refuse(p.Locale).Message, err
	}
	n, err := d.Store.AuditLen(ctx, guild)
	if err != nil {
		return nil, err
	}
	pages := max(1, (n+auditPage-1)/auditPage)
	page = min(page, pages-1)
	list, err := d.Store.Audit(ctx, guild, auditPage, page*auditPage)
	if err != nil {
		return nil, err
	}
	w := words.In(p.Locale)
	var lines []string
	sees := d.sightOf(ctx, p, Place{Guild: guild})
	for _, a := range list {
		if a.Seen != "" && !sees(a.Seen) {
			a.Detail = "…"
		}
		lines = append(lines, "- "+stamp(a.At, "f")+" · "+by(w, a)+" · "+change(w, a))
	}
	if len(lines) == 0 {
		lines = append(lines, w.Say("audit.none"))
	}
	m := render.Notice(render.ColourPlain, strings.Join(lines, "\n"))
	m.Embeds[0].Title, m.Rows = w.Say("audit.title"), pager(w, verbAudit, "", page, pages)
	return &m, nil
}

// by is who made a change.
func by(w words.Words, a store.Audited) string {
	if name, former := strings.CutPrefix(a.Person, store.Former); former {
		return w.Say("audit.former", "name", name)
	}
	if a.Person == "" {
		return w.Say("audit.bot")
	}
	return "<@" + a.Person + ">"
}

// longestDetail keeps ten changes within a message.
const longestDetail = 200

// change is what was changed. What no language has words for is shown as it is.
func change(w words.Words, a store.Audited) string {
	key, isSetting := strings.CutPrefix(a.Action, "settings.")
	detail := render.Escape(render.Cut(render.Clean(a.Detail), longestDetail))
	if isSetting {
		return w.Say("audit.settings", "setting", w.Say("settings."+key), "value", settingText(w, key, a.Detail))
	}
	sentence := w.Say("audit."+a.Action, "detail", detail)
	if sentence == "audit."+a.Action {
		return "`" + a.Action + "` " + detail
	}
	return sentence
}

// settingText is the value of a setting as the audit log holds it.
func settingText(w words.Words, key, detail string) string {
	switch {
	case key == keyAuto || key == keyChannels || key == keyModerators:
		mark := "#"
		if key == keyModerators {
			mark = "@&"
		}
		if detail == "" {
			return w.Say("settings." + key + ".none")
		}
		return mentions(detail, mark)
	case slices.Contains(choices[key], detail):
		return choiceText(w, key, detail)
	}
	return render.Escape(render.Cut(render.Clean(detail), longestDetail))
}

// joined writes IDs as the audit log holds them.
func joined(ids []string) string { return strings.Join(ids, " ") }

// mentions shows IDs by what they name: mark is "#" for channels and "@&" for
// roles. No message of the bot's pings anybody.
func mentions(ids, mark string) string {
	var list []string
	for _, id := range strings.Fields(ids) {
		list = append(list, "<"+mark+render.Clean(id)+">")
	}
	return strings.Join(list, ", ")
}

// stamp is a moment that Discord shows in each reader's language and zone; style
// is "f" for date and time, "d" for a date, "R" for how long ago.
func stamp(t time.Time, style string) string {
	return "<t:" + strconv.FormatInt(t.Unix(), 10) + ":" + style + ">"
}
