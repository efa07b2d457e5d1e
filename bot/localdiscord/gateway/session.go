package gateway

import (
	"encoding/json"
	"strconv"

	"footnote/bot/localdiscord/traffic"
	"footnote/bot/localdiscord/wire"
)

// session is an identified bot: it outlives its connections.
type session struct {
	g       *Gateway
	id      string
	intents wire.Intent
	shard   [2]int
	zlib    bool // payload compression, as IDENTIFY asked
	seq     int64
	conn    *conn // nil while disconnected
	kept    *traffic.Ring[stored]
}

// stored is an event that RESUME may ask for again.
type stored struct {
	seq  int64
	data []byte
}

// wants reports whether the session's intents and shard take an event
// of a guild, "" for none, and of an intent, 0 for none.
// Source: https://discord.com/developers/docs/events/gateway#sharding
func (ses *session) wants(guildID string, intent wire.Intent) bool {
	if intent != 0 && ses.intents&intent == 0 {
		return false
	}
	return ownedBy(ses.shard, guildID)
}

// take dispatches an event that the session wants.
func (ses *session) take(e event) {
	if ses.wants(e.guildID, e.intent) {
		ses.dispatch(e.name, e.data(ses.intents))
	}
}

// ownedBy reports whether a shard gets what happens in a guild, "" for outside of all.
func ownedBy(shard [2]int, guildID string) bool {
	if guildID == "" {
		return shard[0] == 0
	}
	id, _ := strconv.ParseUint(guildID, 10, 64)
	return int((id>>22)%uint64(shard[1])) == shard[0]
}

// dispatch sends an event, or keeps it until the bot resumes.
func (ses *session) dispatch(name string, data any) {
	raw, err := json.Marshal(data)
	if err != nil {
		ses.g.log.Violation("event", "%s cannot be written: %v", name, err)
		return
	}
	if check := ses.g.cfg.Check; check != nil {
		if err := check(name, raw); err != nil {
			ses.g.log.Violation("event", "%s: %v", name, err)
		}
	}
	ses.seq++
	seq := ses.seq
	out, _ := json.Marshal(payload{Op: opDispatch, Data: json.RawMessage(raw), Sequence: &seq, Name: name})
	ses.kept.Put(stored{seq, out})
	ses.g.log.Frame(traffic.Frame{At: ses.g.cfg.Now(), Session: ses.id, Op: opDispatch, Name: name, Sequence: seq, Data: raw})
	if ses.conn != nil {
		ses.conn.enqueue(outgoing{data: out})
	}
}

// replay queues every event after seq; false means that some are gone.
func (ses *session) replay(seq int64) bool {
	kept := ses.kept.Last()
	if len(kept) > 0 && kept[0].seq > seq+1 {
		return false
	}
	for _, one := range kept {
		if one.seq > seq {
			ses.conn.enqueue(outgoing{data: one.data})
		}
	}
	return true
}
