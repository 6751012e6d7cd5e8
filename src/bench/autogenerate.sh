#!/usr/bin/env bash
# Measures autogenerate on a PostgreSQL database of many tables, by this plugin and by Alembic, and writes its part of
# docs/benchmarks.md.
#
#   src/bench/autogenerate.sh
#
# What can be set by variables:
#   TABLES=1000             how many
#   CHANGED=10              to how many of them the model adds a column
#   RUNS=3                  of each command; the table has medians
#   SERVERS=FILE            what ServerMain has written, to use servers that run already
#   CLASSPATH=…             target/classes, target/test-classes and the test dependencies, if Maven need not be asked
#   MAVEN_REPOSITORY        the local repository, if it is not ~/.m2/repository
#   PAGE=docs/benchmarks.md the page to write into; BENCH_WORK=target/bench-autogenerate the folder to work in
#
# Needs JDK 17, Maven, GNU time, Alembic with psycopg2, and the plugin in the local repository (mvn -q install -DskipTests).
set -euo pipefail
cd "$(dirname "$0")/../.."

MIGRATE=${MIGRATE_VERSION:-0.1.0-SNAPSHOT}
TABLES=${TABLES:-1000}
CHANGED=${CHANGED:-10}
RUNS=${RUNS:-3}
PAGE=$(realpath "${PAGE:-docs/benchmarks.md}")
REPOSITORY=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
WORK=${BENCH_WORK:-target/bench-autogenerate}
mkdir -p "$WORK" && WORK=$(cd "$WORK" && pwd)
rm -rf "${WORK:?}"/*
mkdir -p "$WORK"/{classes,same,more,migrate/src/main/migrations,migrate/environments}
RESULTS=$WORK/results

say() { echo "bench: $*" >&2; }
die() { say "failed: $1"; [ -z "${2:-}" ] || tail -30 "$2" >&2; exit 1; }

[ -e "$REPOSITORY/dev/migrate/migrate-maven-plugin/$MIGRATE" ] || die "the plugin is not in $REPOSITORY (mvn -q install -DskipTests)"
[ -x /usr/bin/time ] || die "GNU time is not installed"
command -v alembic >/dev/null || die "Alembic is not installed"
if [ -z "${CLASSPATH:-}" ]; then
    mvn -q -B test-compile -Dmaven.plugin.skip=true
    mvn -q -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$WORK/classpath"
    CLASSPATH=target/classes:target/test-classes:$(cat "$WORK/classpath")
fi
javac -d "$WORK/classes" src/bench/Sql.java src/bench/WideSchema.java
if [ -z "${SERVERS:-}" ]; then
    SERVERS=$WORK/servers.properties # they end with this script
    trap 'rm -f "$SERVERS"' EXIT
    java -Dmigrate.test.servers=target/servers -cp "$CLASSPATH" dev.migrate.testing.ServerMain "$SERVERS"
fi
property() { sed -n "s/^it\.postgresql\.$1=//p" "$SERVERS" | sed 's/\\\(.\)/\1/g'; }
USER_NAME=$(property user) USER_PASSWORD=$(property password) URL=$(property url)
HOST=$(sed -E 's|^[^/]*//([^/]*)/.*|\1|' <<<"$URL")
sql() { java -cp "$WORK/classes:$CLASSPATH" Sql "$@"; }
admin() { sql "$URL" "$USER_NAME" "$USER_PASSWORD" "$@"; }
bench() { sql "jdbc:postgresql://$HOST/bench_autogenerate" "$USER_NAME" "$USER_PASSWORD" "$@"; }

# ---------------------------------------------------------------- the database and the two projects

java -cp "$WORK/classes" WideSchema "$WORK/same" "$TABLES" 0
java -cp "$WORK/classes" WideSchema "$WORK/more" "$TABLES" "$CHANGED"
echo '<project><modelVersion>4.0.0</modelVersion><groupId>bench</groupId><artifactId>bench</artifactId><version>1</version><packaging>pom</packaging></project>' >"$WORK/migrate/pom.xml"
printf 'url = "jdbc:postgresql://%s/bench_autogenerate"\nuser = "%s"\npassword = "%s"\n[autogenerate]\nexclude = ["alembic_version"]\n' \
    "$HOST" "$USER_NAME" "$USER_PASSWORD" >"$WORK/migrate/environments/dev.toml"
{ printf -- '-- first\n--\n-- revision: first\n-- revises:\n\n-- migrate:upgrade\n'; cat "$WORK/same/schema.sql"; } \
    >"$WORK/migrate/src/main/migrations/first.sql"
(cd "$WORK" && alembic init alembic) >"$WORK/init.log" 2>&1 || die "alembic init" "$WORK/init.log"
sed -i "s|^sqlalchemy.url.*|sqlalchemy.url = postgresql+psycopg2://$USER_NAME:$USER_PASSWORD@$HOST/bench_autogenerate|" "$WORK/alembic.ini"
# what this plugin compares always, Alembic is asked to compare too; the tables that are not its own it is to leave alone
cat >"$WORK/alembic/env.py" <<'PYTHON'
import os, sys
sys.path.insert(0, os.environ["MODEL"])
from alembic import context
from sqlalchemy import create_engine
import models

def include_name(name, sort, parents):
    return sort != "table" or name not in ("migrate_version", "migrate_history")

with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection, target_metadata=models.m, include_name=include_name,
                      compare_type=True, compare_server_default=True)
    with context.begin_transaction():
        context.run_migrations()
PYTHON
mvn=(mvn -B -o -q "-Dmaven.repo.local=$REPOSITORY") goal=dev.migrate:migrate-maven-plugin:$MIGRATE
admin "DROP DATABASE IF EXISTS bench_autogenerate" "CREATE DATABASE bench_autogenerate" >/dev/null
(cd "$WORK/migrate" && "${mvn[@]}" "$goal:upgrade") >"$WORK/log" 2>&1 || die "upgrade" "$WORK/log"
bench ANALYZE >/dev/null

# ---------------------------------------------------------------- measuring

run() { # COMMAND
    case $1 in
        maven-start) cd "$WORK/migrate" && mvn -B -o -q validate ;;
        migrate-check) cd "$WORK/migrate" && "${mvn[@]}" "$goal:check" ;;
        migrate-draft) cd "$WORK/migrate" && "${mvn[@]}" "$goal:revision" -Dmigrate.autogenerate -Dmigrate.message=bench -Dmigrate.prove=false ;;
        migrate-prove | migrate-changed | migrate-first) cd "$WORK/migrate" && "${mvn[@]}" "$goal:revision" -Dmigrate.autogenerate -Dmigrate.message=bench ;;
        alembic-start) cd "$WORK" && MODEL=$WORK/same alembic heads ;;
        alembic-check) cd "$WORK" && MODEL=$WORK/same alembic revision --autogenerate -m bench ;;
        alembic-draft) cd "$WORK" && MODEL=$WORK/more alembic revision --autogenerate -m bench ;;
    esac
}
export -f run
export WORK goal REPOSITORY

measure() { # COMMAND ROUND: appends a line to the results, unless ROUND is 0, the warm-up
    local code=0 found wanted=0
    cp "$WORK/$([ "$1" = migrate-check ] && echo same || echo more)/schema.sql" "$WORK/migrate/schema.sql"
    case $1 in
        migrate-first) rm -rf "$WORK/migrate/target" ;;
        # what was kept before the model changed: its text of before, and what the revisions make
        migrate-changed)
            rm -rf "$WORK/migrate/target/migrate/models"
            cp -rp "$WORK/before" "$WORK/migrate/target/migrate/models"
            ;;
    esac
    /usr/bin/time -q -o "$WORK/time" -f '%e %U %S %M' bash -c 'set -e; mvn=(mvn -B -o -q "-Dmaven.repo.local=$REPOSITORY"); run "$1"' run "$1" \
        >"$WORK/log" 2>&1 || code=$?
    [ "$code" = 0 ] || die "$1" "$WORK/log"
    found=$(find "$WORK/migrate/src/main/migrations" "$WORK/alembic/versions" -name '*bench*' -exec grep -hcE '^ *(ALTER|op\.).*bio' {} +) || true
    case $1 in migrate-draft | migrate-prove | migrate-changed | migrate-first | alembic-draft) wanted=$((2 * CHANGED)) ;; esac
    [ "${found:-0}" = "$wanted" ] || die "$1 wrote ${found:-nothing} lines of $wanted" "$WORK/log"
    find "$WORK/migrate/src/main/migrations" "$WORK/alembic/versions" -name '*bench*' -type f -delete
    local seconds user system kilobytes
    read -r seconds user system kilobytes <"$WORK/time"
    [ "$2" = 0 ] || awk -v c="$1" -v e="$seconds" -v u="$user" -v s="$system" -v k="$kilobytes" \
        'BEGIN { printf "%s %s %.2f %d\n", c, e, u + s, k }' >>"$RESULTS"
    say "$1, run $2: $seconds s, $user + $system s of CPU, $kilobytes kB"
}

models=$WORK/migrate/target/migrate/models
for round in $(seq 0 "$RUNS"); do
    measure maven-start "$round"
    measure alembic-start "$round"
    # keeps what the revisions make, and the changed model
    measure migrate-first "$round"
    if [ "$round" = 0 ]; then
        # the same with the model of before in place of the changed one
        mkdir "$WORK/made" && cp -p "$models"/made-* "$WORK/made"
        rm -rf "$models"
        measure migrate-check 0
        cp -rp "$models" "$WORK/before" && cp -p "$WORK/made"/* "$WORK/before"
    fi
    for command in migrate-changed migrate-prove migrate-draft alembic-draft migrate-check alembic-check; do
        measure "$command" "$round"
    done
done
admin "DROP DATABASE bench_autogenerate" >/dev/null

# ---------------------------------------------------------------- the page

median() { # COMMAND COLUMN
    awk -v c="$1" -v f="$2" '$1 == c { print $f }' "$RESULTS" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}
row() { # TITLE COMMAND ALEMBIC'S
    awk -v n="$1" -v t="$(median "$2" 2)" -v c="$(median "$2" 3)" -v k="$(median "$2" 4)" -v s="$(median maven-start 2)" \
        -v at="${3:+$(median "$3" 2)}" -v ac="${3:+$(median "$3" 3)}" -v as="$(median alembic-start 2)" 'BEGIN {
        printf "| %s | %.1f s | %.1f s | %.0f MB |", n, t, c, k / 1024
        if (at == "") print " – | – | – | – |"
        else printf " %.1f s | %.1f s | %.1f | %s |\n", at, ac, at / t, (t > s ? sprintf("%.1f", (at - as) / (t - s)) : "–") }'
}
part() { awk -v n="$1" -v a="$(median "$2" 2)" -v b="$(median "$3" 2)" 'BEGIN { printf "| %s | %.1f s |\n", n, a - b }'; }
{
    echo "Measured on $(date -u +%Y-%m-%d) with $TABLES tables, medians of $RUNS runs, load of the machine" \
        "$(cut -d' ' -f1 /proc/loadavg) on $(getconf _NPROCESSORS_ONLN) cores."
    echo
    echo "- Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1)," \
        "$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo 2>/dev/null), $(uname -sr)"
    echo "- PostgreSQL $(admin 'SHOW server_version' | cut -d' ' -f1), $(java -version 2>&1 | sed -n 2p)," \
        "$(mvn -v 2>/dev/null | sed 's/\x1b\[[0-9;]*m//g' | head -1)"
    echo "- Alembic $(alembic --version | cut -d' ' -f2), SQLAlchemy" \
        "$("$(sed -n '1s/^#!//p' "$(command -v alembic)")" -c 'import sqlalchemy; print(sqlalchemy.__version__)')"
    echo
    echo "| | time | CPU | memory | Alembic: time | CPU | ratio | ratio without start-up |"
    echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    row "start-up: \`mvn validate\`; \`alembic heads\`" maven-start alembic-start
    row "\`check\`, nothing differs" migrate-check alembic-check
    row "\`revision\` without the proof" migrate-draft alembic-draft
    row "\`revision\`" migrate-prove alembic-draft
    row "\`revision\`, a model that has changed" migrate-changed alembic-draft
    row "\`revision\`, nothing kept" migrate-first alembic-draft
    echo
    echo "| of which | time |"
    echo "| --- | ---: |"
    printf '| start-up of Maven | %.1f s |\n' "$(median maven-start 2)"
    part "connect, read, compare" migrate-check maven-start
    part "draft and write" migrate-draft migrate-check
    part "proof" migrate-prove migrate-draft
    part "load what has changed of a model" migrate-changed migrate-prove
    part "with nothing kept: load the model, run all revisions" migrate-first migrate-prove
} >"$WORK/part.md"
awk -v part="$WORK/part.md" '
    /<!-- bench-autogenerate:begin -->/ { print; print ""; while ((getline line < part) > 0) print line; print ""; skip = 1 }
    /<!-- bench-autogenerate:end -->/ { skip = 0 }
    !skip && !/<!-- bench-autogenerate:begin -->/' "$PAGE" >"$WORK/page.md"
cp "$WORK/page.md" "$PAGE"
cat "$WORK/part.md"
