"""What the notebooks share: a run's output as tables, and how charts look.

``sql`` asks DuckDB, which reads Parquet as it lies there. It goes through Java, since Java is what
Pumpwatch needs anyway and Debian's pandas reads no Parquet.
"""

import json
import os
import subprocess
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

HERE = Path(__file__).resolve().parent

#: The output folder of a backtest, and canonical history, as the script ``run`` makes them.
RUN = Path(os.environ.get("PUMPWATCH_RUN", HERE / "data" / "run"))
HISTORY = Path(os.environ.get("PUMPWATCH_HISTORY", HERE / "data" / "history"))

#: The command line.
PUMPWATCH = os.environ.get("PUMPWATCH", str(HERE.parent / "deploy" / "bin" / "pumpwatch"))

#: DuckDB's JDBC driver, which the script ``run`` fetches.
DRIVER = os.environ.get("PUMPWATCH_DUCKDB", str(HERE / "data" / "duckdb_jdbc.jar"))

BLUE, GREEN, RED, SAND, GREY = "#2f6fb3", "#12806a", "#b3261e", "#b9a27a", "#6b7280"
SEVERITY = {
    "critical": "#8c1d18", "high": "#d9601a", "medium": "#d3a20c", "low": "#5b8fc7",
    "informational": "#9aa1a9",
}

plt.rcParams.update({
    "figure.figsize": (9.5, 3.6), "figure.dpi": 110, "figure.constrained_layout.use": True,
    "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True,
    "axes.axisbelow": True, "grid.color": "#e3e6ea", "axes.titlelocation": "left",
    "axes.titlesize": "medium", "legend.frameon": False,
})
pd.set_option("display.max_colwidth", 60)


def views(run=RUN, history=HISTORY):
    """The views of queries.md, over a run and over history."""
    return [
        f"""CREATE VIEW findings AS
            SELECT *, mode = 'alert' AND suppressed_by IS NULL AND explained_by IS NULL
                AND severity <> 'informational' AS alerting
            FROM read_parquet('{run}/findings/*.parquet')
            QUALIFY row_number() OVER
                (PARTITION BY finding_id ORDER BY revision DESC, emitted_at DESC) = 1""",
        f"""CREATE VIEW finding_windows AS
            SELECT DISTINCT * FROM read_parquet('{run}/finding-windows/*.parquet')""",
        f"""CREATE VIEW events AS
            SELECT * FROM read_parquet('{history}/**/*.parquet', hive_partitioning = true)""",
    ]


def sql(query, run=RUN, history=HISTORY):
    """The answer as a data frame; the query may use findings, finding_windows and events."""
    statements = "\n;\n".join([*views(run, history), query.strip().rstrip(";")])
    answer = subprocess.run(
        ["java", "-cp", DRIVER, str(HERE / "Query.java")],
        input=statements, capture_output=True, text=True,
    )
    if answer.returncode:
        raise RuntimeError(answer.stderr.strip().splitlines()[0])
    columns, _, rows = answer.stdout.partition("\n\n")
    types = {column["name"]: column["type"] for column in map(json.loads, columns.splitlines())}
    frame = pd.DataFrame(list(map(json.loads, rows.splitlines())), columns=list(types))
    for name, kind in types.items():
        if kind.startswith(("TIMESTAMP", "DATE")):
            frame[name] = pd.to_datetime(frame[name], utc=True)
    return frame


def compare(output, settings):
    """Scores the bundled sample with each of these settings files, in one pass over it.

    Gives the scorecards by the names of the files without their endings.
    """
    command = [PUMPWATCH, "backtest", "--output", str(output)]
    for file in settings:
        command += ["--settings", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return {folder.name: scorecard(folder) for folder in (Path(output) / "variants").iterdir()}


def scorecard(run=RUN):
    """What scorecard.json of a run says."""
    return json.loads((Path(run) / "scorecard.json").read_text())
