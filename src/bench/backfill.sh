#!/usr/bin/env bash
# Measures an UPDATE of many rows in one statement and as a backfill, on each database, and writes its part of
# docs/benchmarks.md.
#
#   src/bench/backfill.sh
#
# What can be set by variables:
#   ROWS=1000000            how many
#   RUNS=3                  of each; the table has medians
#   DATABASES="postgresql mysql mariadb sqlite"
#   SERVERS=FILE            what ServerMain has written, to use servers that run already
#   MAVEN_REPOSITORY        the local repository, if it is not ~/.m2/repository
#   PAGE=docs/benchmarks.md the page to write into; BENCH_WORK=target/bench-backfill the folder to work in
#
# Needs JDK 17, Maven, and the plugin in the local repository (mvn -q install -DskipTests).
set -euo pipefail
cd "$(dirname "$0")/../.."

MIGRATE=${MIGRATE_VERSION:-0.1.0-SNAPSHOT}
ROWS=${ROWS:-1000000}
RUNS=${RUNS:-3}
DATABASES=${DATABASES:-postgresql mysql mariadb sqlite}
PAGE=$(realpath "${PAGE:-docs/benchmarks.md}")
REPOSITORY=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
WORK=${BENCH_WORK:-target/bench-backfill}
mkdir -p "$WORK" && WORK=$(cd "$WORK" && pwd)
rm -rf "${WORK:?}"/*
mkdir -p "$WORK/classes" "$WORK/project/src/main/migrations" "$WORK/project/environments"

mvn -q -B test-compile -Dmaven.plugin.skip=true
mvn -q -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$WORK/classpath"
CLASSPATH=target/classes:target/test-classes:$(cat "$WORK/classpath")
javac -d "$WORK/classes" src/bench/Sql.java
if [ -z "${SERVERS:-}" ]; then
    SERVERS=$WORK/servers.properties # they end with this script
    trap 'rm -f "$SERVERS"' EXIT
    java -Dmigrate.test.servers=target/servers -cp "$CLASSPATH" dev.migrate.testing.ServerMain "$SERVERS"
fi
property() { sed -n "s/^it\.$1\.$2=//p" "$SERVERS" | sed 's/\\\(.\)/\1/g'; }
sql() { java -cp "$WORK/classes:$CLASSPATH" Sql "$@"; }

revision() { # ID PARENT, with the body on standard input
    { printf -- '-- %s\n--\n-- revision: %s\n-- revises: %s\n\n-- migrate:upgrade\n' "$1" "$1" "$2"; cat; } \
        >"$WORK/project/src/main/migrations/$1.sql"
}
echo '<project><modelVersion>4.0.0</modelVersion><groupId>bench</groupId><artifactId>bench</artifactId><version>1</version><packaging>pom</packaging></project>' >"$WORK/project/pom.xml"
digits='(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)'
numbers='a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d + 1000000 * h.d'
for table in one two; do
    echo "CREATE TABLE $table (id INTEGER PRIMARY KEY, price INTEGER NOT NULL, amount INTEGER NOT NULL, total INTEGER, note VARCHAR(60));"
    echo "INSERT INTO $table SELECT n, n % 97, n % 7, NULL, 'a row that is as long as rows are on the whole' FROM (SELECT $numbers AS n FROM $digits a, $digits b, $digits c, $digits e, $digits f, $digits g, $digits h) x WHERE n < $ROWS;"
done | revision r1 ''
echo 'UPDATE one SET total = price * amount;' | revision r2 r1
{
    echo '-- migrate:backfill table=two key=id'
    echo 'UPDATE two SET total = price * amount WHERE id > :from AND id <= :to;'
} | revision r3 r2

for database in $DATABASES; do
    user='' password=''
    [ "$database" = sqlite ] || { user=$(property "$database" user); password=$(property "$database" password); }
    for round in $(seq "$RUNS"); do
        if [ "$database" = sqlite ]; then
            rm -f "$WORK/bench.sqlite"
            url=jdbc:sqlite:$WORK/bench.sqlite
        else
            sql "$(property "$database" url)" "$user" "$password" "DROP DATABASE IF EXISTS bench_backfill" \
                "CREATE DATABASE bench_backfill" >/dev/null
            url=$(property "$database" url | sed -E 's|(//[^/]*/)[^?]*|\1bench_backfill|')
        fi
        printf 'url = "%s"\nuser = "%s"\npassword = "%s"\ntransaction = "per-revision"\n' "$url" "$user" "$password" \
            >"$WORK/project/environments/dev.toml"
        (cd "$WORK/project" && mvn -q -B -o -Dmaven.repo.local="$REPOSITORY" \
            "dev.migrate:migrate-maven-plugin:$MIGRATE:upgrade" >"$WORK/log" 2>&1) || { tail -20 "$WORK/log" >&2; exit 1; }
        for revision in r2 r3; do
            echo "$database $revision $(sql "$url" "$user" "$password" \
                "SELECT took_ms FROM migrate_history WHERE revision = '$revision' AND outcome = 'success'")"
        done | tee -a "$WORK/results" >&2
        missing=$(sql "$url" "$user" "$password" "SELECT COUNT(*) FROM two WHERE total IS NULL")
        [ "$missing" = 0 ] || { echo "bench: $missing rows were left out on $database" >&2; exit 1; }
    done
    [ "$database" = sqlite ] || sql "$(property "$database" url)" "$user" "$password" "DROP DATABASE bench_backfill" >/dev/null
done

median() { # DATABASE REVISION
    awk -v d="$1" -v r="$2" '$1 == d && $2 == r { print $3 }' "$WORK/results" | sort -n |
        awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}
{
    echo "Measured on $(date -u +%Y-%m-%d) with $ROWS rows, medians of $RUNS runs, load of the machine" \
        "$(cut -d' ' -f1 /proc/loadavg) on $(getconf _NPROCESSORS_ONLN) cores."
    echo
    echo "| database | one UPDATE | backfill | ratio |"
    echo "| --- | ---: | ---: | ---: |"
    for database in $DATABASES; do
        awk -v n="$database" -v a="$(median "$database" r2)" -v b="$(median "$database" r3)" \
            'BEGIN { printf "| %s | %.1f s | %.1f s | %.2f |\n", n, a / 1000, b / 1000, b / a }'
    done
} >"$WORK/part.md"
awk -v part="$WORK/part.md" '
    /<!-- bench-backfill:begin -->/ { print; print ""; while ((getline line < part) > 0) print line; print ""; skip = 1 }
    /<!-- bench-backfill:end -->/ { skip = 0 }
    !skip && !/<!-- bench-backfill:begin -->/' "$PAGE" >"$WORK/page.md"
cp "$WORK/page.md" "$PAGE"
cat "$WORK/part.md"
