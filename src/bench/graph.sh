#!/usr/bin/env bash
# Measures what large graphs of revisions cost, by this plugin and by Alembic, and writes its part of docs/benchmarks.md.
#
#   src/bench/graph.sh
#
# What can be set by variables:
#   SIZES="1000 10000 100000"   how many revisions
#   SHAPES="line team"          a line; or branches, merges, labels and a second line that depends on the first
#   RUNS=3                      of each command; the table has medians
#   ALEMBIC_MOST=10000          the largest graph that Alembic is given
#   ALEMBIC_LIMIT=600           seconds after which a run of Alembic is stopped; it is then not tried again
#   MAVEN_OPTS=-Xmx512m         the memory that Maven may use
#   MAVEN_REPOSITORY            the local repository, if it is not ~/.m2/repository
#   PAGE=docs/benchmarks.md     the page to write into; BENCH_WORK=target/bench-graph the folder to work in
#
# Needs JDK 17, Maven, GNU time, and the plugin in the local repository (mvn -q install -DskipTests).
set -euo pipefail
cd "$(dirname "$0")/../.."

MIGRATE=${MIGRATE_VERSION:-0.1.0-SNAPSHOT}
SIZES=${SIZES:-1000 10000 100000}
SHAPES=${SHAPES:-line team}
RUNS=${RUNS:-3}
ALEMBIC_MOST=${ALEMBIC_MOST:-10000}
ALEMBIC_LIMIT=${ALEMBIC_LIMIT:-600}
PAGE=${PAGE:-docs/benchmarks.md}
REPOSITORY=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
export MAVEN_OPTS=${MAVEN_OPTS:--Xmx512m}
WORK=${BENCH_WORK:-target/bench-graph}
mkdir -p "$WORK" && WORK=$(cd "$WORK" && pwd)
rm -rf "${WORK:?}"/*
mkdir -p "$WORK/classes"
RESULTS=$WORK/results.tsv
: >"$RESULTS"

say() { echo "bench: $*" >&2; }
die() { say "failed: $1"; [ -z "${2:-}" ] || tail -30 "$2" >&2; exit 1; }

[ -e "$REPOSITORY/dev/migrate/migrate-maven-plugin/$MIGRATE" ] || die "the plugin is not in $REPOSITORY (mvn -q install -DskipTests)"
[ -x /usr/bin/time ] || die "GNU time is not installed"
TOOLS="maven migrate"
NOTE=
if command -v alembic >/dev/null; then
    TOOLS+=" alembic"
else
    NOTE="- Left out: Alembic, because it is not installed"
fi
javac -d "$WORK/classes" src/bench/Graphs.java src/bench/GraphTable.java

# ---------------------------------------------------------------- the projects

project() { # SHAPE SIZE: the graph in both forms
    local folder=$WORK/$1-$2
    java -cp "$WORK/classes" Graphs "$1" "$2" "$folder"
    cat >"$folder/migrate/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId><artifactId>bench</artifactId><version>1</version><packaging>pom</packaging>
</project>
POM
    if [[ $TOOLS == *alembic* ]]; then
        (cd "$folder" && mv alembic/versions versions && rmdir alembic && alembic init alembic && rm -rf alembic/versions &&
            mv versions alembic/) >"$WORK/init.log" 2>&1 || die "alembic init" "$WORK/init.log"
        sed -i "s|^sqlalchemy.url.*|sqlalchemy.url = sqlite:///dev.db|" "$folder/alembic.ini"
    fi
}

# The same question to each tool, answered into a file. "plan" is what an upgrade of an empty database would run, as SQL.
run() { # TOOL COMMAND
    local mvn=(mvn -B -o -q -Dmaven.repo.local="$REPOSITORY") goal=dev.migrate:migrate-maven-plugin:$MIGRATE
    case $1-$2 in
        maven-start) mvn "${mvn[@]:1}" validate ;;
        migrate-heads) "${mvn[@]}" "$goal:heads" -Dmigrate.outputFile=target/out.txt ;;
        migrate-history) "${mvn[@]}" "$goal:history" -Dmigrate.outputFile=target/out.txt ;;
        migrate-json) "${mvn[@]}" "$goal:history" -Dmigrate.format=json -Dmigrate.outputFile=target/out.json ;;
        migrate-plan) "${mvn[@]}" "$goal:upgrade" -Dmigrate.sql -Dmigrate.outputFile=target/out.sql ;;
        migrate-dry) "${mvn[@]}" "$goal:upgrade" -Dmigrate.dryRun -Dmigrate.outputFile=target/out.sql ;;
        migrate-current) "${mvn[@]}" "$goal:current" -Dmigrate.outputFile=target/out.txt ;;
        migrate-validate) "${mvn[@]}" "$goal:validate" -Dmigrate.outputFile=target/out.txt ;;
        migrate-revision) "${mvn[@]}" "$goal:revision" -Dmigrate.message="one more" ;;
        alembic-heads | alembic-history | alembic-current) alembic "$2" >out.txt ;;
        alembic-plan) alembic upgrade head --sql >out.sql ;;
        alembic-revision) alembic revision -m "one more" ;;
        *) return 99 ;;
    esac
}
asks() { # TOOL COMMAND: whether the tool knows the question
    case $1-$2 in
        maven-start | migrate-[a-rt-z]* | alembic-heads | alembic-history | alembic-current | alembic-plan | alembic-revision) true ;;
        *) false ;;
    esac
}

declare -A STOPPED=()
measure() { # SHAPE SIZE TOOL COMMAND ROUND: appends a line to the results, unless ROUND is 0, the warm-up
    local log=$WORK/log.txt folder=$WORK/$1-$2/$3 limit=3600 code=0
    [ "$3" = maven ] && folder=$WORK/$1-$2/migrate
    [ "$3" = alembic ] && folder=$WORK/$1-$2 && limit=$ALEMBIC_LIMIT
    [ -z "${STOPPED[$1-$2-$3-$4]:-}" ] || return 0
    rm -f "$WORK/time.txt" "$folder/dev.db"
    (cd "$folder" && export -f run && export REPOSITORY MIGRATE &&
        timeout "$limit" /usr/bin/time -q -o "$WORK/time.txt" -f "%e %U %S %M" bash -c 'set -e; run "$@"' run "$3" "$4") >"$log" 2>&1 || code=$?
    if [ "$code" = 124 ]; then
        STOPPED[$1-$2-$3-$4]=1
        printf '%s\t' "$1" "$2" "$3" "$4" >>"$RESULTS"
        echo "$limit	-1	-1" >>"$RESULTS"
        say "$2 $1, $3 $4: stopped after $limit s"
        return 0
    fi
    [ "$code" = 0 ] || die "$3 $4 on $2 $1" "$log"
    # what "revision" wrote goes again, so that every run meets the same graph
    find "$folder" -newer "$WORK/mark" \( -name '*_one_more.sql' -o -name '*_one_more.py' \) -delete
    local seconds user system kilobytes
    read -r seconds user system kilobytes <"$WORK/time.txt"
    if [ "$5" != 0 ]; then
        printf '%s\t' "$1" "$2" "$3" "$4" "$seconds" >>"$RESULTS"
        awk -v u="$user" -v s="$system" -v k="$kilobytes" 'BEGIN { printf "%.2f\t%d\n", u + s, k }' >>"$RESULTS"
    fi
    say "$2 $1, $3 $4, run $5: $seconds s, $user + $system s of CPU, $kilobytes kB"
}

touch "$WORK/mark"
for size in $SIZES; do
    for shape in $SHAPES; do
        project "$shape" "$size"
        for round in $(seq 0 "$RUNS"); do
            for command in start heads history json plan dry current validate revision; do
                for tool in $TOOLS; do
                    asks "$tool" "$command" || continue
                    [ "$tool" != alembic ] || [ "$size" -le "$ALEMBIC_MOST" ] || continue
                    # the warm-up fills the cache of files and Alembic's of compiled scripts
                    [ "$round" != 0 ] || [ "$command" = start ] || [ "$command" = heads ] || continue
                    measure "$shape" "$size" "$tool" "$command" "$round"
                done
            done
        done
        rm -rf "${WORK:?}/$shape-$size"
    done
done

{
    echo "Measured on $(date -u +%Y-%m-%d)."
    echo
    echo "- Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(getconf _NPROCESSORS_ONLN) cores," \
        "$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo 2>/dev/null), $(uname -sr)"
    echo "- $(java -version 2>&1 | sed -n 2p), $(mvn -v 2>/dev/null | sed 's/\x1b\[[0-9;]*m//g' | head -1), MAVEN_OPTS=$MAVEN_OPTS"
    [[ $TOOLS != *alembic* ]] || echo "- Alembic $(alembic --version | cut -d' ' -f2), $(python3 --version)"
    [ -z "$NOTE" ] || echo "$NOTE"
} >"$WORK/machine.md"
java -cp "$WORK/classes" GraphTable "$RESULTS" "$WORK/machine.md" "$PAGE"
