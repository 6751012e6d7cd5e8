#!/usr/bin/env bash
# Measures many small revisions by this plugin and by its peers, side by side, and writes docs/benchmarks.md.
#
#   src/bench/run.sh
#
# What can be set by variables:
#   REVISIONS=1000          how many
#   RUNS=3                  of each tool; the table has medians
#   DELAYS="0 5"            round trips to the server in ms
#   DATABASES="postgresql mysql sqlite"
#   TOOLS="plain migrate flyway liquibase alembic"
#   MIGRATE_TEST_POSTGRESQL_URL, MIGRATE_TEST_MYSQL_URL   a server to use instead of one from Maven Central
#   MAVEN_REPOSITORY        the local repository, if it is not ~/.m2/repository
#   PAGE=docs/benchmarks.md the page to write into; BENCH_WORK=target/bench the folder to work in
#
# Needs JDK 17 and Maven. A peer that is missing is left out and named. As root on Debian it installs Alembic.
set -euo pipefail
cd "$(dirname "$0")/../.."

FLYWAY=13.1.0 # the newest that resolved from Maven Central alone
LIQUIBASE=5.0.4
POSTGRESQL_DRIVER=42.7.14
MYSQL_DRIVER=9.7.0
SQLITE_DRIVER=3.54.1.0
MIGRATE=${MIGRATE_VERSION:-0.1.0-SNAPSHOT}

REVISIONS=${REVISIONS:-1000}
RUNS=${RUNS:-3}
DELAYS=${DELAYS:-0 5}
DATABASES=${DATABASES:-postgresql mysql sqlite}
TOOLS=${TOOLS:-plain migrate flyway liquibase alembic}
PAGE=${PAGE:-docs/benchmarks.md}
WORK=${BENCH_WORK:-target/bench}
mkdir -p "$WORK" && WORK=$(cd "$WORK" && pwd)
rm -rf "${WORK:?}"/*
mkdir -p "$WORK/logs" "$WORK/classes"
RESULTS=$WORK/results.tsv
NOTES=$WORK/notes.txt
: >"$RESULTS" && : >"$NOTES"

say() { echo "bench: $*" >&2; }
left_out() { say "$1"; echo "- Left out: $1" >>"$NOTES"; }
die() { say "failed: $1"; [ -z "${2:-}" ] || tail -30 "$2" >&2; exit 1; }
has() { command -v "$1" >/dev/null; }

# ---------------------------------------------------------------- what takes part

if [[ $TOOLS == *alembic* ]] && ! has alembic && [ "$(id -u)" = 0 ] && has apt-get; then
    say "installing Alembic"
    apt-get install -y alembic python3-psycopg2 python3-pymysql >"$WORK/logs/apt.log" 2>&1 || true
fi
if [[ $TOOLS == *migrate* ]]; then
    repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
    if [ ! -e "$repository/dev/migrate/migrate-maven-plugin/$MIGRATE" ]; then
        left_out "migrate-maven-plugin, because it is not in the local repository (mvn -q install -DskipTests)"
        TOOLS=${TOOLS/migrate/}
    fi
fi
if [[ $TOOLS == *alembic* ]] && ! has alembic; then
    left_out "Alembic, because it is not installed"
    TOOLS=${TOOLS/alembic/}
fi

alembic_imports() { # MODULE, by the Python that runs Alembic
    "$(head -1 "$(command -v alembic)" | sed 's/^#! *//')" -c "import $1" 2>/dev/null
}

# takes_part TOOL DATABASE: whether a tool can run there
takes_part() {
    case $1-$2 in
        plain-postgresql) has psql ;;
        plain-mysql) has mysql ;;
        plain-sqlite) has sqlite3 ;;
        alembic-postgresql) alembic_imports psycopg2 ;;
        alembic-mysql) alembic_imports pymysql ;;
        *) true ;;
    esac
}

title() { # the name in the table
    case $1-$2 in
        plain-postgresql) echo "psql $(psql --version | grep -oE '[0-9]+\.[0-9]+' | head -1), one file, one transaction" ;;
        plain-mysql) echo "$(mysql --version | grep -oE '[0-9]+\.[0-9]+\.[0-9]+(-MariaDB)?' | tail -1 | sed 's/^/mysql client /'), one file" ;;
        plain-sqlite) echo "sqlite3 $(sqlite3 --version | cut -d' ' -f1), one file, one transaction" ;;
        migrate-*) echo "migrate-maven-plugin $MIGRATE" ;;
        flyway-*) echo "flyway-maven-plugin $FLYWAY" ;;
        liquibase-*) echo "liquibase-maven-plugin $LIQUIBASE" ;;
        alembic-*) echo "Alembic $(alembic --version | cut -d' ' -f2)" ;;
    esac
}

# ---------------------------------------------------------------- servers

say "compiling, and starting the servers"
mvn -q -B test-compile -Dmaven.plugin.skip=true >"$WORK/logs/compile.log" 2>&1 || die "mvn test-compile" "$WORK/logs/compile.log"
mvn -q -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$WORK/classpath" \
    >"$WORK/logs/classpath.log" 2>&1 || die "mvn dependency:build-classpath" "$WORK/logs/classpath.log"
CLASSPATH=target/classes:target/test-classes:$(cat "$WORK/classpath")
javac -d "$WORK/classes" src/bench/*.java
if [[ $DATABASES == *postgresql* || $DATABASES == *mysql* ]]; then
    # they end with this script
    java -Dmigrate.test.servers=target/servers -cp "$CLASSPATH" dev.migrate.testing.ServerMain "$WORK/servers.properties"
fi

property() { sed -n "s/^it\.$1\.$2=//p" "$WORK/servers.properties" | sed 's/\\\(.\)/\1/g'; }
sql() { java -cp "$WORK/classes:$CLASSPATH" Sql "$@"; }
admin() { # DATABASE STATEMENT...
    local database=$1; shift
    sql "$(property "$database" url)" "$(property "$database" user)" "$(property "$database" password)" "$@"
}
if [[ $DATABASES == *postgresql* ]] && [ -z "${MIGRATE_TEST_POSTGRESQL_URL:-}" ]; then
    # the servers of the tests need not survive a power failure; the one measured does, as in real life
    admin postgresql "ALTER SYSTEM RESET ALL" "ALTER SYSTEM SET fsync = on" "ALTER SYSTEM SET synchronous_commit = on" \
        "ALTER SYSTEM SET full_page_writes = on" "SELECT pg_reload_conf()" >/dev/null
fi

# ---------------------------------------------------------------- the tools

pom() { # FOLDER PLUGIN-GROUP PLUGIN VERSION EXTRA-DEPENDENCIES CONFIGURATION
    cat >"$1/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId><artifactId>bench</artifactId><version>1</version><packaging>pom</packaging>
  <build><plugins><plugin>
    <groupId>$2</groupId><artifactId>$3</artifactId><version>$4</version>
    <configuration>$6</configuration>
    <dependencies>
      $5
      <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>$POSTGRESQL_DRIVER</version></dependency>
      <dependency><groupId>com.mysql</groupId><artifactId>mysql-connector-j</artifactId><version>$MYSQL_DRIVER</version></dependency>
      <dependency><groupId>org.xerial</groupId><artifactId>sqlite-jdbc</artifactId><version>$SQLITE_DRIVER</version></dependency>
    </dependencies>
  </plugin></plugins></build>
</project>
POM
}

# projects FOLDER COUNT: the revisions, and each tool's project around them
projects() {
    java -cp "$WORK/classes" Generate "$2" "$1"
    local flyway='' module
    for module in flyway-database-postgresql flyway-mysql; do
        flyway+="<dependency><groupId>org.flywaydb</groupId><artifactId>$module</artifactId><version>$FLYWAY</version></dependency>"
    done
    pom "$1/flyway" org.flywaydb flyway-maven-plugin "$FLYWAY" "$flyway" \
        '<locations><location>filesystem:${project.basedir}/sql</location></locations>'
    pom "$1/liquibase" org.liquibase liquibase-maven-plugin "$LIQUIBASE" '' \
        '<searchPath>${project.basedir}</searchPath><changeLogFile>changelog.xml</changeLogFile>'
    if [[ $TOOLS == *alembic* ]]; then
        (cd "$1/alembic" && mv versions ../versions && cd .. && alembic init alembic && mv versions/* alembic/versions/ &&
            rmdir versions) >"$WORK/logs/alembic-init.log" 2>&1 || die "alembic init" "$WORK/logs/alembic-init.log"
        mv "$1/alembic.ini" "$1/alembic/"
        sed -i "s|^script_location.*|script_location = .|" "$1/alembic/alembic.ini"
    fi
}

# run TOOL FOLDER DATABASE HOST PORT NAME: once, to the newest revision. For SQLite, NAME is the file.
run() {
    local tool=$1 folder=$2 database=$3 host=$4 port=$5 name=$6 user='' password='' jdbc python
    if [ "$database" = sqlite ]; then
        jdbc=jdbc:sqlite:$name python=sqlite:///$name
    else
        user=$(property "$database" user) password=$(property "$database" password)
        jdbc=jdbc:$database://$host:$port/$name
        case $database in
            postgresql) python=postgresql+psycopg2://$user:$password@$host:$port/$name ;;
            mysql) python=mysql+pymysql://$user:$password@$host:$port/$name ;;
        esac
    fi
    cd "$folder/$tool"
    case $tool-$database in
        plain-postgresql) PGPASSWORD=$password psql -X -q -1 -v ON_ERROR_STOP=1 -h "$host" -p "$port" -U "$user" -d "$name" -f all.sql ;;
        plain-mysql) MYSQL_PWD=$password mysql -h "$host" -P "$port" -u "$user" "$name" <all.sql ;;
        plain-sqlite) { echo 'BEGIN;'; cat all.sql; echo 'COMMIT;'; } | sqlite3 -bail "$name" ;;
        migrate-*) $MVN "dev.migrate:migrate-maven-plugin:$MIGRATE:upgrade" -Dmigrate.url="$jdbc" \
            ${user:+-Dmigrate.user="$user" -Dmigrate.password="$password"} ;;
        flyway-*) $MVN flyway:migrate -Dflyway.url="$jdbc" ${user:+-Dflyway.user="$user" -Dflyway.password="$password"} ;;
        liquibase-*) $MVN liquibase:update -Dliquibase.url="$jdbc" -Dliquibase.analytics.enabled=false \
            ${user:+-Dliquibase.username="$user" -Dliquibase.password="$password"} ;;
        alembic-*) sed -i "s|^sqlalchemy.url.*|sqlalchemy.url = $python|" alembic.ini && alembic upgrade head ;;
    esac
}

# ---------------------------------------------------------------- measuring

MVN='mvn -B -o'
now() { date +%s%N; }
seconds() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", (b - a) / 1e9 }'; }

PROXY=
start_proxy() { # HOST PORT DELAY
    rm -f "$WORK/port" "$WORK/trips"
    java -cp "$WORK/classes" Proxy "$1" "$2" "$3" "$WORK/port" "$WORK/trips" &
    PROXY=$!
    until [ -e "$WORK/port" ]; do sleep 0.05; done
}
stop_proxy() { kill "$PROXY" && wait "$PROXY" 2>/dev/null || true; PROXY=; }
trap '[ -z "$PROXY" ] || kill "$PROXY" 2>/dev/null; rm -f "$WORK/servers.properties"' EXIT

# measure TOOL DATABASE DELAY RUN FOLDER COUNT: appends a line to the results, unless RUN is 0, the warm-up
measure() {
    local tool=$1 database=$2 delay=$3 round=$4 folder=$5 count=$6
    local log="$WORK/logs/$database-$tool-$delay-$round.log" name host='' port='' address trips=0 begin end again=-1 found
    if [ "$database" = sqlite ]; then
        name=$WORK/bench.sqlite
        rm -f "$name"
    else
        name=bench
        admin "$database" "DROP DATABASE IF EXISTS $name" "CREATE DATABASE $name"
        address=$(property "$database" url | sed -E 's|^[^/]*//([^/]*)/.*|\1|')
        host=${address%:*} port=${address##*:}
        if [ "$delay" != 0 ]; then
            start_proxy "$host" "$port" "$delay"
            host=127.0.0.1 port=$(cat "$WORK/port")
        fi
    fi
    begin=$(now)
    (run "$tool" "$folder" "$database" "$host" "$port" "$name") >"$log" 2>&1 || die "$tool on $database" "$log"
    end=$(now)
    if [ -n "$PROXY" ]; then # the trips of this run alone; another proxy for the next
        stop_proxy
        trips=$(cat "$WORK/trips")
        start_proxy "${address%:*}" "${address##*:}" "$delay"
        port=$(cat "$WORK/port")
    fi
    local took; took=$(seconds "$begin" "$end")
    if [ "$tool" != plain ]; then # a plain script does not know what is done
        begin=$(now)
        (run "$tool" "$folder" "$database" "$host" "$port" "$name") >"$log.again" 2>&1 || die "$tool again on $database" "$log.again"
        end=$(now)
        again=$(seconds "$begin" "$end")
    fi
    [ -z "$PROXY" ] || stop_proxy
    found=$(tables "$database" "$name")
    [ "$found" = "$count" ] || die "$tool on $database made $found tables of $count" "$log"
    if [ "$round" != 0 ]; then
        printf '%s\t' "$TITLE_DATABASE" "$(title "$tool" "$database")" "$delay" "$round" "$took" "$again" >>"$RESULTS"
        echo "$trips" >>"$RESULTS"
    fi
    say "$database, $tool, $delay ms, run $round: $took s, again $again s, $trips round trips"
}

tables() { # how many of the generated tables there are
    case $1 in
        sqlite) sql "jdbc:sqlite:$2" '' '' "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name LIKE 't!_%' ESCAPE '!'" ;;
        *) sql "$(property "$1" url | sed -E 's|(//[^/]*/)[^?]*|\1'"$2"'|')" "$(property "$1" user)" "$(property "$1" password)" \
            "SELECT count(*) FROM information_schema.tables WHERE table_name LIKE 't!_%' ESCAPE '!'" ;;
    esac
}

for database in $DATABASES; do
    case $database in
        postgresql) TITLE_DATABASE="PostgreSQL $(admin postgresql "SHOW server_version" | cut -d' ' -f1)" delays=$DELAYS ;;
        mysql) TITLE_DATABASE="MySQL $(admin mysql "SELECT version()")" delays=$DELAYS ;;
        sqlite) TITLE_DATABASE=SQLite delays=0 ;;
        *) die "no database \"$database\"" ;;
    esac
    tools=
    for tool in $TOOLS; do
        if takes_part "$tool" "$database"; then
            tools+=" $tool"
        else
            left_out "$tool on $database, because its client or driver is not installed"
        fi
    done
    # one short run each, unmeasured, which may download
    rm -rf "$WORK/warm" "$WORK/project"
    projects "$WORK/warm" 4
    MVN='mvn -B'
    for tool in $tools; do measure "$tool" "$database" 0 0 "$WORK/warm" 4; done
    MVN='mvn -B -o'
    projects "$WORK/project" "$REVISIONS"
    for delay in $delays; do
        for round in $(seq 1 "$RUNS"); do
            for tool in $tools; do measure "$tool" "$database" "$delay" "$round" "$WORK/project" "$REVISIONS"; done
        done
    done
done

# ---------------------------------------------------------------- the page

mkdir -p "$WORK/empty"
echo '<project><modelVersion>4.0.0</modelVersion><groupId>b</groupId><artifactId>b</artifactId><version>1</version><packaging>pom</packaging></project>' >"$WORK/empty/pom.xml"
begin=$(now); (cd "$WORK/empty" && mvn -B -o validate >/dev/null); end=$(now)
{
    echo "Measured on $(date -u +%Y-%m-%d) with $REVISIONS revisions of two statements."
    echo
    echo "- Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(getconf _NPROCESSORS_ONLN) cores," \
        "$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo 2>/dev/null), $(uname -sr)"
    echo "- $(java -version 2>&1 | sed -n 2p), $(mvn -v 2>/dev/null | sed 's/\x1b\[[0-9;]*m//g' | head -1);" \
        "Maven alone takes $(seconds "$begin" "$end") s of each Maven figure"
    cat "$NOTES"
} >"$WORK/machine.md"
java -cp "$WORK/classes" Table "$RESULTS" "$WORK/machine.md" "$PAGE"
