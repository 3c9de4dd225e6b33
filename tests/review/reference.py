# SPDX-License-Identifier: Apache-2.0
"""Krippendorff's alpha once more, from its definition over pairs: the mean
difference of two values of one unit over that of any two pairable values.
Shares nothing with the program, which goes by a matrix of coincidences.

Usage: reference.py RECOMPUTE    speaks TAP
"""
import random
import subprocess
import sys


def delta(metric, totals, a, b):
    if a == b:
        return 0.0
    if metric == "nominal":
        return 1.0
    if metric == "interval":
        return float((a - b) ** 2)
    low, high = min(a, b), max(a, b)
    between = sum(n for v, n in totals.items() if low <= v <= high)
    return (between - (totals[low] + totals[high]) / 2) ** 2


def alpha(metric, table):
    units = [[v for v in row if v is not None] for row in table]
    units = [u for u in units if len(u) > 1]
    values = [v for u in units for v in u]
    if not values:
        return None
    totals = {v: values.count(v) for v in set(values)}
    n = len(values)
    within = 0.0
    for u in units:
        within += sum(
            delta(metric, totals, u[i], u[k])
            for i in range(len(u)) for k in range(len(u)) if i != k
        ) / (len(u) - 1)
    within /= n
    anyhow = sum(
        totals[a] * totals[b] * delta(metric, totals, a, b)
        for a in totals for b in totals
    ) / (n * (n - 1))
    return None if anyhow == 0 else 1 - within / anyhow


def make(rng):
    metric = rng.choice(["nominal", "ordinal", "interval"])
    units, coders = rng.randint(1, 40), rng.randint(1, 6)
    codes, sloppy = rng.randint(1, 9), rng.random()
    missing = rng.choice([0.0, 0.2, 0.7])
    table = []
    for _ in range(units):
        truth = rng.randrange(codes)
        table.append([
            None if rng.random() < missing
            else rng.randrange(codes) if rng.random() < sloppy
            else truth
            for _ in range(coders)
        ])
    return metric, table


def main():
    rng = random.Random(20261201)
    cases = [make(rng) for _ in range(500)]
    text = "".join(
        f"{m} {len(t)} {len(t[0])}\n" + "".join(
            " ".join("." if v is None else str(v) for v in row) + "\n"
            for row in t)
        for m, t in cases)
    got = subprocess.run([sys.argv[1]], input=text, text=True, check=True,
                         capture_output=True, timeout=300).stdout.split()
    bad, none = [], 0
    for (m, t), said in zip(cases, got):
        want = alpha(m, t)
        none += want is None
        if (want is None) != (said == "none"):
            bad.append((m, t, want, said))
        elif want is not None and abs(want - float(said)) > 1e-9:
            bad.append((m, t, want, said))
    good = not bad and len(got) == len(cases) and 10 < none < 250
    print(("ok" if good else "not ok") +
          f" 1 - alpha is recomputed by a stranger on {len(cases)} tables")
    if not good:
        print(f"# {len(got)} answers, {none} without alpha, wrong: {bad[:1]}")
    print("1..1")
    return 0 if good else 1


sys.exit(main())
