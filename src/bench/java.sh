#!/usr/bin/env bash
# Measures the same revisions in Java and in SQL on SQLite, by the whole Maven process, and writes its part of
# docs/benchmarks.md.
#
#   src/bench/java.sh
#
# What can be set by variables:
#   REVISIONS=1000          how many
#   RUNS=3                  of each; the table has medians
#   MAVEN_REPOSITORY        the local repository, if it is not ~/.m2/repository
#   PAGE=docs/benchmarks.md the page to write into; BENCH_WORK=target/bench-java the folder to work in
#
# Needs JDK 17, Maven, GNU time, and the plugin in the local repository (mvn -q install -DskipTests).
set -euo pipefail
cd "$(dirname "$0")/../.."

MIGRATE=${MIGRATE_VERSION:-0.1.0-SNAPSHOT}
REVISIONS=${REVISIONS:-1000}
RUNS=${RUNS:-3}
PAGE=$(realpath "${PAGE:-docs/benchmarks.md}")
REPOSITORY=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
WORK=${BENCH_WORK:-target/bench-java}
mkdir -p "$WORK" && WORK=$(cd "$WORK" && pwd)
rm -rf "${WORK:?}"/*
[ -e "$REPOSITORY/dev/migrate/migrate-maven-plugin/$MIGRATE" ] ||
    { echo "bench: the plugin is not in $REPOSITORY (mvn -q install -DskipTests)" >&2; exit 1; }

project() { # FOLDER
    mkdir -p "$1/src/main/migrations" "$1/environments"
    echo 'url = "jdbc:sqlite:bench.sqlite"' >"$1/environments/dev.toml"
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>bench</groupId><artifactId>bench</artifactId><version>1</version><packaging>pom</packaging></project>' >"$1/pom.xml"
}

project "$WORK/sql"
project "$WORK/java"
before=
for i in $(seq -f %05g 1 "$REVISIONS"); do
    cat >"$WORK/sql/src/main/migrations/r$i.sql" <<SQL
-- table $i
--
-- revision: r$i
-- revises: $before

-- migrate:upgrade
CREATE TABLE t_$i (
    id INTEGER PRIMARY KEY,
    email VARCHAR(100) NOT NULL,
    name VARCHAR(50)
);
CREATE INDEX ix_$i ON t_$i (email);
-- migrate:downgrade
DROP TABLE t_$i;
SQL
    cat >"$WORK/java/src/main/migrations/R$i.java" <<JAVA
/*
 * table $i
 *
 * revision: r$i
 * revises: $before
 */
import static dev.migrate.Columns.*;

import dev.migrate.*;

class R$i implements Migration {
    @Override
    public void upgrade(Operations op) {
        op.createTable(
                "t_$i",
                column("id", integer()).primaryKey(),
                column("email", varchar(100)).notNull(),
                column("name", varchar(50)));
        op.createIndex("ix_$i", "t_$i", "email");
    }

    @Override
    public void downgrade(Operations op) {
        op.dropTable("t_$i");
    }
}
JAVA
    before=r$i
done

run() { # NAME FOLDER: appends seconds and CPU seconds
    rm -f "$2/bench.sqlite"
    (cd "$2" && /usr/bin/time -q -o "$WORK/time" -f "%e %U %S" mvn -q -B -o -Dmaven.repo.local="$REPOSITORY" \
        "dev.migrate:migrate-maven-plugin:$MIGRATE:upgrade" >"$WORK/log" 2>&1) || { tail -20 "$WORK/log" >&2; exit 1; }
    awk -v name="$1" '{ printf "%s %.2f %.2f\n", name, $1, $2 + $3 }' "$WORK/time" | tee -a "$WORK/results" >&2
}

for _ in $(seq "$RUNS"); do
    run sql "$WORK/sql"
    rm -rf "$WORK/java/target"
    run first "$WORK/java"
    run cached "$WORK/java"
done

median() { # NAME COLUMN
    awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$WORK/results" | sort -n |
        awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}
{
    echo "Measured on $(date -u +%Y-%m-%d) with $REVISIONS revisions, medians of $RUNS runs, load of the machine" \
        "$(cut -d' ' -f1 /proc/loadavg) on $(getconf _NPROCESSORS_ONLN) cores."
    echo
    echo "| revisions | time | CPU | CPU as against SQL |"
    echo "| --- | ---: | ---: | ---: |"
    base=$(median sql 3)
    for row in "sql:in SQL" "first:in Java, compiled" "cached:in Java, from the cache"; do
        name=${row%%:*}
        echo "| ${row#*:} | $(median "$name" 2) s | $(median "$name" 3) s |" \
            "$(awk -v a="$(median "$name" 3)" -v b="$base" 'BEGIN { printf "%.1f", a / b }') |"
    done
} >"$WORK/part.md"
awk -v part="$WORK/part.md" '
    /<!-- bench-java:begin -->/ { print; print ""; while ((getline line < part) > 0) print line; print ""; skip = 1 }
    /<!-- bench-java:end -->/ { skip = 0 }
    !skip && !/<!-- bench-java:begin -->/' "$PAGE" >"$WORK/page.md"
cp "$WORK/page.md" "$PAGE"
cat "$WORK/part.md"
