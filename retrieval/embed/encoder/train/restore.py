"""Turns the program's file of a reader back into weights that train.py begins with.

    python restore.py READER OUTPUT

READER is what convert.py wrote; OUTPUT is for --start, evaluate.py and
convert.py. What quantising took is lost.
"""

import sys

import numpy as np
import torch

from model import read


def restored(path):
    header, tensors, _ = read(path)
    state = {}
    for name, value in tensors.items():
        if name.startswith("layer."):
            number, part = name.split(".", 2)[1:]
            name = f"layers.{header.get('apart', 2) + int(number)}.{part.replace('.', '_')}"
        state[name] = torch.from_numpy(np.array(value, np.float32))
    return state


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    torch.save(restored(sys.argv[1]), sys.argv[2])
