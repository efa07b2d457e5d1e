package playground

import (
	"context"
	"crypto/rand"
	"embed"
	"io/fs"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"

	"footnote/bot/localdiscord"
	"footnote/bot/store/poststore"
	"footnote/corpus"
)

//go:embed page
var files embed.FS

// Config is what a playground is made of. Discord and People are needed.
type Config struct {
	// Discord is the local Discord that the bot connects to.
	Discord *localdiscord.Server
	// People are those to act as, the first one at first; see Furnish.
	People []Person
	// Traces are how answers came about; nil shows none.
	Traces *Traces
	// Hosts are the names that requests may use beside loopback and addresses,
	// and Token what they must carry; "" for a page on loopback.
	Hosts []string
	Token string
	// About says in half a sentence who answers, for instance a model's name.
	About string
	// Examples are questions that the page suggests until Suggest has others.
	Examples []string
}

// Person is somebody to act as.
type Person struct {
	ID string `json:"id"`
	// Role is who that is, for instance "moderator", About what they may do.
	Role  string `json:"role"`
	About string `json:"about"`
	Name  string `json:"name"`
}

// Articles knows the articles that answers quote.
type Articles interface {
	Article(id string) (*corpus.Article, bool)
	Articles() []*corpus.Article
}

// Posts knows the answers that the bot has given.
type Posts interface {
	Post(ctx context.Context, id string) (poststore.Post, error)
	PostOf(ctx context.Context, message string) (poststore.Post, error)
}

// attached is what comes when the articles are read.
type attached struct {
	articles Articles
	posts    Posts
}

// Server serves the page and what it asks for. Close it in the end.
type Server struct {
	Config
	mux     *http.ServeMux
	back    atomic.Pointer[attached]
	boot    string // names this process to pages that outlive one
	life    context.Context
	end     context.CancelFunc
	socks   sync.WaitGroup
	uploads uploads

	suggested chan struct{} // closed once there are suggestions
	suggest   sync.Once
	list      []string
}

// New makes a playground. It serves at once, also before Attach.
func New(c Config) *Server {
	s := &Server{Config: c, mux: http.NewServeMux(), boot: rand.Text(), suggested: make(chan struct{})}
	s.life, s.end = context.WithCancel(context.Background())
	s.routes()
	return s
}

// Attach hands over the articles and the bot's store.
func (s *Server) Attach(articles Articles, posts Posts) {
	s.back.Store(&attached{articles, posts})
}

// Suggest has the page suggest questions, once.
func (s *Server) Suggest(questions []string) {
	s.suggest.Do(func() {
		s.list = questions
		close(s.suggested)
	})
}

// examples are the questions that the page suggests now.
func (s *Server) examples() []string {
	select {
	case <-s.suggested:
		return s.list
	default:
		return s.Examples
	}
}

// Close ends every page's connection and waits for them.
func (s *Server) Close() {
	s.end()
	s.socks.Wait()
}

func (s *Server) routes() {
	page, _ := fs.Sub(files, "page") // cannot fail: the folder is embedded
	static := http.FileServerFS(page)
	s.mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/") && r.URL.Path != "/" {
			http.NotFound(w, r) // no listings
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		static.ServeHTTP(w, r)
	})
	s.mux.HandleFunc("GET /page.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		_, _ = w.Write(styles()) // the page may be gone
	})
	s.mux.HandleFunc("GET /api/start", s.start)
	s.mux.HandleFunc("GET /api/events", s.events)
	s.mux.HandleFunc("GET /api/file", s.file)
	s.mux.HandleFunc("POST /api/upload", s.upload)
	for name, get := range s.reads() {
		s.mux.HandleFunc("GET /api/"+name, s.reading(get))
	}
	for name, act := range s.acts() {
		s.mux.HandleFunc("POST /api/"+name, s.acting(act))
	}
}

// styles are all style sheets in one, for a page is shown when the last is there.
var styles = sync.OnceValue(func() []byte {
	var all []byte
	for _, name := range []string{"base", "places", "chat", "message", "compose", "panel"} {
		one, err := files.ReadFile("page/css/" + name + ".css")
		if err != nil {
			panic(err) // a file that is part of the program
		}
		all = append(all, one...)
	}
	return all
})

// ServeHTTP lets in whom it may and answers.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	protect(w.Header(), r.Host)
	if !s.knownHost(r.Host) {
		http.Error(w, "This page is not served under that name: open the address that footnote printed.", http.StatusMisdirectedRequest)
		return
	}
	if !sameOrigin(r) {
		http.Error(w, "Only the page itself may ask for this.", http.StatusForbidden)
		return
	}
	if s.Token != "" && !s.admitted(w, r) {
		return
	}
	s.mux.ServeHTTP(w, r)
}
