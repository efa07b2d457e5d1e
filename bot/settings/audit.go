package settings

import (
	"context"
	"slices"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/guildstore"
	"footnote/bot/store/peoplestore"
	"footnote/bot/words"
)

// verbAudit turns the pages of the audit log.
const verbAudit = "audit"

// auditOnPage is how many changes stand on a page.
const auditOnPage = 10

// auditing is /audit.
func (h *Handler) auditing() feature.Feature {
	return feature.Feature{
		Commands: []feature.Command{{Key: "audit", Moderators: true, Run: func(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
			m, err := h.auditPage(ctx, in.Request, 0)
			return feature.Reply{Message: m, Private: true}, err
		}}},
		Controls: feature.ForModerators(feature.Control{Verb: verbAudit, Press: func(ctx context.Context, p feature.Press, _ string, page int) (feature.Reply, error) {
			m, err := h.auditPage(ctx, p.Request, page)
			return feature.Reply{Update: m}, err
		}}),
	}
}

// auditPage is a page of a guild's audit log.
func (h *Handler) auditPage(ctx context.Context, p feature.Request, page int) (*render.Message, error) {
	n, err := h.Store.AuditLen(ctx, p.Guild)
	if err != nil {
		return nil, err
	}
	pages := max(1, (n+auditOnPage-1)/auditOnPage)
	page = min(page, pages-1)
	list, err := h.Store.Audit(ctx, p.Guild, auditOnPage, page*auditOnPage)
	if err != nil {
		return nil, err
	}
	w := words.In(p.Locale)
	var lines []string
	sees := h.Access.SeenBy(ctx, p.Person, feature.Place{Guild: p.Guild})
	for _, a := range list {
		if a.Seen != "" && !sees(a.Seen) {
			a.Detail = "…"
		}
		lines = append(lines, "- "+feature.Timestamp(a.At, "f")+" · "+by(w, a)+" · "+change(w, a))
	}
	if len(lines) == 0 {
		lines = append(lines, w.Say("audit.none"))
	}
	m := render.Notice(render.ColourPlain, strings.Join(lines, "\n"))
	m.Embeds[0].Title, m.Rows = w.Say("audit.title"), feature.Pager(w, verbAudit, "", page, pages)
	return &m, nil
}

// by is who made a change.
func by(w words.Words, a guildstore.Audited) string {
	if name, former := strings.CutPrefix(a.Person, peoplestore.Former); former {
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
func change(w words.Words, a guildstore.Audited) string {
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
	case key == feature.KeyAuto || key == feature.KeyChannels || key == feature.KeyModerators:
		mark := "#"
		if key == feature.KeyModerators {
			mark = "@&"
		}
		if detail == "" {
			return w.Say("settings." + key + ".none")
		}
		return feature.Mentions(detail, mark)
	case slices.Contains(choices[key], detail):
		return choiceText(w, key, detail)
	}
	return render.Escape(render.Cut(render.Clean(detail), longestDetail))
}
