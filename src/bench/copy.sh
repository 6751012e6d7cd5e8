#!/usr/bin/env bash
# Measures rows that go to PostgreSQL by COPY as against INSERT, from 10 rows to 100,000, without and with a network, and writes
# its part of docs/benchmarks.md.
#
#   src/bench/copy.sh
#
# What can be set by variables:
#   RUNS=9                  of each; the table has medians
#   DELAYS="0 5"            milliseconds of a round trip
#   SERVERS=FILE            what ServerMain has written, to use servers that run already
#   PAGE=docs/benchmarks.md the page to write into; BENCH_WORK=target/bench-copy the folder to work in
#
# Needs JDK 17 and Maven.
set -euo pipefail
cd "$(dirname "$0")/../.."

RUNS=${RUNS:-9}
DELAYS=${DELAYS:-0 5}
PAGE=$(realpath "${PAGE:-docs/benchmarks.md}")
WORK=${BENCH_WORK:-target/bench-copy}
mkdir -p "$WORK" && WORK=$(cd "$WORK" && pwd)
rm -rf "${WORK:?}"/*
mkdir -p "$WORK/classes"

mvn -q -B -o test-compile -Dmaven.plugin.skip=true
mvn -q -B -o dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$WORK/classpath"
CLASSPATH=target/classes:target/test-classes:$(cat "$WORK/classpath")
javac -d "$WORK/classes" -cp "$CLASSPATH" src/bench/Sql.java src/bench/Proxy.java src/bench/CopyRows.java
if [ -z "${SERVERS:-}" ]; then
    SERVERS=$WORK/servers.properties # they end with this script
    trap 'rm -f "$SERVERS"' EXIT
    java -Dmigrate.test.servers=target/servers -cp "$CLASSPATH" dev.migrate.testing.ServerMain "$SERVERS"
fi
property() { sed -n "s/^it\.$1\.$2=//p" "$SERVERS" | sed 's/\\\(.\)/\1/g'; }
url=$(property postgresql url) user=$(property postgresql user) password=$(property postgresql password)
address=$(echo "$url" | sed -E 's|.*//([^/]*)/.*|\1|')
for delay in $DELAYS; do
    rm -f "$WORK/port"
    java -cp "$WORK/classes" Proxy "${address%:*}" "${address#*:}" "$delay" "$WORK/port" "$WORK/trips" &
    proxy=$!
    until [ -s "$WORK/port" ]; do sleep 0.1; done
    # without a delay the proxy stands between them too, so that both rows of the table have what it costs
    java -cp "$WORK/classes:$CLASSPATH" CopyRows \
        "$(echo "$url" | sed -E "s|//[^/]*/|//127.0.0.1:$(cat "$WORK/port")/|")" "$user" "$password" "$RUNS" |
        sed "s/^/$delay\t/" | tee -a "$WORK/results" >&2
    kill "$proxy"
    wait "$proxy" || true
done

median() { # DELAY ROWS COLUMN
    awk -v d="$1" -v r="$2" -v c="$3" '$1 == d && $2 == r { print $c }' "$WORK/results" | sort -n |
        awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}
{
    echo "Measured on $(date -u +%Y-%m-%d) on PostgreSQL 18, medians of $RUNS runs, load of the machine" \
        "$(cut -d' ' -f1 /proc/loadavg) on $(getconf _NPROCESSORS_ONLN) cores."
    echo
    head="| rows |" line="| ---: |"
    for delay in $DELAYS; do
        head="$head INSERT, $delay ms | COPY, $delay ms | ratio |" line="$line ---: | ---: | ---: |"
    done
    echo "$head"
    echo "$line"
    for rows in $(cut -f2 "$WORK/results" | sort -nu); do
        printf '| %s |' "$(echo "$rows" | sed -E ':a; s/([0-9])([0-9]{3})($|,)/\1,\2\3/; ta')"
        for delay in $DELAYS; do
            awk -v a="$(median "$delay" "$rows" 3)" -v b="$(median "$delay" "$rows" 4)" \
                'BEGIN { printf " %.1f ms | %.1f ms | %.2f |", a, b, b / a }'
        done
        echo
    done
} >"$WORK/part.md"
awk -v part="$WORK/part.md" '
    /<!-- bench-copy:begin -->/ { print; print ""; while ((getline line < part) > 0) print line; print ""; skip = 1 }
    /<!-- bench-copy:end -->/ { skip = 0 }
    !skip && !/<!-- bench-copy:begin -->/' "$PAGE" >"$WORK/page.md"
cp "$WORK/page.md" "$PAGE"
cat "$WORK/part.md"
