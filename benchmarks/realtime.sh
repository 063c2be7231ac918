#!/usr/bin/env bash
# Measures the realtime server beside soketi on this machine, in turns, with one load generator:
#   benchmarks/realtime.sh [rounds] [seconds]
# Needs JDK 17, Maven, Node 20 with npm. Asserts nothing; prints a line for each figure and writes them to a file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-3}
seconds=${2:-8}
port=6010
out=benchmarks/target/realtime.txt
mkdir -p benchmarks/target
ulimit -n "$(ulimit -Hn)"

mvn -q -pl mock-server -am package -DskipTests
(cd benchmarks/peers && npm install --no-package-lock --no-audit --no-fund >/dev/null 2>&1)
classpath="mock-server/target/classes:mock-server/target/test-classes:$(printf '%s:' mock-server/target/lib/*.jar)"
load=(java -Xmx1500m -XX:+UseSerialGC -cp "$classpath")
main=com.dropininc.instantstream.mock.realtime.RealtimeLoad

soketi() {
  # The app of the load generator; its credentials open nothing else.
  SOKETI_DEFAULT_APP_ID=3 SOKETI_DEFAULT_APP_KEY=278d425bdf160c739803 SOKETI_DEFAULT_APP_SECRET=7ad3773142a6692b25b8 \
    SOKETI_PORT=$port SOKETI_HOST=127.0.0.1 SOKETI_DEBUG=0 SOKETI_METRICS_ENABLED=0 \
    SOKETI_DEFAULT_APP_MAX_CONNS=-1 SOKETI_DEFAULT_APP_MAX_BACKEND_EVENTS_PER_SEC=-1 \
    node benchmarks/peers/node_modules/@soketi/soketi/bin/server.js start >benchmarks/target/soketi.log 2>&1 &
  peer=$!
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
    sleep 0.1
  done
  echo "soketi did not start; see benchmarks/target/soketi.log" >&2
  exit 1
}
peer=
trap '[[ -z $peer ]] || kill "$peer" 2>/dev/null || true' EXIT

: >"$out"
for round in $(seq "$rounds"); do
  "${load[@]}" "$main" "$seconds" | sed "s/^/round $round, instantstream: /" | tee -a "$out"
  soketi
  "${load[@]}" -Dload.peer=$port -Dload.pid="$peer" "$main" "$seconds" | sed "s/^/round $round, soketi: /" | tee -a "$out"
  kill "$peer"
  wait "$peer" 2>/dev/null || true
  peer=
done
