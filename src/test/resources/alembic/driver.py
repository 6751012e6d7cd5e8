"""Answers what a real Alembic does: one request a line on standard input, one answer a line on standard output, both JSON.

Everything goes through alembic.command, with two short cuts that change no answer: a project's scripts are loaded once,
not for every command, and all commands share one SQLite database in memory.
"""

import io
import json
import logging
import sys
import warnings

import sqlalchemy
from sqlalchemy import text

import alembic
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

logging.disable(logging.CRITICAL)

replies = sys.stdout
# whatever else is printed must not stand among the answers
sys.stdout = sys.stderr

loaded = {}
load = ScriptDirectory.from_config


def load_once(config):
    location = config.get_main_option("script_location")
    if location not in loaded:
        loaded.clear()
        loaded[location] = load(config)
    return loaded[location]


ScriptDirectory.from_config = load_once

engine = sqlalchemy.create_engine("sqlite://", poolclass=sqlalchemy.pool.StaticPool)
connection = engine.connect()
connection.execute(text("CREATE TABLE ran (seq INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT)"))
connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))


def configuration(folder, output):
    config = Config(stdout=output)
    config.set_main_option("script_location", folder)
    config.attributes["connection"] = connection
    return config


def column(query):
    return [row[0] for row in connection.execute(text(query)).fetchall()]


def stand(rows):
    connection.execute(text("DELETE FROM alembic_version"))
    for row in rows:
        connection.execute(text("INSERT INTO alembic_version VALUES (:row)"), {"row": row})


def graph(folder):
    script = load_once(configuration(folder, io.StringIO()))
    return {
        "heads": script.get_heads(),
        "realHeads": [r.revision for r in script.get_revisions("heads")],
        "bases": script.get_bases(),
        "history": [r.revision for r in script.walk_revisions()],
        "branchPoints": [r.revision for r in script.walk_revisions() if r.is_branch_point],
        "mergePoints": [r.revision for r in script.walk_revisions() if r.is_merge_point],
        "labels": {r.revision: sorted(r.branch_labels) for r in script.walk_revisions()},
        "children": {r.revision: sorted(r.nextrev) for r in script.walk_revisions()},
    }


def listed(config, verb, arguments):
    """What a command that lists revisions prints, an id a line."""
    config.stdout.truncate(0)
    config.stdout.seek(0)
    getattr(command, verb)(config, **arguments)
    return config.stdout.getvalue().splitlines()


def run(request):
    folder = request["folder"]
    config = configuration(folder, io.StringIO())
    verb = request["verb"]
    if "rows" in request:
        stand(request["rows"])
    connection.execute(text("DELETE FROM ran"))
    answer = {"error": None, "listed": []}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            if verb in ("upgrade", "downgrade"):
                getattr(command, verb)(config, request["target"])
            elif verb == "stamp":
                command.stamp(config, request["target"].split(","), purge=request.get("purge", False))
            elif verb == "show":
                script = load_once(config)
                answer["listed"] = [r.revision for r in script.get_revisions(request["target"]) if r]
                listed(config, "show", {"rev": request["target"]})
            elif verb == "history":
                lines = listed(config, "history", {"rev_range": request["target"]})
                # "parents -> id (labels, ...), title"
                answer["listed"] = [line.split(" -> ")[1].split(" ")[0].rstrip(",") for line in lines]
            else:
                raise ValueError(verb)
        except Exception as e:
            answer["error"] = "%s: %s" % (type(e).__name__, e)
        answer["warnings"] = [str(w.message) for w in caught]
    answer["rows"] = sorted(column("SELECT version_num FROM alembic_version"))
    answer["ran"] = column("SELECT what FROM ran ORDER BY seq")
    return answer


for line in sys.stdin:
    request = json.loads(line)
    try:
        if request["verb"] == "version":
            answer = {"version": alembic.__version__}
        elif request["verb"] == "graph":
            answer = graph(request["folder"])
        else:
            answer = run(request)
    except Exception as e:
        answer = {"fault": "%s: %s" % (type(e).__name__, e)}
    replies.write(json.dumps(answer) + "\n")
    replies.flush()
