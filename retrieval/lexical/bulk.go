package lexical

import (
	"context"
	"runtime"
	"sync"

	"footnote/retrieval"
)

// chunkPassages is how many passages are read at a time: enough that the words
// of a chunk repeat, few enough that a search waits under a millisecond or two
// while they are taken in.
const chunkPassages = 256

// PutAll replaces the passages of many articles, reading them on all cores. On
// an error nothing more is taken in, but articles before it may have been; the
// ranges of all are checked before the first.
func (x *Index) PutAll(ctx context.Context, batches []retrieval.Batch) error {
	for _, b := range batches {
		if err := check(b.Article, b.Entries); err != nil {
			return err
		}
	}
	x.write.Lock()
	defer x.write.Unlock()
	chunks := divide(latest(batches))
	if len(chunks) == 1 {
		a := x.analyser()
		err := x.take(ctx, a.chunk(chunks[0]))
		x.giveBack(err, a)
		return err
	}
	return x.takeAll(ctx, chunks)
}

// take makes one chunk visible. The caller holds write.
func (x *Index) take(ctx context.Context, c *chunk) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := x.state.room(c); err != nil {
		return err
	}
	x.mu.Lock()
	x.state.take(c)
	x.mu.Unlock()
	x.compact()
	return nil
}

// takeAll reads chunks on all cores and takes them in as they come. The
// workers end before it returns.
func (x *Index) takeAll(ctx context.Context, chunks [][]retrieval.Batch) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	todo, done := make(chan []retrieval.Batch), make(chan *chunk, 2)
	analysers := make([]*analyser, min(runtime.GOMAXPROCS(0), len(chunks)))
	var workers sync.WaitGroup
	for i := range analysers {
		analysers[i] = x.analyser()
		workers.Go(func() { work(ctx, analysers[i], todo, done) })
	}
	go func() {
		defer close(done)
		feed(ctx, chunks, todo)
		workers.Wait()
	}()
	var first error
	for c := range done {
		if first == nil {
			first = x.take(ctx, c)
		}
		if first != nil {
			cancel()
		}
	}
	if first == nil {
		first = ctx.Err()
	}
	x.giveBack(first, analysers...)
	return first
}

// analyser finds one that has read before, or makes one.
func (x *Index) analyser() *analyser {
	if a, ok := x.analysers.Get().(*analyser); ok {
		return a
	}
	return newAnalyser()
}

// giveBack keeps analysers for later. After an error some of their chunks may
// not have been taken in, whose terms only they would know.
func (x *Index) giveBack(err error, list ...*analyser) {
	for _, a := range list {
		if err == nil {
			a.out = nil
			clear(a.list[:cap(a.list)]) // passages that may be replaced
			x.analysers.Put(a)
		}
	}
}

func feed(ctx context.Context, chunks [][]retrieval.Batch, todo chan<- []retrieval.Batch) {
	defer close(todo)
	for _, c := range chunks {
		select {
		case todo <- c:
		case <-ctx.Done():
			return
		}
	}
}

func work(ctx context.Context, a *analyser, todo <-chan []retrieval.Batch, done chan<- *chunk) {
	for batches := range todo {
		select {
		case done <- a.chunk(batches):
		case <-ctx.Done():
			return
		}
	}
}

// divide groups articles into chunks; an article is never divided.
func divide(batches []retrieval.Batch) [][]retrieval.Batch {
	var chunks [][]retrieval.Batch
	start, size := 0, 0
	for i, b := range batches {
		size += len(b.Entries)
		if size >= chunkPassages || i == len(batches)-1 {
			chunks = append(chunks, batches[start:i+1])
			start, size = i+1, 0
		}
	}
	return chunks
}

// latest leaves only the last batch of each article.
func latest(batches []retrieval.Batch) []retrieval.Batch {
	last := make(map[string]int, len(batches))
	for i, b := range batches {
		last[b.Article] = i
	}
	if len(last) == len(batches) {
		return batches
	}
	var kept []retrieval.Batch
	for i, b := range batches {
		if last[b.Article] == i {
			kept = append(kept, b)
		}
	}
	return kept
}
