package bot

import (
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
)

// proxy forwards connections to a server's socket until it is frozen: then bytes go
// nowhere and nothing ends.
type proxy struct {
	net.Listener
	frozen atomic.Bool
	work   sync.WaitGroup
	mu     sync.Mutex
	open   []net.Conn
}

func startProxy(t *testing.T, socket string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{Listener: l}
	p.work.Go(func() {
		for {
			here, err := l.Accept()
			if err != nil {
				return
			}
			there, err := net.Dial("unix", socket)
			if err != nil {
				here.Close()
				continue
			}
			p.mu.Lock()
			p.open = append(p.open, here, there)
			p.mu.Unlock()
			p.work.Go(func() { p.forward(here, there) })
			p.work.Go(func() { p.forward(there, here) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		p.mu.Lock()
		for _, c := range p.open {
			c.Close()
		}
		p.mu.Unlock()
		p.work.Wait()
	})
	return p
}

func (p *proxy) forward(from io.Reader, to io.Writer) {
	buf := make([]byte, 1<<16)
	for {
		n, err := from.Read(buf)
		if err != nil {
			return
		}
		if p.frozen.Load() {
			continue
		}
		if _, err := to.Write(buf[:n]); err != nil {
			return
		}
	}
}

// Where a server is cut off without a word, a question gets a sentence within the time
// that Discord gives, here longer than its three seconds.
func TestADatabaseThatIsCutOff(t *testing.T) {
	t.Parallel()
	server := postgrestest.Start(t)
	_, options, _ := strings.Cut(server.URL(t), "search_path=")
	p := startProxy(t, server.Dir+"/.s.PGSQL.5432")
	w := newWorld(t, unlimited, func(s *localdiscord.Config, c *Config) {
		s.InteractionDeadline, c.AckTime = 30*time.Second, 8*time.Second
	})
	w.config.Store.Close()
	var err error
	if w.config.Store, err = store.OpenURL(w.ctx, "postgres://footnote@"+p.Addr().String()+"/postgres?sslmode=disable&search_path="+options, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.config.Store.Close() })
	w.start(t)
	if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "Emirates") {
		t.Fatalf("before: %s", says)
	}
	p.frozen.Store(true)
	if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "Ask again") {
		t.Errorf("meanwhile: %s", says)
	}
}
