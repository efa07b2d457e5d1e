"""Examples in several languages: python languages.py XQUAD TRAIN OUTPUT

XQUAD is a checkout of deepmind/xquad at 60cac4116491 (CC BY-SA 4.0), TRAIN is train_squad2.jsonl.gz of
../shared/eval/reader, whose articles alone are taken. OUTPUT gets, in the form of data.py, questions
in one language about passages in another or the same, and passages of the same article that do not
answer them. The same files always give the same bytes.
"""

import json
import pathlib
import random
import re
import sys

import data

LANGUAGES = ("de", "es", "ru")
WRONG = 3  # passages without the answer for each question


def paragraphs(path):
    """The paragraphs of a file in SQuAD's form: (title, context, questions) each."""
    articles = json.loads(path.read_text())["data"]
    return [(a["title"], p["context"], p["qas"]) for a in articles for p in a["paragraphs"]]


def words(text):
    return set(re.findall(r"\w{3,}", text.lower()))


def ranges(qa):
    """The ranges of a question's answers, each once."""
    found = {(a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]}
    return [list(r) for r in sorted(found)]


def example(question, title, context, gold, source):
    return {"q": question, "title": title, "passage": context, "kind": "span" if gold else "null", "gold": gold, "src": source, "group": title}


def parallel(folder, wanted, rng):
    """XQuAD's questions, the same in each language."""
    read = {lang: paragraphs(folder / f"xquad.{lang}.json") for lang in ("en", *LANGUAGES)}
    same = list(zip(*read.values()))
    for at, versions in enumerate(same):
        title, _, qas = versions[0]
        if title not in wanted:
            continue
        of = dict(zip(read, versions))
        others = [v for i, v in enumerate(same) if i != at and v[0][0] == title]
        for k, qa in enumerate(qas):
            asked = {lang: v[2][k] for lang, v in of.items()}
            pairs = [(lang, "en") for lang in LANGUAGES]
            pairs += [("en", rng.choice(LANGUAGES)), tuple([rng.choice(LANGUAGES)] * 2), tuple(rng.sample(LANGUAGES, 2))]
            for mine, theirs in pairs:
                yield example(asked[mine]["question"], title, of[theirs][1], ranges(asked[theirs]), f"xquad_{mine}_{theirs}")
            answer = qa["answers"][0]["text"].lower()
            lacking = [v for v in others if answer not in v[0][1].lower()]
            lacking.sort(key=lambda v: -len(words(qa["question"]) & words(v[0][1])))
            for other, theirs in zip(lacking[:WRONG], ("en", "en", rng.choice(LANGUAGES))):
                mine = rng.choice(LANGUAGES)
                context = dict(zip(read, other))[theirs][1]
                yield example(asked[mine]["question"], title, context, [], f"neg_xquad_{mine}_{theirs}")


def main(xquad, train, output):
    rng = random.Random(1)
    wanted = {line["group"].replace(" ", "_") for line in data.lines(train)}
    made = list(parallel(pathlib.Path(xquad), wanted, rng))
    with open(output, "w") as f:
        for line in made:
            f.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{output}: {len(made)} examples, {sum(not e['gold'] for e in made)} without an answer")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
