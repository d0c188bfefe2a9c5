# The same random weights in Hugging Face transformers: decode tokens/s at each batch, with a static cache.
# Usage: transformers_bench.py MODEL_DIR PROMPT_TOKENS ANSWER_TOKENS ROUNDS BATCH...
# Prints "versions TEXT", then for each batch "batch N TOKENS_PER_SECOND FIRST_TOKEN_MS" (medians).
import json
import statistics
import sys
import time

import torch
import transformers
from safetensors.torch import load_file
from transformers import LlamaConfig, LlamaForCausalLM

directory, prompt, answer, rounds, batches = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:]
if not torch.cuda.is_available():
    sys.exit("torch sees no GPU")
with open(directory + "/config.json") as file:
    config = LlamaConfig(**json.load(file))
torch.set_default_dtype(torch.float16)
with torch.device("meta"):
    model = LlamaForCausalLM(config)
# The rotary embedding's buffers are computed, not stored.
model = model.to_empty(device="cuda")
model.model.rotary_emb = type(model.model.rotary_emb)(config=config, device="cuda")
model.load_state_dict(load_file(directory + "/model.safetensors", device="cuda"), strict=False, assign=True)
model.eval()
print("versions torch", torch.__version__, "transformers", transformers.__version__, flush=True)


def seconds(ids, tokens):
    torch.cuda.synchronize()
    start = time.perf_counter()
    with torch.no_grad():
        model.generate(
            ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=tokens,
            min_new_tokens=tokens,
            do_sample=False,
            pad_token_id=0,
            cache_implementation="static",
        )
    torch.cuda.synchronize()
    return time.perf_counter() - start


for batch in map(int, batches):
    ids = torch.randint(3, config.vocab_size, (batch, prompt), device="cuda")
    # Twice beforehand: generate compiles the step of a static cache where it can.
    for _ in range(2):
        seconds(ids, 1)
        seconds(ids, answer)
    first = statistics.median(seconds(ids, 1) for _ in range(rounds))
    whole = statistics.median(seconds(ids, answer) for _ in range(rounds))
    print("batch", batch, batch * (answer - 1) / (whole - first), 1000 * first, flush=True)
