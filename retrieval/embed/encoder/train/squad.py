"""Writes examples for the reader out of SQuAD 1.1's training questions.

    python squad.py TRAIN DIR... OUTPUT

TRAIN is train-v1.1.json (CC BY-SA 4.0; Rajpurkar et al., "SQuAD: 100,000+
Questions for Machine Comprehension of Text", 2016). DIRs hold texts that results
are judged on, as docs.jsonl: a passage that shares ten words in a row with one
is left out. OUTPUT gets examples as data.py reads them. A question comes
with its passage, and some come once more with one that does not answer:

- cut: its passage without the sentence of the answer;
- exchanged: a name, number or word of direction in the question is another one,
  mostly of the same passage, after the kinds that Rajpurkar, Jia and Liang count in
  "Know What You Don't Know: Unanswerable Questions for SQuAD" (2018), table 1;
- beside: the paragraph of the article that shares most words with the question
  and lacks the answer.
"""

import json
import pathlib
import random
import re
import sys

SHARE = {"span": 0.34, "cut": 0.13, "exchanged": 0.21, "beside": 0.06}  # of the questions: how many become one of these

NAME = re.compile(r"(?<=[a-z,;'’\"(] )(?:[A-Z][\w'’.-]*)(?: (?:of |the |de |von )?[A-Z][\w'’-]*)*")
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s+[A-Z\"“(\[])[^.!?]*)*(?:[.!?]+\s*|$)")
OPPOSITE = [line.split() for line in """
first last|before after|more less|most least|largest smallest|highest lowest|oldest youngest|north south|east west|northern southern
eastern western|increase decrease|increased decreased|rise fall|rose fell|begin end|began ended|started stopped|start stop|won lost|win lose
male female|early late|earliest latest|minimum maximum|import export|imports exports|majority minority|public private|best worst|inside outside
above below|positive negative|support oppose|supported opposed|accepted rejected|allowed forbidden|longest shortest|upper lower|internal external
older younger|buy sell|bought sold|mother father|king queen|husband wife|son daughter|brother sister|enter leave|entered left|gained lost
""".replace("\n", "|").split("|") if line]
OTHER = {a: b for pair in OPPOSITE for a, b in (pair, pair[::-1])}
PLAIN = set(  # words that tell nothing of what is asked
    "a an and are as at be by did do does for from had has have how in is it many "
    "much of on or that the their there these this to was were what when where which who whom whose why with".split()
)


def words(text):
    return [w for w in re.findall(r"\w+", text.lower()) if w not in PLAIN]


def runs(text):
    w = text.lower().split()
    return {" ".join(w[i : i + 10]) for i in range(len(w) - 9)}


def cut(passage, answers):
    """The passage without the sentence of the answer; None where the rest is
    short or still holds it."""
    start, text = answers[0]
    kept = "".join(m[0] for m in SENTENCE.finditer(passage) if not m.start() <= start < m.end()).strip()
    gone = len(passage) - len(kept)
    if len(kept) < 120 or gone < 20 or any(t.lower() in kept.lower() for _, t in answers):
        return None
    return kept


def exchanged(question, answers, texts, rng):
    """The question with one of its names or numbers exchanged for another of
    texts, or a word for its opposite; None where it has none."""
    said = {w for _, t in answers for w in words(t)}
    ways = [*NAME.finditer(question), *NUMBER.finditer(question)]
    ways += [m for m in re.finditer(r"\w+", question) if m[0].lower() in OTHER]
    rng.shuffle(ways)
    for m in ways:
        old = m[0].rstrip(".,")
        if old.lower() in OTHER:
            new = OTHER[old.lower()]
        else:
            kind = NUMBER if old[0].isdigit() else NAME
            found = [x[0].rstrip(".,'") for t in texts for x in kind.finditer(t)]
            found = [x for x in found if not set(words(x)) & (set(words(question)) | said) and words(x)
                     and (kind is NAME or len(x) == len(old))]
            if not found and kind is NUMBER and len(old) == 4 and old.isdigit():
                found = [str(int(old) + rng.choice([-20, -10, -3, -1, 1, 2, 10, 20]))]
            if not found:
                continue
            new = rng.choice(found)
        return question[: m.start()] + new + question[m.start() + len(old) :]
    return None


def beside(question, answers, paragraphs):
    """The paragraph nearest to the question in words that lacks the answer."""
    asked = set(words(question))
    lacking = [p for p in paragraphs if not any(t.lower() in p.lower() for _, t in answers)]
    return max(lacking, key=lambda p: len(asked & set(words(p))), default=None)


def examples(article, rng):
    title, paragraphs = article["title"], [p["context"] for p in article["paragraphs"]]
    for p in article["paragraphs"]:
        passage, others = p["context"], [x for x in paragraphs if x is not p["context"]]
        for qa in p["qas"]:
            question, answers = qa["question"].strip(), [(a["answer_start"], a["text"]) for a in qa["answers"]]
            line = {"title": title, "group": title, "gold": [], "kind": "null"}
            if rng.random() < SHARE["span"]:
                gold = sorted({(s, s + len(t)) for s, t in answers})
                yield line | {"q": question, "passage": passage, "kind": "span", "gold": gold, "src": "squad1"}
            if rng.random() < SHARE["cut"] and (rest := cut(passage, answers)):
                yield line | {"q": question, "passage": rest, "src": "cut_squad1"}
            if rng.random() < SHARE["exchanged"]:
                texts = [passage] if rng.random() < 0.7 or not others else rng.sample(others, min(3, len(others)))
                if other := exchanged(question, answers, texts, rng):
                    yield line | {"q": other, "passage": passage, "src": "exchanged_squad1"}
            if rng.random() < SHARE["beside"] and (near := beside(question, answers, others)):
                yield line | {"q": question, "passage": near, "src": "beside_squad1"}


def main(train, *rest):
    judged = set()
    for folder in rest[:-1]:
        for line in (pathlib.Path(folder) / "docs.jsonl").read_text().splitlines():
            judged |= runs(json.loads(line)["text"])
    rng, count = random.Random(1), {}
    with open(rest[-1], "w") as out:
        for article in json.load(open(train))["data"]:
            article["paragraphs"] = [p for p in article["paragraphs"] if not runs(p["context"]) & judged]
            for e in examples(article, rng):
                count[e["src"]] = count.get(e["src"], 0) + 1
                out.write(json.dumps(e, ensure_ascii=False) + "\n")
    print(count)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
