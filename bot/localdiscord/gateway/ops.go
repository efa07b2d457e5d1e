package gateway

import (
	"encoding/json"
	"fmt"
	"time"

	"footnote/bot/localdiscord/ratelimit"
	"footnote/bot/localdiscord/traffic"
	"footnote/bot/localdiscord/wire"
)

// Presence is what the bot last said about itself with op 3 or IDENTIFY.
type Presence struct {
	Status     string     `json:"status"`
	Activities []Activity `json:"activities"`
	AFK        bool       `json:"afk"`
}

// Activity is a line such as "Watching 5 articles".
type Activity struct {
	Name  string `json:"name"`
	Type  int    `json:"type"`
	State string `json:"state,omitempty"`
	URL   string `json:"url,omitempty"`
}

type incoming struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
}

// handle acts on one payload of the client; the lock is held.
func (c *conn) handle(data []byte) {
	var in incoming
	if len(data) > maxPayload || json.Unmarshal(data, &in) != nil {
		c.close(closeDecode, "Error while decoding payload.")
		return
	}
	c.g.log.Frame(traffic.Frame{At: c.g.cfg.Now(), FromBot: true, Session: c.sessionID(), Op: in.Op, Data: hideToken(in)})
	if !c.sends.Use(c.g.cfg.Now(), ratelimit.Bucket{Limit: sendsAMinute, Window: time.Minute}) {
		c.close(closeRateLimited, "Rate limited.")
		return
	}
	switch in.Op {
	case opHeartbeat:
		c.heartbeat()
	case opIdentify:
		c.identify(in.Data)
	case opResume:
		c.resume(in.Data)
	case opPresence, opRequestMembers, opVoice:
		c.afterIdentify(in)
	default:
		c.close(closeUnknownOp, "Unknown opcode.")
	}
}

// hideToken keeps secrets out of the journal.
func hideToken(in incoming) json.RawMessage {
	var fields map[string]json.RawMessage
	if json.Unmarshal(in.Data, &fields) != nil || fields["token"] == nil {
		return in.Data
	}
	fields["token"] = json.RawMessage(`"***"`)
	return raw(fields)
}

func (c *conn) heartbeat() {
	c.expectHeartbeat()
	if !c.g.cfg.Muted() {
		c.send(payload{Op: opHeartbeatAck})
	}
}

func (c *conn) afterIdentify(in incoming) {
	if c.session == nil {
		c.close(closeNotAuthenticated, "Not authenticated.")
		return
	}
	switch in.Op {
	case opPresence:
		c.setPresence(in.Data)
	case opRequestMembers:
		c.sendMembers(in.Data)
	}
}

func (c *conn) setPresence(data json.RawMessage) {
	var p Presence
	if json.Unmarshal(data, &p) != nil || p.Activities == nil {
		c.close(closeDecode, "Error while decoding payload.")
		return
	}
	c.g.presence = p
	c.g.cfg.PresenceChanged(p)
}

type identity struct {
	Token    string       `json:"token"`
	Intents  *wire.Intent `json:"intents"`
	Compress bool         `json:"compress"`
	Shard    *[2]int      `json:"shard"`
	Presence *Presence    `json:"presence"`
}

func (c *conn) identify(data json.RawMessage) {
	id := identity{}
	if json.Unmarshal(data, &id) != nil {
		c.close(closeDecode, "Error while decoding payload.")
		return
	}
	if id.Shard == nil {
		id.Shard = &[2]int{0, 1}
	}
	if code, reason := c.refusal(id); code != 0 {
		c.close(code, reason)
		return
	}
	if !c.g.mayIdentify(id.Shard[0]) {
		c.invalidate(false)
		return
	}
	c.g.identifies++
	c.compress = id.Compress && c.stream == nil
	c.session = &session{
		g: c.g, id: newID(), intents: *id.Intents, shard: *id.Shard, zlib: c.compress, conn: c,
		kept: traffic.NewRing[stored](c.g.cfg.ResumeBuffer),
	}
	c.g.sessions[c.session.id] = c.session
	if id.Presence != nil && id.Presence.Status != "" {
		c.g.presence = *id.Presence
	}
	c.session.begin()
}

// refusal is the close code for an IDENTIFY that Discord does not take.
func (c *conn) refusal(id identity) (int, string) {
	switch {
	case c.session != nil:
		return closeAuthenticated, "Already authenticated."
	case bareToken(id.Token) != c.g.cfg.Token:
		return closeBadToken, "Authentication failed."
	case id.Intents == nil || *id.Intents < 0 || *id.Intents&^wire.KnownIntents != 0:
		return closeBadIntents, "Invalid intent(s)."
	case *id.Intents&wire.PrivilegedIntents&^c.g.place.Bot().Intents != 0:
		return closeForbiddenIntents, "Disallowed intent(s)."
	case id.Shard[1] < 1 || id.Shard[0] < 0 || id.Shard[0] >= id.Shard[1]:
		return closeBadShard, "Invalid shard."
	case c.g.tooMany(*id.Shard):
		return closeShardingNeeded, "Sharding required."
	case c.g.cfg.Starts.Enforce && c.g.identifies >= c.g.cfg.Starts.Daily:
		// Discord resets the token of a bot that begins too many sessions.
		c.g.log.Violation("identify", "a session begins above the %d of a day", c.g.cfg.Starts.Daily)
		return closeBadToken, "Authentication failed."
	}
	return 0, ""
}

// begin sends READY and the guilds.
func (ses *session) begin() {
	bot := ses.g.place.Bot()
	guilds := []wire.UnavailableGuild{}
	for _, id := range bot.Guilds {
		if ownedBy(ses.shard, id) {
			guilds = append(guilds, wire.UnavailableGuild{ID: id, Unavailable: true})
		}
	}
	ses.dispatch("READY", map[string]any{
		"v": 10, "user": bot.User, "guilds": guilds, "session_id": ses.id, "shard": ses.shard,
		"resume_gateway_url": URL(ses.conn.host), "private_channels": []any{}, "relationships": []any{},
		"application": map[string]any{"id": bot.User.ID, "flags": wire.AppFlags(bot.Intents)},
		"_trace":      []string{"local"},
	})
	if ses.intents&wire.IntentGuilds != 0 {
		for _, g := range guilds {
			ses.dispatch("GUILD_CREATE", ses.g.place.Guild(g.ID))
		}
	}
	ses.g.deliverHeld(ses)
	ses.g.cfg.Changed()
}

func (c *conn) resume(data json.RawMessage) {
	var r struct {
		Token     string `json:"token"`
		SessionID string `json:"session_id"`
		Seq       int64  `json:"seq"`
	}
	if json.Unmarshal(data, &r) != nil {
		c.close(closeDecode, "Error while decoding payload.")
		return
	}
	ses := c.g.sessions[r.SessionID]
	switch {
	case bareToken(r.Token) != c.g.cfg.Token:
		c.close(closeBadToken, "Authentication failed.")
	case ses == nil:
		c.invalidate(false)
	case r.Seq > ses.seq:
		c.session = ses
		c.close(closeBadSequence, "Invalid seq.")
	default:
		c.take(ses, r.Seq)
	}
}

// take moves a session to this connection and sends what was missed.
func (c *conn) take(ses *session, seq int64) {
	if ses.conn != nil {
		ses.conn.abort()
	}
	ses.conn, c.session = c, ses
	c.compress = ses.zlib && c.stream == nil
	if !ses.replay(seq) {
		c.invalidate(false)
		return
	}
	ses.dispatch("RESUMED", map[string]any{"_trace": []string{"local"}})
	c.g.cfg.Changed()
}

// invalidate sends op 9. A session that is not resumable is gone, and the bot
// may IDENTIFY again on this connection.
func (c *conn) invalidate(resumable bool) {
	if c.session != nil && !resumable {
		delete(c.g.sessions, c.session.id)
		c.session.conn = nil
		c.session = nil
	}
	c.send(payload{Op: opInvalidSession, Data: resumable})
}

// sendMembers answers op 8 with one chunk for each thousand members.
func (c *conn) sendMembers(data json.RawMessage) {
	var q struct {
		GuildID json.RawMessage `json:"guild_id"`
		Query   string          `json:"query"`
		Limit   int             `json:"limit"`
		UserIDs json.RawMessage `json:"user_ids"`
		Nonce   string          `json:"nonce"`
	}
	if json.Unmarshal(data, &q) != nil {
		c.close(closeDecode, "Error while decoding payload.")
		return
	}
	if q.UserIDs == nil && q.Query == "" && c.session.intents&wire.IntentGuildMembers == 0 {
		c.close(closeForbiddenIntents, "Disallowed intent(s).")
		return
	}
	for _, id := range oneOrMore(q.GuildID) {
		members, in := c.g.place.Members(id, q.Query, oneOrMore(q.UserIDs), q.Limit)
		if !in {
			continue
		}
		c.session.dispatch("GUILD_MEMBERS_CHUNK", map[string]any{
			"guild_id": id, "members": members,
			"chunk_index": 0, "chunk_count": 1, "not_found": []string{}, "nonce": q.Nonce,
		})
	}
}

// oneOrMore reads an ID or a list of them.
func oneOrMore(raw json.RawMessage) []string {
	var list []string
	var one wire.Snowflake
	if json.Unmarshal(raw, &list) == nil {
		return list
	}
	if json.Unmarshal(raw, &one) == nil && one != "" {
		return []string{fmt.Sprint(one)}
	}
	return nil
}
