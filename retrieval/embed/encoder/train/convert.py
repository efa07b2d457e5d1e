"""Turns a trained reader into the file that the program embeds.

    python convert.py ENCODER WEIGHTS OUTPUT FIXTURE

ENCODER is the encoder's file, WEIGHTS what train.py wrote. Matrices are of
as many bits as the encoder's. The form is
that of ../convert/FORMAT.md, with the upper layers counted from 0 and
`kinds`, `span.weight` and `span.bias` beside them. FIXTURE gets what PyTorch
makes of some examples with the weights of OUTPUT: the tokens, and the logits
of start and end for each token of the passage.
"""

import hashlib
import json
import pathlib
import struct
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "convert"))
from convert import ALIGN, Writer, quantise  # noqa: E402
from model import trained  # noqa: E402

EXAMPLES = [
    ("who keeps the key of the washroom?", "Harbour: The key of the washroom is kept by the warden. Guests ask for it."),
    ("When was the quay built?", "The quay of Larnby was built in 1871 after two winters of storms."),
    ("What colour is the lamp?", "Boats leave at noon. Nothing else is known of them."),
]


def blocks(matrix):
    """A matrix in blocks of 4 bits and what they hold: of each block's scales
    the one that comes nearest."""
    parts = matrix.reshape(-1, 32)
    most = np.take_along_axis(parts, np.abs(parts).argmax(1)[:, None], 1)
    best, kept = np.full(len(parts), np.inf), None
    for steps in np.arange(-9, -6.4, 0.1):
        scales = (most / steps).astype("<f2").astype("f4")
        scales[scales == 0] = 1
        values = np.clip(np.rint(parts / scales), -8, 7)
        error = ((values * scales - parts) ** 2).sum(1)
        better = error < best
        if kept is None:
            kept = [scales, values]
        kept[0][better], kept[1][better] = scales[better], values[better]
        best = np.minimum(best, error)
    scales, values = kept
    nibbles = (values + 8).astype("u1")
    packed = np.concatenate([scales.astype("<f2").view("u1"), nibbles[:, :16] | nibbles[:, 16:] << 4], 1)
    return packed, (values * scales).reshape(matrix.shape)


def kept(matrix, bits):
    """What quantising leaves of a matrix."""
    if bits == "q4":
        return blocks(matrix)[1]
    values, scales = quantise(matrix)
    return values * scales[:, None]


def convert(model):
    out = Writer()
    for i, layer in enumerate(model.upper()):
        for name in layer.names:
            value = getattr(layer, name.replace(".", "_")).detach().numpy()
            if value.ndim == 2 and model.bits == "q4":
                out.add(f"layer.{i}.{name}", "q4", list(value.shape), blocks(value)[0])
            else:
                (out.bytes_by_row if value.ndim == 2 else out.floats)(f"layer.{i}.{name}", value)
    for name, value in (("kinds", model.kinds), ("span.weight", model.span.weight), ("span.bias", model.span.bias)):
        out.floats(name, value.detach().numpy())
    header = {"model": model.model + "-reader", "apart": model.apart, "layers": len(model.upper()), "heads": model.heads,
              "epsilon": model.epsilon, "window": 256, "pooling": "cls", "question_prefix": "", "tensors": out.entries}
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-(12 + len(text)) % ALIGN)
    return b"FOOTENC1" + struct.pack("<I", len(text)) + text + bytes(out.data)


def rounded(model):
    """The model with its upper matrices as the file holds them."""
    for layer in model.upper():
        for name in layer.names:
            parameter = getattr(layer, name.replace(".", "_"))
            if parameter.ndim == 2:
                parameter.data = torch.from_numpy(kept(parameter.detach().numpy(), model.bits))


def fixture(model):
    tokens, rows = model.tokens, []
    for question, passage in EXAMPLES:
        q, p = ([tokens.before, *tokens.encode(t)[0], tokens.after] for t in (question, passage))
        with torch.no_grad():
            starts, ends = model(torch.tensor([q]), torch.tensor([p]))
        rows.append({"question": q, "passage": p, "starts": starts[0].tolist(), "ends": ends[0].tolist()})
    return rows


def main(encoder, weights, output, fixtures):
    model = trained(encoder, weights)
    blob = convert(model)
    pathlib.Path(output).write_bytes(blob)
    rounded(model)
    with open(fixtures, "w") as f:
        for row in fixture(model):
            row = {k: [round(x, 4) for x in v] if k in ("starts", "ends") else v for k, v in row.items()}
            f.write(json.dumps(row, separators=(",", ":")) + "\n")
    print(f"{output}: {len(blob)} bytes, SHA-256 {hashlib.sha256(blob).hexdigest()}")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
