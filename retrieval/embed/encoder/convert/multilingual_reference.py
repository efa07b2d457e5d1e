"""Writes the fixtures that the tests of the multilingual encoder compare with.

    python multilingual_reference.py ../multilingual.bin ../testdata

It runs the weights of multilingual.bin, unpacked to float32, in PyTorch over
texts of texts.py, and SentencePiece with the file's vocabulary over random
strings. Nothing here is shared with the Go code. Needs numpy, torch,
sentencepiece and protobuf.
"""

import functools
import gzip
import io
import json
import os
import struct
import sys
import unicodedata

import numpy as np
import sentencepiece
import torch
from sentencepiece import sentencepiece_model_pb2 as proto
from torch.nn.functional import gelu, layer_norm, softmax

import texts

LONGEST = 254  # tokens of a text that is read at once
TEXTS, STRINGS = 60, 1000


class Model:
    def __init__(self, path):
        data = open(path, "rb").read()
        size = struct.unpack("<I", data[8:12])[0]
        self.header = json.loads(data[12 : 12 + size])
        self.data = data[12 + size :]
        self.entries = {entry["name"]: entry for entry in self.header["tensors"]}

    @functools.cache
    def __getitem__(self, name):
        entry = self.entries[name]
        shape, data = entry["shape"], self.data[entry["offset"] :]
        if entry["kind"] == "text":
            return data[: shape[0]].decode()
        if entry["kind"] == "f32":
            return torch.from_numpy(np.frombuffer(data, "<f4", int(np.prod(shape))).reshape(shape).copy())
        blocks = np.frombuffer(data, "u1", shape[0] * shape[1] // 32 * 18).reshape(-1, 18)
        scales = blocks[:, :2].copy().view("<f2").astype("f4")
        low, high = (blocks[:, 2:] & 15).astype("i4") - 8, (blocks[:, 2:] >> 4).astype("i4") - 8
        return torch.from_numpy((np.concatenate([low, high], 1) * scales).astype("f4").reshape(shape))

    def norm(self, x, name):
        return layer_norm(x, x.shape[-1:], self[name + ".gain"], self[name + ".bias"], self.header["epsilon"])

    def dense(self, x, name):
        return x @ self[name + ".weight"].T + self[name + ".bias"]

    def attention(self, x, name):
        heads = self.header["heads"]
        q, k, v = (part.unflatten(-1, (heads, -1)).transpose(0, 1) for part in self.dense(x, name + "qkv").chunk(3, -1))
        mixed = softmax(q @ k.transpose(1, 2) / q.shape[-1] ** 0.5, -1) @ v
        return self.dense(mixed.transpose(0, 1).flatten(1), name + "attention")

    def vector(self, ids):
        x = self.norm(self["words"][ids] + self["positions"][: len(ids)], "norm")
        for i in range(self.header["layers"]):
            name = f"layer.{i}."
            x = self.norm(x + self.attention(x, name), name + "attention.norm")
            x = self.norm(x + self.dense(gelu(self.dense(x, name + "wide")), name + "output"), name + "output.norm")
        mean = x.double().mean(0)
        return (mean / mean.norm()).numpy()


def tokenizer(model):
    """SentencePiece with the rule nmt_nfkc and the file's pieces."""
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d e f"] * 10), model_writer=made, vocab_size=10, hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc", minloglevel=2)
    m = proto.ModelProto.FromString(made.getvalue())
    del m.pieces[:]
    kinds = {"<s>": 3, "<pad>": 3, "</s>": 3, "<unk>": 2}
    for piece, score in zip(model["vocabulary"].split("\n")[:-1], model["scores"].tolist()):
        m.pieces.add(piece=piece, score=score, type=kinds.get(piece, 1))
    m.trainer_spec.bos_id, m.trainer_spec.pad_id, m.trainer_spec.eos_id, m.trainer_spec.unk_id = 0, 1, 2, 3
    m.trainer_spec.bos_piece, m.trainer_spec.unk_piece = "<s>", "<unk>"
    return sentencepiece.SentencePieceProcessor(model_proto=m.SerializeToString())


def comparable(text):
    """Whether marks stand in their canonical order, for SentencePiece leaves them as
    they are, unlike NFKC; and no joiner is in it, which XLM-R takes as a blank and
    SentencePiece's own rule no longer does."""
    if "\u200c" in text or "\u200d" in text:
        return False
    return unicodedata.normalize("NFKD", text) == "".join(unicodedata.normalize("NFKD", c) for c in text)


def zipped(out, name, lines):
    with gzip.GzipFile(os.path.join(out, name), "wb", mtime=0) as f:
        for line in lines:
            f.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")


def main(packed, out):
    model = Model(packed)
    tok = tokenizer(model)
    rows = []
    for text in texts.texts():
        ids = [0, *tok.encode("passage: " + text), 2]
        if len(ids) <= LONGEST and len(rows) < TEXTS:
            rows.append((text, model.vector(ids)))
    zipped(out, "multilingual.texts.gz", [text for text, _ in rows])
    np.stack([vector for _, vector in rows]).astype("<f2").tofile(os.path.join(out, "multilingual.f16"))
    zipped(out, "unigram.jsonl.gz", ({"text": text, "ids": tok.encode(text)} for text in texts.fuzz(STRINGS) if comparable(text)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
