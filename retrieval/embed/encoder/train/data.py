"""Examples for the reader: text to tokens, gold ranges to token positions.

An example is a line of ../shared/eval/reader (its README gives the form) or of
a file in the same form: {"q", "title", "passage", "kind", "gold", "group"}.
"""

import gzip
import json
import random

QUESTION = 40  # most tokens of a question, those around it left out
PASSAGE = 160  # most tokens of title and passage, likewise


def lines(path):
    opened = gzip.open(path, "rt") if str(path).endswith(".gz") else open(path)
    with opened as f:
        return [json.loads(line) for line in f if line.strip()]


class Example:
    """A question and a passage in tokens.

    starts and ends are the positions of the gold's tokens within passage; where
    kind is "sent" each token of the sentence is in both.
    """

    __slots__ = ("tokens", "question", "title", "passage", "offsets", "starts", "ends", "kind", "source", "text")

    def __init__(self, tokens, line):
        self.kind = line["kind"] if line["gold"] else "null"
        self.source = line.get("src", "")
        self.text = line
        self.tokens = tokens
        self.question = [tokens.before, *tokens.encode(line["q"])[0][:QUESTION], tokens.after]
        title = line["title"].replace("_", " ")
        self.title = tokens.encode(title + ": ")[0][:24] if title else []
        self.passage, self.offsets = tokens.encode(line["passage"])
        self.starts, self.ends = set(), set()
        for start, end in line["gold"]:
            inside = [i for i, (a, b) in enumerate(self.offsets) if a < end and b > start]
            if not inside:
                continue
            self.starts.update(inside if self.kind == "sent" else inside[:1])
            self.ends.update(inside if self.kind == "sent" else inside[-1:])
        if self.kind != "null" and not self.starts:
            raise ValueError("gold lies outside the passage's tokens")

    def cropped(self, rng, shortest=80, longest=150):
        """A stretch of the passage that holds a gold range: (tokens, starts,
        ends), positions counted from the sequence's [CLS] at 0. rng None takes
        the first PASSAGE tokens, or the stretch around the gold."""
        size = (rng.randint(shortest, longest) if rng else PASSAGE) - len(self.title)
        first = 0
        if len(self.passage) > size:
            low, high = 0, len(self.passage) - size
            if self.starts:
                middle = sorted(self.starts)[len(self.starts) // 2] if self.kind == "sent" else rng.choice(sorted(self.starts)) if rng else min(self.starts)
                low, high = max(0, min(high, middle - size + 20)), min(high, max(0, middle - 10))
            first = rng.randint(low, max(low, high)) if rng else low
        part = self.passage[first : first + size]
        shift = 1 + len(self.title) - first
        within = range(1 + len(self.title), 1 + len(self.title) + len(part))
        starts = [i + shift for i in self.starts if i + shift in within]
        ends = [i + shift for i in self.ends if i + shift in within]
        if self.kind != "null" and not (starts and ends):
            starts = ends = []
        return [self.tokens.before, *self.title, *part, self.tokens.after], starts, ends


def load(tokens, paths, times=1):
    """All usable examples of the files, as often as times says. Every third
    time the questions are as people type them: small, without a mark."""
    found, dropped = [], 0
    for line in (line for path in paths for line in lines(path)):
        small = line | {"q": line["q"].lower().rstrip("?")}
        try:
            read = [Example(tokens, l) for l in (line, small)[:times]]
        except ValueError:
            dropped += 1
            continue
        found += [read[k % 3 == 1] for k in range(times)]
    print(f"{len(found)} examples, {dropped} dropped", flush=True)
    return found


def batches(examples, size, seed):
    """Endless batches of examples of about equal length, in random order."""
    rng = random.Random(seed)
    while True:
        order = list(range(len(examples)))
        rng.shuffle(order)
        for i in range(0, len(order), size * 50):
            block = [(examples[j], examples[j].cropped(rng)) for j in order[i : i + size * 50]]
            block.sort(key=lambda e: len(e[1][0]))
            groups = [block[k : k + size] for k in range(0, len(block), size)]
            rng.shuffle(groups)
            yield from groups
