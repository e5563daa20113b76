"""What it costs to create, to keep and to switch between the units of Python's concurrency, on this machine.

    python3.11 scripts/measure/concurrency_costs.py sim/concurrency-models/measured-costs.json

Units: coroutine, greenlet, gevent (a greenlet that gevent's hub runs), task (asyncio), thread, fork (a forked process),
interpreter (a process that starts Python anew). Kinds of values: see units.py.

Each value is taken in a process of its own, and all of them in turn, so that a busy moment meets all alike; a time is that of the
quickest of nine short batches. Rounds go on with those values whose median has not settled (`is_stable`); the report says of each
whether it has. Kept are the 10th, 50th and 90th percentile of its rounds: a range, because another machine, or this one on another
day, gives another number.
"""
import datetime
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys

from units import MEASURES

MIN_ROUNDS = 20
MAX_ROUNDS = 100
WINDOW = 10
"""Rounds on each side of the comparison that says whether a value has settled."""
DRIFT_MAX = 0.05
"""How far two neighbouring windows' medians may lie apart in a value that has settled."""


def is_stable(values):
    """Whether the last two windows agree."""
    if len(values) < max(MIN_ROUNDS, 2 * WINDOW):
        return False
    earlier, later = (statistics.median(part) for part in (values[-2 * WINDOW : -WINDOW], values[-WINDOW:]))
    return abs(later - earlier) <= DRIFT_MAX * max(earlier, later)


def take_one(kind, unit):
    """One value, from a fresh process."""
    done = subprocess.run([sys.executable, __file__, "--one", kind, unit], check=True, capture_output=True, text=True)
    return float(done.stdout)


def take_rounds():
    taken = {(kind, unit): [] for kind, units in MEASURES.items() for unit in units}
    for number in range(MAX_ROUNDS):
        unsettled = [name for name, values in taken.items() if not is_stable(values)]
        if not unsettled:
            break
        print(f"round {number + 1}: {len(unsettled)} values have not settled", file=sys.stderr)
        for kind, unit in unsettled:
            taken[kind, unit].append(take_one(kind, unit))
    return taken


def rounded(value):
    """Three significant digits: more would promise what the next run does not keep."""
    value = float(f"{value:.3g}")
    return int(value) if value >= 100 else value


def summary(values):
    tenths = statistics.quantiles(values, n=10)
    low, median, high = (rounded(each) for each in (tenths[0], tenths[4], tenths[8]))
    return {"low": low, "median": median, "high": high, "rounds": len(values), "isStable": is_stable(values)}


def processor():
    with open("/proc/cpuinfo", encoding="ascii") as lines:
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))


def main(target):
    load_before = os.getloadavg()[0]
    taken = take_rounds()
    report = {
        "takenOn": datetime.date.today().isoformat(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "greenlet": importlib.metadata.version("greenlet"),
        "gevent": importlib.metadata.version("gevent"),
        "loadAverage": {"before": round(load_before, 2), "after": round(os.getloadavg()[0], 2)},
        **{kind: {unit: summary(taken[kind, unit]) for unit in units} for kind, units in MEASURES.items()},
    }
    with open(target, "w", encoding="utf-8") as file:
        json.dump(report, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(MEASURES[sys.argv[2]][sys.argv[3]]())
    elif len(sys.argv) == 2:
        main(sys.argv[1])
    else:
        sys.exit(__doc__)
