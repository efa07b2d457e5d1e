"""How well a trained reader reads: python evaluate.py ENCODER WEIGHTS FILE...

Prints, over the examples of the FILEs: exact match and F1 of the best span
where the answer is a span (Rajpurkar et al., SQuAD, 2016), how often the best
span lies in a gold sentence, and how well the reader tells passages that answer
from those that do not (area under the ROC curve), by source of the latter.
"""

import collections
import re
import string
import sys

import torch

import data
from model import trained
from train import inputs

LONGEST = 30  # most tokens of a span


def normal(text):
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def f1(said, gold):
    said, gold = normal(said), normal(gold)
    same = sum((collections.Counter(said) & collections.Counter(gold)).values())
    return 2 * same / (len(said) + len(gold)) if same else float(said == gold)


def best(starts, ends):
    """The best span of a passage's logits, [length] each, and how much better
    it is than no answer."""
    length = len(starts)
    pairs = starts[:, None] + ends[None, :]
    allowed = torch.ones(length, length).triu() - torch.ones(length, length).triu(LONGEST)
    pairs = pairs.masked_fill(allowed == 0, -1e4)
    pairs[0, :] = -1e4
    value, at = pairs.flatten().max(0)
    return at.item() // length, at.item() % length, (value - starts[0] - ends[0]).item()


def area(positive, negative):
    ranked = sorted([(s, 1) for s in positive] + [(s, 0) for s in negative])
    below, sum_ = 0, 0
    for _, kind in ranked:
        if kind:
            sum_ += below
        else:
            below += 1
    return sum_ / max(1, len(positive) * len(negative))


def main(encoder, weights, *files):
    torch.set_num_threads(2)
    model = trained(encoder, weights)
    examples = data.load(model.tokens, files)
    exact, overlap, inside, scores = [], [], [], collections.defaultdict(list)
    with torch.no_grad():
        for i in range(0, len(examples), 24):
            group = [(e, e.cropped(None)) for e in examples[i : i + 24]]
            questions, passages, _ = inputs(group)
            logits = model(questions, passages)
            for row, (e, (tokens, starts, ends)) in enumerate(group):
                s, t, score = best(*(x[row, : len(tokens) - 1] for x in logits))
                scores[e.source if e.kind == "null" else "answer " + e.source].append(score)
                if e.kind == "span" and starts:
                    first = next(k for k in range(len(e.passage)) if tokens[1 + len(e.title) : -1] == e.passage[k : k + len(tokens) - 2 - len(e.title)])
                    at = lambda k: min(max(0, k - 1 - len(e.title)) + first, len(e.offsets) - 1)
                    text = e.text["passage"]
                    said = text[e.offsets[at(s)][0] : e.offsets[at(t)][1]]
                    golds = [text[a:b] for a, b in e.text["gold"]]
                    exact.append(max(normal(said) == normal(g) for g in golds))
                    overlap.append(max(f1(said, g) for g in golds))
                if e.kind == "sent" and starts:
                    inside.append(s in starts and t in ends)
    mean = lambda x: sum(x) / max(1, len(x))
    print(f"exact {mean(exact):.3f} F1 {mean(overlap):.3f} n={len(exact)}; span within gold sentence {mean(inside):.3f} n={len(inside)}")
    answered = [s for k, v in scores.items() if k.startswith("answer") for s in v]
    for source, v in scores.items():
        if not source.startswith("answer"):
            print(f"area under the curve against {source}: {area(answered, v):.3f} n={len(v)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
