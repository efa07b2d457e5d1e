"""The reader: the encoder's layers, the lower ones apart, the upper ones joint.

Question and passage go through the first `apart` layers on their own, with the
encoder's own weights, which are never trained; what a passage becomes there
does not depend on the question and can be remembered (Cao et al., "DeFormer:
Decomposing Pre-trained Transformers for Faster Question Answering", 2020). The
other layers see both. Position 0 of the passage, its [CLS], stands for "no
answer", as in Devlin et al., "BERT" (2019), section 4.3.
"""

import json
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from tokens import tokenizer

def read(path):
    """The header of a model file (../convert/FORMAT.md), its tensors as float32, and its vocabulary."""
    with open(path, "rb") as f:
        data = f.read()
    size = struct.unpack("<I", data[8:12])[0]
    header, data = json.loads(data[12 : 12 + size]), data[12 + size :]
    tensors, vocabulary = {}, []
    for entry in header["tensors"]:
        name, kind, shape, at = entry["name"], entry["kind"], entry["shape"], entry["offset"]
        count = int(np.prod(shape))
        if kind == "text":
            vocabulary = data[at : at + count].decode().split("\n")[:-1]
        elif kind == "f32":
            tensors[name] = np.frombuffer(data, "<f4", count, at).reshape(shape)
        elif kind == "q4":
            blocks = np.frombuffer(data, "u1", count // 32 * 18, at).reshape(-1, 18)
            scales = blocks[:, :2].copy().view("<f2").astype("f4")
            values = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype("f4") - 8
            tensors[name] = (values * scales).reshape(shape)
        else:
            scales = np.frombuffer(data, "<f4", shape[0], at)
            values = np.frombuffer(data, "i1", count, at + 4 * shape[0]).reshape(shape)
            tensors[name] = values * scales[:, None]
    return header, tensors, vocabulary


class Layer(nn.Module):
    def __init__(self, tensors, prefix, heads, epsilon):
        super().__init__()
        self.heads, self.epsilon = heads, epsilon
        self.names = [n[len(prefix) :] for n in tensors if n.startswith(prefix)]
        for name in self.names:
            value = torch.from_numpy(np.array(tensors[prefix + name], dtype=np.float32))
            self.register_parameter(name.replace(".", "_"), nn.Parameter(value))

    def forward(self, x, mask):
        batch, length, hidden = x.shape
        qkv = F.linear(x, self.qkv_weight, self.qkv_bias).view(batch, length, 3, self.heads, -1)
        q, k, v = (qkv[:, :, i].transpose(1, 2) for i in range(3))
        # Written out: on a processor the gradient of torch's own took longer.
        weights = (q @ k.transpose(2, 3) / q.shape[3] ** 0.5).masked_fill(~mask, -1e4).softmax(3)
        mixed = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, hidden)
        x = x + F.linear(mixed, self.attention_weight, self.attention_bias)
        x = F.layer_norm(x, (hidden,), self.attention_norm_gain, self.attention_norm_bias, self.epsilon)
        wide = F.gelu(F.linear(x, self.wide_weight, self.wide_bias))
        x = x + F.linear(wide, self.output_weight, self.output_bias)
        return F.layer_norm(x, (hidden,), self.output_norm_gain, self.output_norm_bias, self.epsilon)


class Reader(nn.Module):
    def __init__(self, path, apart, layers=None):
        super().__init__()
        header, tensors, vocabulary = read(path)
        self.tokens = tokenizer(vocabulary, tensors.get("scores"))
        self.bits = next(e["kind"] for e in header["tensors"] if e["name"] == "layer.0.qkv.weight")
        self.model, self.apart, self.heads, self.epsilon = header["model"], apart, header["heads"], header["epsilon"]
        self.words = nn.Parameter(torch.from_numpy(np.array(tensors["words"], np.float32)), requires_grad=False)
        self.positions = nn.Parameter(torch.from_numpy(np.array(tensors["positions"])), requires_grad=False)
        self.norm = [torch.from_numpy(np.array(tensors["norm." + p])) for p in ("gain", "bias")]
        self.layers = nn.ModuleList(Layer(tensors, f"layer.{i}.", self.heads, self.epsilon) for i in range(layers or header["layers"]))
        for layer in self.layers[:apart]:
            layer.requires_grad_(False)
        hidden = self.words.shape[1]
        self.kinds = nn.Parameter(torch.zeros(2, hidden))  # added to a question's and a passage's tokens
        self.span = nn.Linear(hidden, 2)
        nn.init.normal_(self.span.weight, std=0.02)
        nn.init.zeros_(self.span.bias)

    def upper(self):
        """The layers that see both."""
        return self.layers[self.apart :]

    def mask(self, ids):
        return (ids != self.tokens.pad)[:, None, None, :]

    @torch.no_grad()
    def lower(self, ids):
        """States after the layers apart, [batch, length, hidden]."""
        x = self.words[ids] + self.positions[: ids.shape[1]]
        x = F.layer_norm(x, x.shape[-1:], *self.norm, self.epsilon)
        for layer in self.layers[: self.apart]:
            x = layer(x, self.mask(ids))
        return x

    def forward(self, questions, passages):
        """Logits of start and end, [batch, length of passages] each; padding
        has the lowest number."""
        x = torch.cat((self.lower(questions) + self.kinds[0], self.lower(passages) + self.kinds[1]), 1)
        mask = self.mask(torch.cat((questions, passages), 1))
        for layer in self.upper():
            x = layer(x, mask)
        logits = self.span(x[:, questions.shape[1] :])
        logits = logits.masked_fill((passages == self.tokens.pad)[..., None], -1e4)
        return logits[..., 0], logits[..., 1]


def trained(path, weights):
    """The reader on an encoder's file with the weights that train.py wrote: they
    tell which layers it has."""
    state = torch.load(weights)
    numbers = {int(name.split(".")[1]) for name in state if name.startswith("layers.")}
    model = Reader(path, min(numbers), max(numbers) + 1)
    assert not model.load_state_dict(state, strict=False).unexpected_keys
    return model
