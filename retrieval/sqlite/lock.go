package sqlite

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// lockName is the file that the one writer holds a lock on. The system frees
// it when the process ends, however it does.
const lockName = "library.lock"

// holder says who holds the lock, for those who find it taken.
type holder struct {
	PID     int       `json:"pid"`
	Purpose string    `json:"purpose"`
	Since   time.Time `json:"since"`
}

// lock takes the writer's lock of a data folder at once, or gives ErrLocked.
func lock(dir, purpose string) (*flock.Flock, error) {
	path := filepath.Join(dir, lockName)
	l := flock.New(path)
	taken, err := l.TryLock()
	if err != nil {
		return nil, explain(path, err)
	}
	if !taken {
		return nil, errors.Join(heldBy(path), l.Close())
	}
	note, err := json.Marshal(holder{PID: os.Getpid(), Purpose: purpose, Since: time.Now().Round(time.Second)})
	if err == nil {
		err = os.WriteFile(path, note, 0o600)
	}
	if err != nil {
		return nil, errors.Join(explain(path, err), l.Close())
	}
	return l, nil
}

// Hold takes the writer's lock of a data folder without opening the library, until
// release is called. The error is ErrLocked where another process has it.
func Hold(dir, purpose string) (release func() error, err error) {
	l, err := lock(dir, purpose)
	if err != nil {
		return nil, err
	}
	return l.Close, nil
}

// heldBy is ErrLocked with what the holder wrote about itself.
func heldBy(path string) error {
	var h holder
	note, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(note, &h) != nil || h.PID == 0 {
		return fmt.Errorf("%w: wait until it ends (it holds %s)", ErrLocked, path)
	}
	return fmt.Errorf("%w: process %d (%s) has held %s since %s, wait until it ends",
		ErrLocked, h.PID, h.Purpose, path, h.Since.Format(time.TimeOnly))
}
