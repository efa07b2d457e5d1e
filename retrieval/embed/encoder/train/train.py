"""Trains the reader: python train.py ENCODER OUTPUT FILE...

ENCODER is the encoder's model.bin, FILEs hold examples (data.py). OUTPUT gets
averaged weights every SAVE examples, and OUTPUT.state what it takes to go on;
a run that finds the latter goes on from there. --start begins with the weights
of an earlier run, as for one with further examples at a lower rate.
Needs torch, numpy, tokenizers.
"""

import argparse
import os
import random
import time

import torch

import data
from model import Reader


def pad(sequences, filler):
    out = torch.full((len(sequences), max(map(len, sequences))), filler, dtype=torch.long)
    for row, s in zip(out, sequences):
        row[: len(s)] = torch.tensor(s)
    return out


def inputs(group):
    """Token ids of questions and passages, and the gold as boolean masks."""
    filler = group[0][0].tokens.pad
    questions = pad([e.question for e, _ in group], filler)
    passages = pad([tokens for _, (tokens, _, _) in group], filler)
    golds = torch.zeros(2, *passages.shape, dtype=torch.bool)
    for i, (_, (_, starts, ends)) in enumerate(group):
        golds[0, i, starts or [0]] = True
        golds[1, i, ends or [0]] = True
    return questions, passages, golds


def loss(logits, golds):
    """Marginal likelihood of the gold positions, mean of starts and ends."""
    total = 0
    for scores, gold in zip(logits, golds):
        total = total + torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~gold, -1e4), 1)
    return total.mean() / 2


class Average:
    """Exponential average of trained weights: Polyak and Juditsky (1992)."""

    def __init__(self, model, decay):
        self.decay, self.count = decay, 0
        self.weights = {n: p.detach().clone() for n, p in model.named_parameters() if p.requires_grad}

    @torch.no_grad()
    def add(self, model):
        self.count += 1
        keep = min(self.decay, self.count / (self.count + 9))
        for name, p in model.named_parameters():
            if p.requires_grad:
                self.weights[name].lerp_(p, 1 - keep)


def rate(step, args):
    """Warms up, stays, and falls to a tenth over the last fifth of the run."""
    left = 1 - step * args.batch / args.examples
    return args.rate * min(1, (step + 1) / args.warm) * min(1, max(0.1, left / 0.2))


def main(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    model = Reader(args.encoder, args.apart, args.layers)
    examples = data.load(model.tokens, args.files) + data.load(model.tokens, args.more, args.times)
    if args.start:
        assert not model.load_state_dict(torch.load(args.start), strict=False).unexpected_keys
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=args.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    average, step = Average(model, 0.998), 0
    if os.path.exists(args.output + ".state"):
        state = torch.load(args.output + ".state")
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.weights, average.count, step = state["average"], state["count"], state["step"]
        print("going on after", step * args.batch, "examples", flush=True)
    began, seen, running = time.time(), 0, 0.0
    for group in data.batches(examples, args.batch, args.seed + step):
        for g in optimizer.param_groups:
            g["lr"] = rate(step, args)
        questions, passages, golds = inputs(group)
        with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
            logits = model(questions, passages)
        cost = loss([x.float() for x in logits], golds)
        optimizer.zero_grad()
        cost.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        average.add(model)
        step, seen, running = step + 1, seen + len(group), running + cost.item()
        if step % args.report == 0:
            print(f"{step * args.batch} examples, loss {running / args.report:.3f}, {seen / (time.time() - began):.1f} a second", flush=True)
            running = 0.0
        done = step * args.batch >= args.examples
        if done or step % (args.save // args.batch) == 0:
            torch.save(average.weights, args.output)
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average.weights,
                        "count": average.count, "step": step}, args.output + ".new")
            os.replace(args.output + ".new", args.output + ".state")
        if done:
            return


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("encoder")
    p.add_argument("output")
    p.add_argument("files", nargs="+")
    p.add_argument("--start", help="weights to begin with")
    p.add_argument("--more", nargs="*", default=[], help="files whose examples count several times")
    p.add_argument("--times", type=int, default=1, help="how often those count")
    p.add_argument("--half", action="store_true", help="multiply in bfloat16")
    p.add_argument("--apart", type=int, default=2, help="how many layers see question and passage apart")
    p.add_argument("--layers", type=int, help="how many of the encoder's layers there are in all; otherwise all")
    p.add_argument("--examples", type=int, default=120000)
    p.add_argument("--batch", type=int, default=24)
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--warm", type=int, default=300, help="how many batches the rate rises for")
    p.add_argument("--save", type=int, default=2400)
    p.add_argument("--report", type=int, default=100)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    main(p.parse_args())
