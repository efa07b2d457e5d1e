"""Writes what people asked about privacy policies that they had not seen.

python privacy.py CHECKOUT DOCUMENTS

CHECKOUT holds the folder benchmark_dataset of ADS-teamA/SUJBOT2 at
df574a7ed7931e87919b66651ad0f1836d2fd279: the policies and questions of PrivacyQA
(MIT; Ravichander et al. 2019) with the ranges that experts marked, as LegalBench-RAG
(MIT) lays them out. Each policy becomes a folder DOCUMENTS/privacy-NAME with one
article, and its questions DOCUMENTS/privacy-NAME.jsonl.
"""

import json
import pathlib
import re
import sys


def main(checkout, documents):
    source = pathlib.Path(checkout, "benchmark_dataset")
    by_policy = {}
    for test in json.loads((source / "privacy_qa.json").read_text())["tests"]:
        by_policy.setdefault(test["snippets"][0]["file_path"], []).append(test)
    for path, tests in by_policy.items():
        text = (source / path).read_text()
        name = "privacy-" + re.sub("[^a-z0-9]", "", pathlib.Path(path).stem.split(" - ")[0].lower())
        folder = pathlib.Path(documents, name)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "policy.txt").write_text(text)
        with open(f"{folder}.jsonl", "w") as out:
            for i, test in enumerate(tests, 1):
                spans = [s["span"] for s in test["snippets"]]
                gold = [{"doc": "policy", "start": size(text[:a]), "end": size(text[:b])} for a, b in spans]
                question = test["query"].split(";", 1)[1].strip()
                answers = [text[a:b].strip() for a, b in spans]
                line = {"_id": f"{name}-{i}", "text": question, "answerable": True, "gold": gold, "answers": answers}
                print(json.dumps(line), file=out)


def size(text):
    return len(text.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
