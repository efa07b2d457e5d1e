package pdf

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	// memoryPages bounds what one document may take: 4,096 pages of 64 KiB.
	memoryPages = 4096
	// instanceDeadline bounds the wait for another document to be finished.
	instanceDeadline = 2 * time.Minute
)

// engine is the process's one PDFium, compiled when the first document is read.
// Compiling takes seconds; with a cache on disk only the first process does it.
var engine struct {
	sync.Mutex
	cache string
	pool  pdfium.Pool
}

// UseCache names the folder that keeps the compiled PDFium between processes.
// It has no effect once a document was read. Without it every process
// compiles anew.
func UseCache(dir string) {
	engine.Lock()
	defer engine.Unlock()
	engine.cache = dir
}

// Prepare compiles PDFium, or takes it from the cache, so that the first document
// does not wait for it.
func Prepare() error {
	_, err := compiled()
	return err
}

// instance returns a PDFium with memory of its own; whoever gets it closes it.
func instance() (pdfium.Pdfium, error) {
	pool, err := compiled()
	if err != nil {
		return nil, err
	}
	return pool.GetInstance(instanceDeadline)
}

func compiled() (pdfium.Pool, error) {
	engine.Lock()
	defer engine.Unlock()
	if engine.pool != nil {
		return engine.pool, nil
	}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages)
	if cache := openCache(engine.cache); cache != nil {
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context:       experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0)),
		MaxTotal:      runtime.GOMAXPROCS(0),
		FSConfig:      wazero.NewFSConfig(), // no files
		RuntimeConfig: config,
	})
	engine.pool = pool
	return pool, err
}

// openCache returns nil where the folder cannot be used: compiling works
// without it.
func openCache(dir string) wazero.CompilationCache {
	if dir == "" || os.MkdirAll(filepath.Clean(dir), 0o700) != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return cache
}
