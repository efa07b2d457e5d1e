package golden

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/retrieval/quality"
)

// recordName is the file in the data directory with a Record.
const recordName = "golden.json"

// Record is how the program that was in service last answered the questions.
type Record struct {
	// By names the program and its models.
	By string `json:"by"`
	// Verdicts are by the questions' IDs.
	Verdicts map[string]string `json:"verdicts"`
}

// ReadRecord reads the record of a data directory, an empty one where there is none.
func ReadRecord(dir string) (r Record, err error) {
	data, err := os.ReadFile(filepath.Join(dir, recordName))
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &r)
	}
	if err != nil {
		return Record{}, fmt.Errorf("%s cannot be read, remove it: %w", filepath.Join(dir, recordName), err)
	}
	return r, nil
}

// Write keeps the record, as a whole or not at all.
func (r Record) Write(dir string) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, recordName)
	if err := os.WriteFile(path+".new", data, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// Follow takes over into the record of a data directory what a change of the articles
// did, which is no fault of a program that comes after it.
func Follow(dir string, changed []Verdict) error {
	r, err := ReadRecord(dir)
	if err != nil || r.By == "" {
		return err
	}
	for _, v := range changed {
		if _, known := r.Verdicts[v.ID]; known {
			r.Verdicts[v.ID] = v.After
		}
	}
	return r.Write(dir)
}

// Since asks every question now and compares with the record; one that is not in it
// counts as it is answered now. next is the record of the program by this name.
func (r Record) Since(ctx context.Context, questions []quality.Question, now Asked, by string) (report Report, next Record, err error) {
	next = Record{By: by, Verdicts: map[string]string{}}
	report = Report{Of: len(questions), Changed: []Verdict{}}
	for i := range questions {
		q := &questions[i]
		o, err := quality.Ask(ctx, q, now.In, now.By, now.Find)
		if err != nil {
			return report, next, err
		}
		v := Verdict{ID: q.ID, Question: q.Text, After: o.Amiss()}
		var known bool
		if v.Before, known = r.Verdicts[q.ID]; !known {
			v.Before = v.After
		}
		next.Verdicts[q.ID] = v.After
		report.add(v)
	}
	return report, next, nil
}
