"""Turns a trained reader into the file that the program embeds.

    python convert.py ENCODER WEIGHTS OUTPUT FIXTURE

ENCODER is the encoder's model.bin, WEIGHTS what train.py wrote. The form is
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
from model import Reader  # noqa: E402

APART = 2
EXAMPLES = [
    ("who keeps the key of the washroom?", "Harbour: The key of the washroom is kept by the warden. Guests ask for it."),
    ("When was the quay built?", "The quay of Larnby was built in 1871 after two winters of storms."),
    ("What colour is the lamp?", "Boats leave at noon. Nothing else is known of them."),
]


def convert(model):
    out = Writer()
    for i, layer in enumerate(model.layers[APART:]):
        for name in layer.names:
            value = getattr(layer, name.replace(".", "_")).detach().numpy()
            (out.bytes_by_row if value.ndim == 2 else out.floats)(f"layer.{i}.{name}", value)
    for name, value in (("kinds", model.kinds), ("span.weight", model.span.weight), ("span.bias", model.span.bias)):
        out.floats(name, value.detach().numpy())
    header = {"model": model.model + "-reader", "layers": len(model.layers) - APART, "heads": model.heads,
              "epsilon": model.epsilon, "window": 256, "pooling": "cls", "question_prefix": "", "tensors": out.entries}
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-(12 + len(text)) % ALIGN)
    return b"FOOTENC1" + struct.pack("<I", len(text)) + text + bytes(out.data)


def rounded(model):
    """The model with its upper matrices as 8 bits hold them."""
    for layer in model.layers[APART:]:
        for name in layer.names:
            parameter = getattr(layer, name.replace(".", "_"))
            if parameter.ndim == 2:
                values, scales = quantise(parameter.detach().numpy())
                parameter.data = torch.from_numpy(values * scales[:, None])


def fixture(model):
    import data

    tokens = data.tokenizer(model.vocabulary)
    rows = []
    for question, passage in EXAMPLES:
        q, p = ([data.CLS, *tokens.encode(t, add_special_tokens=False).ids, data.SEP] for t in (question, passage))
        with torch.no_grad():
            starts, ends = model(torch.tensor([q]), torch.tensor([p]))
        rows.append({"question": q, "passage": p, "starts": starts[0].tolist(), "ends": ends[0].tolist()})
    return rows


def main(encoder, weights, output, fixtures):
    model = Reader(encoder, APART)
    loaded = model.load_state_dict(torch.load(weights), strict=False)
    assert not loaded.unexpected_keys, loaded
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
