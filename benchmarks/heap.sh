#!/usr/bin/env bash
# Shows that the heap stays flat however many requests come:
#   benchmarks/heap.sh [requests] [heap]
# Needs JDK 17, Maven and wrk. Half of the requests make streams, the others read one that is there and one that is not.
# After each tenth it collects the garbage and prints what is left. Ends with 1 if the last reading is more than a
# quarter above the third, by which time every bounded store is full.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
total=${1:-1000000}
heap=${2:-512m}
port=6011
out=benchmarks/target/heap.txt
mkdir -p benchmarks/target
jar=mock-server/target/instantstream-mock.jar
[[ -f $jar && -d mock-server/target/lib ]] || mvn -q -pl mock-server -am package -DskipTests

cat >benchmarks/target/mix.lua <<'LUA'
local made = '{"phone":"+12025550143","email":"viewer@example.com"}'
local key = {["apikey"] = "demo-viewer-key", ["Content-Type"] = "application/json"}
local turn = 0
request = function()
  turn = turn + 1
  if turn % 4 == 0 then return wrk.format("GET", "/instantstream/get/demo-streaming", key) end
  if turn % 4 == 1 then return wrk.format("GET", "/instantstream/get/nobody", key) end
  return wrk.format("POST", "/instantstream/request?notify=false", key, made)
end
LUA

# Each collection has to close every gap, or what it leaves in them is taken for growth.
java -Xmx"$heap" -XX:+UseSerialGC -XX:MarkSweepAlwaysCompactCount=1 -jar "$jar" --port $port >benchmarks/target/heap-mock.log 2>&1 &
mock=$!
trap 'kill "$mock" 2>/dev/null || true' EXIT
for _ in $(seq 600); do
  curl -sf "http://127.0.0.1:$port/__admin/health" >/dev/null && break
  sleep 0.1
done

used() { # kilobytes that live after a collection
  jcmd "$mock" GC.run >/dev/null
  jcmd "$mock" GC.heap_info |
    awk '/generation/ {for (i = 1; i < NF; i++) if ($i == "used") {kb = $(i + 1); sub(/K.*/, "", kb); sum += kb}} END {print sum}'
}

: >"$out"
done_so_far=0
readings=()
for step in $(seq 10); do
  while ((done_so_far < total * step / 10)); do
    made=$(wrk -t1 -c16 -d5s -s benchmarks/target/mix.lua "http://127.0.0.1:$port" | awk '/requests in/ {print $1}')
    done_so_far=$((done_so_far + made))
  done
  readings+=("$(used)")
  echo "after $done_so_far requests: ${readings[-1]} KB of live heap" | tee -a "$out"
done
awk -v early="${readings[2]}" -v late="${readings[9]}" 'BEGIN {
  printf "growth from the third reading to the last: %.1f %%\n", 100 * (late - early) / early
  exit late > early * 1.25 ? 1 : 0 }' | tee -a "$out"
