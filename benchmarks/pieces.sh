#!/usr/bin/env bash
# Measures the inner pieces with JMH: time and garbage of each, without the network.
#   benchmarks/pieces.sh [name of a piece]
# Needs JDK 17 and Maven; takes JMH from Maven Central. Asserts nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=benchmarks/target/pieces
mkdir -p "$out"
mock=mock-server/target
[[ -f $mock/instantstream-mock.jar && -d $mock/lib ]] || mvn -q -pl mock-server -am package -DskipTests
for artifact in org.openjdk.jmh:jmh-core:1.37 org.openjdk.jmh:jmh-generator-annprocess:1.37 \
  net.sf.jopt-simple:jopt-simple:5.0.4 org.apache.commons:commons-math3:3.6.1; do
  name=$(cut -d: -f2 <<<"$artifact")
  compgen -G "benchmarks/target/jmh/$name-*.jar" >/dev/null ||
    mvn -q -B -ntp dependency:copy -pl spec -Dartifact="$artifact" -DoutputDirectory="$PWD/benchmarks/target/jmh"
done
classpath="$mock/instantstream-mock.jar:$(printf '%s:' "$mock"/lib/*.jar benchmarks/target/jmh/*.jar)"
javac -proc:full -d "$out" -cp "$classpath" $(find benchmarks/pieces -name '*.java') 2>/dev/null ||
  javac -d "$out" -cp "$classpath" $(find benchmarks/pieces -name '*.java')
java -Xmx512m -XX:+UseSerialGC -cp "$out:$classpath" org.openjdk.jmh.Main "${1:-Pieces}" \
  -f 1 -jvmArgsAppend '-Xmx512m -XX:+UseSerialGC' -wi 3 -w 2 -i 3 -r 1 -prof gc -rf text -rff benchmarks/target/pieces.txt |
  grep -E '^Benchmark|Pieces\.[A-Za-z]+( |:gc.alloc.rate.norm)|:.gc.alloc.rate.norm'
