"""Writes the published model as ONNX, for hugot: python export.py MODEL_FOLDER OUT.

Needs torch, transformers and onnx. Attention is spelt out, because the exporter
does not follow the library's own; the script checks that both agree.
"""

import json
import os
import shutil
import sys

import torch
from transformers import BertModel


class Plain(torch.nn.Module):
    """The same network in operations that every ONNX reader knows."""

    def __init__(self, bert):
        super().__init__()
        self.bert = bert
        self.heads = bert.config.num_attention_heads

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).permute(0, 2, 1, 3)

    def forward(self, ids, mask, types):
        x = self.bert.embeddings(input_ids=ids, token_type_ids=types)
        hidden = (1 - mask.float())[:, None, None, :] * -1e9
        for layer in self.bert.encoder.layer:
            own = layer.attention.self
            q, k, v = (self.split(part(x)) for part in (own.query, own.key, own.value))
            weights = (q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5 + hidden).softmax(-1)
            mixed = (weights @ v).permute(0, 2, 1, 3).reshape(x.shape)
            x = layer.attention.output(mixed, x)
            x = layer.output(layer.intermediate(x), x)
        return x


def main(folder, out):
    bert = BertModel.from_pretrained(folder).eval()
    plain = Plain(bert).eval()
    ids = torch.arange(1000, 1016)[None]
    inputs = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    with torch.no_grad():
        error = (plain(*inputs) - bert(*inputs).last_hidden_state).abs().max()
    if error > 1e-4:
        sys.exit(f"the network spelt out differs from the library's by {error}")
    os.makedirs(out, exist_ok=True)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    free = {name: {0: "batch", 1: "tokens"} for name in [*names, "last_hidden_state"]}
    torch.onnx.export(
        plain, inputs, os.path.join(out, "model.onnx"), input_names=names,
        output_names=["last_hidden_state"], dynamic_axes=free, opset_version=14, dynamo=False,
    )
    for name in ("config.json", "special_tokens_map.json", "tokenizer_config.json", "vocab.txt"):
        shutil.copy(os.path.join(folder, name), out)
    with open(os.path.join(folder, "tokenizer.json")) as f:
        tokenizer = json.load(f)
    tokenizer["padding"] = tokenizer["truncation"] = None
    with open(os.path.join(out, "tokenizer.json"), "w") as f:
        json.dump(tokenizer, f)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
