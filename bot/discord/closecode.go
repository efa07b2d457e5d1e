package discord

import "bytes"

// closeCode reads the close code out of what a WebSocket server sends. discordgo
// logs the code and forgets it, and then reconnects for ever; see gateway.
// Source of the frames' form: RFC 6455, section 5.2
type closeCode struct {
	// upgraded: the answer to the HTTP request is over, frames follow.
	upgraded bool
	tail     []byte // of the HTTP answer
	head     []byte // of the frame that is being read
	skip     uint64 // bytes of its payload still to come
	closing  bool
	code     int
}

const opClose = 8

// feed reads on. It returns the code once it is known, 0 before.
func (c *closeCode) feed(p []byte) int {
	if !c.upgraded {
		c.tail = append(c.tail, p...)
		end := bytes.Index(c.tail, []byte("\r\n\r\n"))
		if end < 0 {
			c.tail = c.tail[max(len(c.tail)-3, 0):]
			return 0
		}
		p, c.tail, c.upgraded = c.tail[end+4:], nil, true
	}
	for len(p) > 0 {
		p = c.step(p)
	}
	return c.code
}

// step takes a part of a frame and returns the rest.
func (c *closeCode) step(p []byte) []byte {
	if c.skip > 0 && !c.closing {
		n := min(c.skip, uint64(len(p)))
		c.skip -= n
		return p[n:]
	}
	c.head = append(c.head, p[0])
	p = p[1:]
	if c.closing {
		if c.skip--; len(c.head) == 2 && c.code == 0 {
			c.code = int(c.head[0])<<8 | int(c.head[1])
		}
		return p
	}
	if size, whole := payload64(c.head); whole {
		c.closing = c.head[0]&0x0F == opClose && size >= 2
		c.skip, c.head = size, c.head[:0]
	}
	return p
}

// payload64 is the length of a frame's payload; whole reports whether the head
// has come in full. Servers do not mask.
func payload64(head []byte) (size uint64, whole bool) {
	if len(head) < 2 {
		return 0, false
	}
	size, more := uint64(head[1]&0x7F), 0
	switch size {
	case 126:
		more = 2
	case 127:
		more = 8
	}
	if len(head) < 2+more {
		return 0, false
	}
	if more > 0 {
		size = 0
		for _, b := range head[2 : 2+more] {
			size = size<<8 | uint64(b)
		}
	}
	return size, true
}
