"""Times the Python peers on the ratings that the bench has written; prints one JSON line per measurement.

usage: peers.py FOLDER RUNS   (FOLDER holds shape.json, item.i32, annotator.i32, label.u8)
Extrapolated figures say so: "of" is how many repetitions were run of "per" that the task needs.
"""
import importlib
import json
import sys
import time
from pathlib import Path

import numpy as np

FOLDER, RUNS = Path(sys.argv[1]), int(sys.argv[2])
SHAPE = json.loads((FOLDER / "shape.json").read_text())
ITEM = np.fromfile(FOLDER / "item.i32", dtype=np.int32)
ANNOTATOR = np.fromfile(FOLDER / "annotator.i32", dtype=np.int32)
LABEL = np.fromfile(FOLDER / "label.u8", dtype=np.uint8)
ITEMS, LEVELS = SHAPE["items"], SHAPE["levels"]


def timed(run, runs=RUNS):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        result = run()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)[len(times) // 2], result


def report(name, milliseconds, **more):
    print(json.dumps({"name": name, "milliseconds": milliseconds, **more}), flush=True)


def counts():
    return np.bincount(ITEM * LEVELS + LABEL, minlength=ITEMS * LEVELS).reshape(ITEMS, LEVELS)


def alpha_of(histogram, items):
    """Ordinal alpha of distinct histograms, the way numpy does it best."""
    size = histogram.sum(axis=1)
    weight = items / (size - 1)
    together = (histogram * weight[:, None]).T @ histogram - np.diag(weight @ histogram)
    per_level = items @ histogram
    cumulative = np.cumsum(per_level)
    middle = cumulative - per_level / 2
    distance = (middle[:, None] - middle[None, :]) ** 2
    total = per_level.sum()
    return 1 - (total - 1) * (together * distance).sum() / (per_level @ distance @ per_level)


def collapsed():
    rows = counts()
    key = rows @ (64 ** np.arange(LEVELS))
    values, times = np.unique(key, return_counts=True)
    histogram = np.stack([(values // 64**k) % 64 for k in range(LEVELS)], axis=1)
    return histogram.astype(float), times.astype(float)


def time_numpy():
    spent, (histogram, items) = timed(collapsed)
    report("numpy: ordinal alpha, collapsed", spent, value=alpha_of(histogram, items))
    random = np.random.default_rng(1)

    def interval():
        drawn = random.multinomial(int(items.sum()), items / items.sum(), size=1000)
        return np.quantile([alpha_of(histogram, row.astype(float)) for row in drawn], [0.025, 0.975]).tolist()

    report("numpy: 95% interval, collapsed", timed(interval)[0])


def time_krippendorff():
    krippendorff = importlib.import_module("krippendorff")
    rows = counts()

    def alpha(table):
        return krippendorff.alpha(value_counts=table, level_of_measurement="ordinal")

    spent, value = timed(lambda: alpha(rows))
    report("python krippendorff: ordinal alpha, counts given", spent, value=float(value))
    spent, _ = timed(lambda: alpha(counts()))
    report("python krippendorff: ordinal alpha, ratings counted by numpy", spent)
    random = np.random.default_rng(1)
    replicates = 3
    spent, _ = timed(lambda: alpha(rows[random.integers(0, ITEMS, ITEMS)]), replicates)
    report("python krippendorff: 95% interval, called in a loop", spent * 1000, of=replicates, per=1000)


def time_crowd_kit():
    aggregation = importlib.import_module("crowdkit.aggregation")
    pandas = importlib.import_module("pandas")
    frame = pandas.DataFrame({"task": ITEM, "worker": ANNOTATOR, "label": LABEL})

    def rounds(count):
        return timed(lambda: aggregation.DawidSkene(n_iter=count, tol=-1).fit(frame), 1)[0]

    few, more = (rounds(1), rounds(3))
    report("crowd-kit: one Dawid-Skene round", (more - few) / 2, of=2, per=1)


for measure in (time_numpy, time_krippendorff, time_crowd_kit):
    try:
        measure()
    except Exception as error:  # a peer that fails is said to have failed
        report(measure.__name__, None, error=f"{type(error).__name__}: {error}")
