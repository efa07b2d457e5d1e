package answer

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"footnote/corpus"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/locale"
	"footnote/retrieval/answer/proof"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/writing"
)

// judging is one statement on its way through a model.
type judging struct {
	generation
	said    Statement
	dropped []Dropped
}

// ask has the model judge, once more where its reply is of no use, and holds
// its verdict to proof.
func (j *judging) ask(ctx context.Context) (Finding, error) {
	var got writing.Judgement
	err := j.Obtain(ctx, llm.Request{
		Draft: func(room int) (llm.Task, llm.Draft) {
			task := j.judgingTask(room)
			return task, llm.NewDraft(task, "verdict", writing.VerdictSchema(len(task.Passages)), j.MaxTokens)
		},
		Read: func(d llm.Draft) (made llm.Attempt, err error) {
			got, made, err = j.reply(ctx, d)
			return made, err
		},
		Faults: func() (invented []string, useful bool) {
			quotes, invented := j.quotes(got)
			return invented, got.Verdict != "" && (len(invented) == 0 || len(quotes) > 0)
		},
	})
	if err != nil && !errors.Is(err, llm.ErrNoTime) {
		return Finding{}, err
	}
	if got.Verdict == "" {
		return Finding{}, errUnreadable
	}
	quotes, _ := j.quotes(got)
	return j.judge(ctx, got.Verdict, quotes), nil
}

// judgingTask fills the prompt with as many passages as it has room for.
func (j *judging) judgingTask(room int) writing.Judging {
	task := writing.Judging{Statement: j.text, Before: llm.Clip(j.said.Before), Language: j.lang.Name}
	if j.reader() != j.lang.Passages {
		task.Translate, task.Language = true, locale.Name(j.reader())
	}
	task.Passages = j.Fill(task, room)
	return task
}

// reader is the language of whoever reads the verdict: their own, else the
// statement's.
func (j *judging) reader() string {
	return locale.Of("", cmp.Or(j.asked.Language, j.lang.Tag), j.Hits).Tag
}

// reply asks once and reads the verdict, which is "" where there is none.
func (j *judging) reply(ctx context.Context, draft llm.Draft) (writing.Judgement, llm.Attempt, error) {
	size := 0
	made, err := j.Write(ctx, draft, func(piece string) error {
		if size += len(piece); size > writing.MaxReply {
			return llm.ErrStop
		}
		return nil
	})
	if err != nil && size <= writing.MaxReply {
		return writing.Judgement{}, made, err
	}
	got, _ := writing.ReadJudgement(made.Text)
	return got, made, nil
}

// quotes finds the model's quotes where they really stand, and those that no passage
// holds.
func (j *judging) quotes(got writing.Judgement) (quotes []found, invented []string) {
	if got.Verdict == writing.NotThere {
		return nil, nil
	}
	p := &prover{shown: j.Shown}
	return p.find(got.Evidence)
}

// judge lets a model's verdict stand where its quotes prove it.
func (j *judging) judge(ctx context.Context, verdict string, quotes []found) Finding {
	if verdict == writing.NotThere {
		return j.finding(NotFound)
	}
	if len(quotes) == 0 {
		return j.unproven(verdict, string(evidence.NoQuote))
	}
	// The statement's language is its own, whatever the reader's is.
	p := &prover{shown: j.Shown, language: j.lang.Foreign(), meaning: j.wordMeaning(ctx), across: j.translations(ctx)}
	if verdict == writing.BorneOut {
		if got := proof.Judge(j.text, p.evidence(quotes)); got.Verdict != proof.BorneOut {
			return j.unproven(verdict, got.Fault.String())
		}
		return j.finding(BorneOut, j.cited(quotes)...)
	}
	differing := slices.DeleteFunc(slices.Clone(quotes), func(f found) bool {
		return proof.Judge(j.text, p.evidence([]found{f})).Verdict != proof.Contradicted
	})
	if len(differing) == 0 {
		return j.unproven(verdict, "no quote says otherwise")
	}
	return j.finding(Contradicted, j.cited(differing)...)
}

// unproven puts aside a verdict that nothing proves.
func (j *judging) unproven(verdict, why string) Finding {
	j.dropped = append(j.dropped, Dropped{Text: llm.Clip(j.text), Reason: verdict + ": " + llm.Clip(why)})
	return j.finding(NotFound)
}

func (j *judging) cited(quotes []found) []Citation {
	p := &prover{language: j.reader()}
	if p.language == j.lang.Passages {
		p.language = "" // nobody asked for translations
	}
	for _, f := range quotes {
		p.cite(f)
	}
	return p.citations
}

// quoteOf is a quote of an article as proof wants it.
func quoteOf(a *corpus.Article, text string) evidence.Quote {
	return evidence.Quote{Text: text, Source: a.Source, Title: a.Title, Published: a.Published}
}
