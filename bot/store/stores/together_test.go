package stores

import (
	"testing"

	"golang.org/x/sync/errgroup"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
)

// Processes that start at once on an empty database make its tables once.
func TestTablesAreMadeOnce(t *testing.T) {
	t.Parallel()
	url := postgrestest.Start(t).URL(t)
	var opening errgroup.Group
	for range 6 {
		opening.Go(func() error {
			db, err := store.OpenURL(t.Context(), url, nil)
			if err != nil {
				return err
			}
			return db.Close()
		})
	}
	if err := opening.Wait(); err != nil {
		t.Error(err)
	}
}
