package doctor

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/cmd/footnote/app"
	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/openai"
)

// examineWriting sends the chat model a prompt of the size that is set and says
// what fits, and has it answer a question about the articles inside the program.
func examineWriting(ctx context.Context, a *app.App) []Finding {
	if a.Config.Models.Chat == "" {
		return nil // said already
	}
	client, err := a.ChatClient()
	if err != nil {
		return []Finding{fail("prompt size", "%v", err)}
	}
	defer client.Close()
	size := examineSize(ctx, client, a.Config.Models.ContextTokens)
	if size.State == Fail {
		return []Finding{size}
	}
	return []Finding{size, examineAnswer(ctx, a)}
}

// leastPrompt is the smallest prompt that is tried, in tokens.
const leastPrompt = 500

// examineSize tries prompts of that many tokens and fewer.
func examineSize(ctx context.Context, client *openai.Client, most int) Finding {
	const check = "prompt size"
	for size := most; ; size /= 2 {
		began := time.Now()
		_, err := client.Stream(ctx, openai.Request{MaxTokens: 16,
			Messages: []openai.Message{{Role: "user", Content: filler(size) + "\nReply with the word ready."}}}, func(string) error { return nil })
		tooLong := errors.Is(err, openai.ErrTooLong) || errors.Is(err, openai.ErrEmpty)
		switch {
		case tooLong && size/2 >= leastPrompt:
			continue
		case err != nil:
			return fail(check, "a prompt of %d tokens was not answered: %v (FOOTNOTE_CONTEXT_TOKENS sets its size, FOOTNOTE_DEADLINE the time)", size, err)
		case size < most:
			return note(check, "%d tokens are more than the server reads, %d fit: give it a larger context or set FOOTNOTE_CONTEXT_TOKENS to %d", most, size, size)
		}
		return ok(check, "a prompt of %d tokens fits and was answered in %s", size, time.Since(began).Round(time.Millisecond))
	}
}

// filler is a text of about so many tokens.
func filler(tokens int) string {
	const sentence = "The ferry to the island leaves the old harbour at noon and carries people, letters and bread. "
	return strings.Repeat(sentence, max(1, (tokens-20)/openai.CountTokens(sentence)))
}

// sampleQuestion is one that the articles inside the program answer.
const sampleQuestion = "Who proposed the UAE as a venue?"

// examineAnswer has the model answer, and says what of it held.
func examineAnswer(ctx context.Context, a *app.App) Finding {
	const check = "sample answer"
	library := a.EmptyLibrary()
	if err := putSample(ctx, library); err != nil {
		return fail(check, "%v", err)
	}
	engine, release, err := a.Engine(library, app.Writing{Mode: app.Generated})
	if err != nil {
		return fail(check, "%v", err)
	}
	defer release()
	reply, err := engine.Ask(ctx, answer.Question{Text: sampleQuestion})
	if err != nil {
		return fail(check, "%v", err)
	}
	dropped := ""
	for _, d := range reply.Dropped {
		dropped += fmt.Sprintf(" Dropped: “%s” (%s).", d.Text, d.Reason)
	}
	if reply.Mode != answer.Generated || !reply.Answered {
		why := cmp.Or(render.Note(words.In(words.Default), &reply), "The model wrote nothing that its quotes bear out.")
		return note(check, "asked “%s”, the articles' own sentences are shown. %s%s", sampleQuestion, why, dropped)
	}
	return ok(check, "asked “%s”, it wrote: %s%s", sampleQuestion, reply.Answer, dropped)
}

// putSample fills a library with the articles inside the program.
func putSample(ctx context.Context, library *retrieval.Library) error {
	for a, err := range corpus.ReadFS(ctx, sample.FS, ".") {
		if err == nil {
			err = library.Put(ctx, a)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
