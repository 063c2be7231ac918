#!/usr/bin/env bash
# Mixed load at full speed with faults on, for that many minutes:
#   benchmarks/soak.sh MINUTES [heap]
# Needs JDK 17, Maven, wrk and Node 20. Streams live their lives, half a hundred sockets listen and come and go, sandboxes
# are made and removed, a workbench reads, and one call in ten meets a fault. Ends with 1 if the mock made an error of
# its own (E_MOCK_BUG, a line in its log, a status that no fault asked for), or if its heap, its threads or its open
# files grew: the last reading is held against that of a third of the time, when every bounded store is full.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
minutes=${1:?minutes}
heap=${2:-512m}
port=6021
work=benchmarks/target
out=$work/soak.txt
mkdir -p "$work"
jar=mock-server/target/instantstream-mock.jar
[[ -f $jar && -d mock-server/target/lib ]] || mvn -q -pl mock-server -am package -DskipTests
base=http://127.0.0.1:$port

INSTANTSTREAM_JAVA_OPTIONS=-Xmx$heap mock-server/instantstream-mock --port $port --log json \
  --keep-messages 500 --sandbox-idle PT30S >"$work/soak-screen.txt" 2> >(grep -v '"loggerName":"requests"' >"$work/soak-log.txt") &
mock=$!
trap 'kill $mock $(jobs -p) 2>/dev/null || true' EXIT
for _ in $(seq 600); do
  curl -sf "$base/__admin/health/ready" >/dev/null && break
  sleep 0.1
done

json() { curl -sf -o "$work/soak-last.json" -H 'Content-Type: application/json' "$@"; }
json "$base/__admin/faults" -d '{"probability":0.04,"fault":{"type":"latency","millis":20}}'
json "$base/__admin/faults" -d '{"probability":0.04,"fault":{"type":"status","code":503}}'
json "$base/__admin/faults" -d '{"probability":0.02,"fault":{"type":"malformed"}}'

seconds=${SOAK_SECONDS:-$((minutes * 60))} # the variable is for trying the script itself
node --experimental-websocket benchmarks/soak/sockets.mjs $port $seconds >"$work/soak-sockets.txt" &
sockets=$!
wrk -t1 -c32 -d"${seconds}s" -s benchmarks/wrk/flow.lua "$base" >"$work/soak-wrk.txt" &
load=$!

metric() { curl -sf "$base/__admin/metrics" | awk -v name="$1" '$1 == name {printf "%.0f", $2}'; }
live() { # kilobytes that live after a collection
  jcmd "$mock" GC.run >/dev/null
  jcmd "$mock" GC.heap_info |
    awk '/PSYoungGen|ParOldGen/ {for (i = 1; i < NF; i++) if ($i == "used") {kb = $(i + 1); sub(/K.*/, "", kb); sum += kb; n++}}
      END {if (n < 2) exit 1; print sum}'
}

: >"$out"
readings=$work/soak-readings.txt
: >"$readings"
rm -f "$readings.failed"
steps=12
begin=$SECONDS
for step in $(seq $steps); do
  # All of them while the load is on: what is over weighs nothing.
  while ((SECONDS - begin < seconds * step / (steps + 1))); do sleep 0.2; done
  kill -0 "$load" 2>/dev/null || { echo "the load has ended early" | tee -a "$out"; exit 1; }
  kilobytes=$(live) || { echo "the heap could not be read" | tee -a "$out"; exit 1; }
  echo "$step $kilobytes $(metric jvm_threads_live_threads) $(metric process_files_open_files)" >>"$readings"
  tail -1 "$readings" | awk '{print "step " $1 ": " $2 " KB of live heap, " $3 " threads, " $4 " open files"}' |
    tee -a "$out"
done
wait "$load" || true
wait "$sockets" || echo "the sockets met failures" >>"$readings.failed"

bugs=$(curl -sf "$base/__admin/requests?limit=10000&status=500" | grep -c E_MOCK_BUG || true)
internal=$(curl -sf "$base/__admin/metrics" | awk '/^instantstream_requests_total.*5xx/ {sum += $2} END {print sum + 0}')
total=$(curl -sf "$base/__admin/metrics" | awk '/^instantstream_requests_total/ {sum += $2} END {print sum + 0}')
lines=$(wc -l <"$work/soak-log.txt")
{
  grep -E 'Requests/sec|Latency' "$work/soak-wrk.txt"
  cat "$work/soak-sockets.txt"
  echo "$total calls answered, $internal of them 5xx (faults: 4 %), $bugs bugs, $lines lines in the log"
} | tee -a "$out"
awk -v sockets="$(ls "$readings.failed" 2>/dev/null | wc -l)" -v bugs="$bugs" -v lines="$lines" -v internal="$internal" -v total="$total" '
  $1 == 4 {heap = $2; threads = $3; files = $4}
  END {
    bad = 0
    if ($2 > heap * 1.25) {print "the heap has grown"; bad = 1}
    if ($3 > threads + 10) {print "there are more threads"; bad = 1}
    if ($4 > files + 20) {print "there are more open files"; bad = 1}
    if (sockets > 0) {print "sockets or sandboxes failed"; bad = 1}
    if (bugs > 0 || lines > 0) {print "the mock made errors of its own"; bad = 1}
    if (internal > total * 0.06) {print "more failures than faults"; bad = 1}
    if (total < 1000) {print "there was no load"; bad = 1}
    print bad ? "FAILED" : "held"
    exit bad}' "$readings" | tee -a "$out"
