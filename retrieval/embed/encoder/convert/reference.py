"""Writes the fixtures that the encoder's tests compare with.

    python reference.py vectors MODEL_FOLDER ../model.bin ../testdata
    python reference.py tokens MODEL_FOLDER COUNT FILE.jsonl.gz

MODEL_FOLDER is the folder `model` of the archive that requirements.txt names,
unpacked. `vectors` runs the published model in PyTorch, once with its own
weights and once with those of model.bin, over the texts of texts.py; `tokens`
runs the reference tokenizer over COUNT strings. Nothing here is shared with the
Go code: windows and pooling are written a second time.
"""

import gzip
import json
import os
import struct
import sys

import numpy as np
from tokenizers import Tokenizer

import texts

WINDOW, OVERLAP = 254, 32


def tokenizer(folder):
    tok = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tok.no_truncation()
    tok.no_padding()
    return tok


def windows(pieces):
    """The pieces [start, end) of each window, from the description in windows.go."""
    if len(pieces) <= WINDOW:
        return [(0, len(pieces))]
    count = -(-(len(pieces) - OVERLAP) // (WINDOW - OVERLAP))
    out = []
    for i in range(count):
        first = start = i * (len(pieces) - WINDOW) // (count - 1)
        if i > 0:
            while start <= first + OVERLAP // 2 and pieces[start].startswith("##"):
                start += 1
            if start > first + OVERLAP // 2:
                start = first
        out.append((start, first + WINDOW))
    return out


def vector(model, tok, text):
    import torch

    encoded = tok.encode(text, add_special_tokens=False)
    total = 0
    for start, end in windows(encoded.tokens):
        ids = torch.tensor([[101, *encoded.ids[start:end], 102]])
        with torch.no_grad():
            states = model(ids, torch.ones_like(ids), torch.zeros_like(ids)).last_hidden_state[0].double()
        mean = states.mean(0)
        total = total + (mean / mean.norm()) * ids.shape[1]
    return (total / total.norm()).numpy()


def unpack(path):
    """The tensors of a model.bin, unpacked to float32."""
    data = open(path, "rb").read()
    size = struct.unpack("<I", data[8:12])[0]
    base = 12 + size
    tensors = {}
    for entry in json.loads(data[12:base])["tensors"]:
        start, shape = base + entry["offset"], entry["shape"]
        if entry["kind"] == "f32":
            tensors[entry["name"]] = np.frombuffer(data, "<f4", int(np.prod(shape)), start).reshape(shape)
        elif entry["kind"] == "q8":
            scales = np.frombuffer(data, "<f4", shape[0], start)
            values = np.frombuffer(data, "i1", shape[0] * shape[1], start + 4 * shape[0]).reshape(shape)
            tensors[entry["name"]] = values.astype("f4") * scales[:, None]
    return tensors


def load_quantised(model, tensors):
    """Puts the weights of model.bin where they came from."""
    import torch

    def put(parameter, name, rows=slice(None)):
        parameter.data.copy_(torch.from_numpy(tensors[name][rows].copy()))

    def dense(module, name, rows=slice(None)):
        put(module.weight, name + ".weight", rows)
        put(module.bias, name + ".bias", rows)

    put(model.embeddings.word_embeddings.weight, "words")
    put(model.embeddings.position_embeddings.weight, "positions")
    model.embeddings.token_type_embeddings.weight.data.zero_()
    width = tensors["words"].shape[1]
    for i, layer in enumerate(model.encoder.layer):
        attention = layer.attention.self
        for j, module in enumerate((attention.query, attention.key, attention.value)):
            dense(module, f"layer.{i}.qkv", slice(j * width, (j + 1) * width))
        dense(layer.attention.output.dense, f"layer.{i}.attention")
        dense(layer.intermediate.dense, f"layer.{i}.wide")
        dense(layer.output.dense, f"layer.{i}.output")


def write_vectors(folder, packed, out):
    from transformers import BertModel

    model, tok = BertModel.from_pretrained(folder).eval(), tokenizer(folder)
    found = texts.texts()
    with gzip.GzipFile(os.path.join(out, "texts.json.gz"), "wb", mtime=0) as f:
        f.write(json.dumps(found).encode())
    for name in ("published.f16", "unpacked.f16"):
        vectors = np.stack([vector(model, tok, text) for text in found])
        vectors.astype("<f2").tofile(os.path.join(out, name))
        load_quantised(model, unpack(packed))


def write_tokens(folder, count, out):
    tok = tokenizer(folder)
    with gzip.GzipFile(out, "wb", mtime=0) as f:
        for text in texts.fuzz(int(count)):
            ids = tok.encode(text, add_special_tokens=False).ids
            f.write(json.dumps({"text": text, "ids": ids}, separators=(",", ":")).encode() + b"\n")


if __name__ == "__main__":
    commands = {"vectors": (write_vectors, 3), "tokens": (write_tokens, 3)}
    if len(sys.argv) != 5 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]][0](*sys.argv[2:])
