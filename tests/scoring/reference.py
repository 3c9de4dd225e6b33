#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes a case of fixtures/scoring from METHOD.md alone.

usage: reference.py IN.tsv WANT.tsv

Shares nothing with the program, and goes other ways: masses and scores are
exact fractions; the distribution of a score is not drawn but computed, by
inverting a characteristic function (Gil-Pelaez, 1951); only roll-ups are
drawn, by Python's own generator. Prints one TAP line per line of WANT.
"""
import math
import random
import statistics
import sys
from fractions import Fraction as F

SCALE = ("regression", "gap", "intention", "measure", "result")
VALUE = dict(zip(SCALE, (F(-1), F(0), F(1, 3), F(2, 3), F(1))))
PRIOR = dict(zip(SCALE, (F(1, 3), F(1, 6), F(1, 6), F(1, 6), F(1, 6))))
STEPS = 200  # of the grid on which a distribution is tabulated


def steps(x, n):
    """6.11: half away from zero, to multiples of 1/n."""
    up = math.floor(abs(x) * n + F(1, 2))
    return F(up, n) if x >= 0 else -F(up, n)


class Cell:
    def __init__(self, state, commitment, round_, voice):
        self.state, self.voice = state, voice
        self.says = []

    def finish(self):
        says = self.says
        c = {i: F(1) if s[2] == "accepted" else F(s[3], 10000)
             for i, s in enumerate(says)}
        m = {}  # 6.2: passages with a level, per source
        for source, level, _, _ in says:
            m[source] = m.get(source, 0) + (level != "mention")
        add = {}
        for i, (source, level, _, _) in enumerate(says):
            if level != "mention":
                add[i] = c[i] / (1 + F(1, 5) * (m[source] - 1))
        alone = sum(v for i, v in add.items() if says[i][2] != "accepted")
        if alone > 6:  # 6.3
            for i in add:
                if says[i][2] != "accepted":
                    add[i] *= F(6) / alone

        def mass(test):
            return sum((v for i, v in add.items() if test(says[i])), F(0))

        self.mass = {j: steps(mass(lambda s: s[1] == j), 10**6) for j in SCALE}
        self.demanded = steps(mass(lambda s: s[2] == "demand"), 10**6)
        self.total = sum(self.mass.values())
        self.sources = {}
        for k in sorted(m):
            own = {j: mass(lambda s: s[0] == k and s[1] == j) for j in SCALE}
            self.sources[k] = (sum(s[0] == k for s in says), own)
        self.reviewed = sum(s[2] == "accepted" for s in says)
        worst = [max((c[i] for i, s in enumerate(says)
                      if s[0] == k and s[1] == "regression"), default=F(0))
                 for k in m]
        self.p_regression = 1 - math.prod(1 - w for w in worst)
        self.n_regression = sum(w > 0 for w in worst)
        self.accepted_regression = any(
            s[1] == "regression" and s[2] == "accepted" for s in says)
        self.status = self.word()
        self.has_score = self.status in ("thin", "assessed")
        self.is_split = self.split()
        self.score = self.under(VALUE) if self.has_score else F(0)

    def word(self):
        """7.1"""
        levels = [s for s in self.says if s[1] != "mention"]
        if not self.says:
            return "silent"
        if not levels:
            return "mentioned"
        if all(s[2] == "demand" for s in levels):
            return "demanded"
        return "thin" if self.total < 1 else "assessed"

    def under(self, value, part=F(1)):
        a = {j: self.mass[j] + part * PRIOR[j] for j in SCALE}
        return 100 * sum(value[j] * a[j] for j in SCALE) / sum(a.values())

    def split(self):
        """6.10"""
        def sides(m):
            return m["regression"] + m["gap"], m["measure"] + m["result"]
        low, high = sides(self.mass)
        each = [sides(own) for _, own in self.sources.values()]
        return (self.total > 0 and 4 * low >= self.total
                and 4 * high >= self.total and any(a > b for a, b in each)
                and any(b > a for a, b in each))

    def below(self, score):
        """P(score of a draw <= SCORE): the sum of (v_j - w) G_j is <= 0."""
        w = score / 100
        terms = [(float(VALUE[j]) - w, float(self.mass[j] + PRIOR[j]))
                 for j in SCALE]
        h, total = 0.05, 0.0
        for k in range(-500, 700):
            t = math.exp(k * h)
            angle = sum(a * math.atan(v * t) for v, a in terms)
            size = sum(a * 0.5 * math.log1p((v * t) ** 2) for v, a in terms)
            total += math.sin(angle) * math.exp(-size)
        return 0.5 - h * total / math.pi

    def table(self):
        if not hasattr(self, "_table"):
            self._table = [self.below(-100 + 200 * (i + 0.5) / STEPS)
                           for i in range(STEPS)]
        return self._table

    def at(self, score):
        """below(), read off the table."""
        x = (score + 100) / 200 * STEPS - 0.5
        i = math.floor(x)
        cut = [0.0] + self.table() + [1.0]
        if i < -1:
            return 0.0
        if i >= STEPS:
            return 1.0
        return cut[i + 1] + (x - i) * (cut[i + 2] - cut[i + 1])


def versus(a, b, shift):
    """P(A - B <= SHIFT)."""
    edges = [-100 + 200 * i / STEPS for i in range(STEPS + 1)]
    weight = [a.at(hi) - a.at(lo) for lo, hi in zip(edges, edges[1:])]
    return sum(w * (1 - b.at(lo + 100 / STEPS - shift))
               for w, lo in zip(weight, edges))


def relation(a, b, up, close):
    """8.2 to 8.5; A against B, UP = P(A > B)."""
    def has_spoken(c):
        return c.status == "assessed" or (
            c.status == "demanded" and c.total >= 1)
    if a.status == b.status == "silent":
        return "both_silent"
    for one, other in ((a, b), (b, a)):
        if one.status == "silent" and has_spoken(other):
            return one.voice + "_silent"
    if a.status != "assessed" or b.status != "assessed":
        return "none"
    for high, low, p in ((a, b, up), (b, a, 1 - up)):
        acts = high.mass["measure"] + high.mass["result"]
        lacks = low.mass["regression"] + low.mass["gap"] - low.demanded
        if p >= 0.9 and 2 * acts >= high.total and 2 * lacks >= low.total:
            return "contradict"
    if max(up, 1 - up) >= 0.95:
        return "differ_in_degree"
    return "agree" if close >= 0.75 else "undecided"


def alleged(cells):
    """8.6"""
    others = [c for c in cells if c.voice != "state"]
    if any(c.voice == "state" and (c.accepted_regression
                                   or c.p_regression >= F(19, 20))
           for c in cells):
        return "admitted"
    p = 1 - math.prod(1 - c.p_regression for c in others)
    if p < F(19, 20) and not any(c.accepted_regression for c in others):
        return "none"
    sources = sum(c.n_regression for c in others)
    return "corroborated" if sources >= 2 else "alleged"


CORRELATION = {"1.0": 0.5, "1.1": 0.6}  # 9.15


def drawn(part, seed, correlation, bare=()):
    """Means of 4,000 draws of PART under the copula of 9.5; BARE are cells of
    which the prior alone is drawn (9.14)."""
    share = F(1, len(part))
    draw, n = random.Random(seed), 4000
    common = [draw.gauss(0, 1) for _ in range(n)]
    mean = [0.0] * n
    for c in part:
        rows = []
        for _ in range(n):
            g = [draw.gammavariate(float(
                (0 if c in bare else c.mass[j]) + share * PRIOR[j]), 1)
                 for j in SCALE]
            rows.append(100 * sum(float(VALUE[j]) * x
                                  for j, x in zip(SCALE, g))
                        / max(sum(g), 1e-300))
        rows.sort()
        for i in range(n):
            z = (math.sqrt(correlation) * common[i]
                 + math.sqrt(1 - correlation) * draw.gauss(0, 1))
            mean[i] += rows[int(statistics.NormalDist().cdf(z) * n)]
    return [x / len(part) for x in mean]


def ends(x):
    x = sorted(x)
    return x[len(x) // 20], x[len(x) - len(x) // 20]


def weighings(n, many=4000):
    """9.12: weights that are the gaps between sorted uniform numbers."""
    draw = random.Random(20181210)
    for _ in range(many):
        cut = [0.0] + sorted(draw.random() for _ in range(n - 1)) + [1.0]
        yield [b - a for a, b in zip(cut, cut[1:])]


def roll(cells, version):
    """9.5, drawn by Python."""
    part = [c for c in cells if c.status == "assessed"]
    if not part or 3 * len(part) < 2 * len(cells):
        return (0,) + (0.0,) * 6
    scores = [c.under(VALUE, F(1, len(part))) for c in part]
    silent = sum(c.status == "silent" for c in cells)
    under = [sum(w * float(x) for w, x in zip(ws, scores))
             for ws in weighings(len(part))]
    return (1, float(sum(scores) / len(part)),
            *ends(drawn(part, 20260508, CORRELATION[version])),
            float(sum(scores) / (len(part) + silent)), *ends(under))


class Check:
    def __init__(self):
        self.wrong = []

    def same(self, what, got, want):
        if str(got) != str(want):
            self.wrong.append(f"{what}: got {got}, want {want}")

    def near(self, what, got, want, within):
        if not abs(float(got) - float(want)) <= within + 1e-9:
            self.wrong.append(
                f"{what}: got {float(got):.6f}, want {float(want):.6f}")


# A quantile of 4,000 draws: 4.5 standard errors of sqrt(.05 x .95 / 4000).
TAIL_ERROR = 0.0155
# A probability from 4,000 draws, and the grid: 4.5 of sqrt(.25 / 4000).
SHARE_ERROR = 0.036
# An end of a roll-up's interval, from 1,000 draws and from 4,000.
ROLL_ERROR = 5.0
# An end of a range under 1,000 weight draws, and under 4,000.
WEIGHT_ERROR = 2.5
# What rounding to stored steps can do.
SCORE_STEP, MASS_STEP = 1e-4, 1e-6


def check_cell(k, c, f):
    k.same("status", c.status, f[0])
    k.same("flags", int(c.is_split), f[1])
    k.near("score", c.score, f[2], SCORE_STEP)
    if c.has_score:
        k.near("share below low", c.below(float(f[3])), 0.05, TAIL_ERROR)
        k.near("share below high", c.below(float(f[4])), 0.95, TAIL_ERROR)
    for j, x in zip(SCALE, f[5:10]):
        k.near(j, c.mass[j], x, MASS_STEP)
    k.near("demanded", c.demanded, f[10], MASS_STEP)
    k.same("passages", len(c.says), f[11])
    k.same("sources", len(c.sources), f[12])
    k.same("reviewed", c.reviewed, f[13])
    k.near("p_regression", c.p_regression, f[14], MASS_STEP)
    k.same("regression sources", c.n_regression, f[15])


def check_source(k, c, f):
    passages, own = c.sources[int(f[0])]
    mass = sum(own.values())
    score = 100 * sum(VALUE[j] * own[j] for j in SCALE) / mass if mass else 0
    k.same("passages", passages, f[1])
    k.near("mass", mass, f[2], MASS_STEP)
    k.near("score", score, f[3], SCORE_STEP)


def check_robust(k, c, f):
    """9.6"""
    if not c.has_score:
        return k.same("robustness", f, ["0.0000"] * 5)
    left = []
    for _, own in c.sources.values():
        rest = {j: c.mass[j] - own[j] for j in SCALE}
        left.append(100 * sum(VALUE[j] * rest[j] for j in SCALE)
                    / (1 + sum(rest.values())))
    k.near("lowest without one", min(left), f[0], 0.01)
    k.near("highest without one", max(left), f[1], 0.01)
    for what, change, x in (
            ("intention 0", {"intention": F(0)}, f[2]),
            ("regression -1/3", {"regression": F(-1, 3)}, f[3]),
            ("steep", {"intention": F(1, 10), "measure": F(1, 2)}, f[4])):
        k.near(what, c.under({**VALUE, **change}), x, SCORE_STEP)


def check_pair(k, a, b, f):
    flag = alleged([a, b])
    if a.status != "assessed" or b.status != "assessed":
        k.same("pair", f[:-1], ["0.0000"] * 3 + ["0.000000"] * 3
               + ["0", "indistinguishable", relation(a, b, 0, 0), flag])
        return
    if a is b:  # one row of draws beside itself
        return k.same("pair", f[3:-1], ["0.000000", "0.000000", "1.000000", "0",
                                      "indistinguishable", "agree", flag])
    k.near("difference", a.score - b.score, f[0], 2 * SCORE_STEP)
    k.near("share below low", versus(a, b, float(f[1])), 0.05, TAIL_ERROR)
    k.near("share below high", versus(a, b, float(f[2])), 0.95, TAIL_ERROR)
    k.near("p_greater", 1 - versus(a, b, 0), f[3], SHARE_ERROR)
    k.near("p_less", versus(a, b, 0), f[4], SHARE_ERROR)
    k.near("p_close", versus(a, b, 100 / 3) - versus(a, b, -100 / 3), f[5],
           SHARE_ERROR)
    gaps = []  # 9.7
    for n in range(1, 5):
        share = [sum(c.mass[j] + PRIOR[j] for j in SCALE[:n]) / (c.total + 1)
                 for c in (a, b)]
        gaps.append(share[0] - share[1])
    k.same("any_scale", int((min(gaps) < 0) != (max(gaps) > 0)), f[6])
    up = float(f[3])
    order = ("a_above_b" if up >= 0.95 else
             "b_above_a" if float(f[4]) >= 0.95 else "indistinguishable")
    k.same("order", order, f[7])
    k.same("relation", relation(a, b, up, float(f[5])), f[8])
    k.same("regression", flag, f[9])
    p = (up * 4000 + 1) / 4002  # 9.1
    k.near("error", math.sqrt(p * (1 - p) / 4000), f[10], MASS_STEP)


def check_roll(k, cells, f):
    assessed = [c for c in cells if c.status == "assessed"]
    version, f = f[0], f[1:]
    defined, mean, low, high, with_silent, *under = roll(cells, version)
    k.same("counts", [len(cells), len(assessed),
                      sum(c.score < 0 for c in assessed), defined],
           [int(x) for x in f[:4]])
    k.near("mean", mean, f[4], SCORE_STEP)
    k.near("low", low, f[5], ROLL_ERROR)
    k.near("high", high, f[6], ROLL_ERROR)
    k.near("with silent", with_silent, f[7], SCORE_STEP)
    k.near("low under weights", under[0], f[8], WEIGHT_ERROR)
    k.near("high under weights", under[1], f[9], WEIGHT_ERROR)


def check_weigh(k, c, f):
    """9.13"""
    own = [sum(m.values()) for _, m in c.sources.values()]
    k.near("prior", 1 / (1 + c.total), f[0], MASS_STEP)
    k.near("effective", sum(own)**2 / sum(m * m for m in own), f[1], 1e-4)


def check_weight(k, c, f):
    _, own = c.sources[int(f[0])]
    k.near("weight", sum(own.values()) / (1 + c.total), f[1], 2 * MASS_STEP)
    k.near("points", 100 * sum(VALUE[j] * own[j] for j in SCALE)
           / (1 + c.total), f[2], 5 * SCORE_STEP)


def check_match(k, a, b, f):
    """9.11 and 9.12"""
    both = [(x, y) for x, y in zip(a, b)
            if x.status == y.status == "assessed"]
    defined = int(3 * len(both) >= 2 * len(a))
    k.same("counts", [len(a), len(both), defined], [int(x) for x in f[:3]])
    if not defined:
        return k.same("nothing", set(float(x) for x in f[3:]), {0.0})
    share = F(1, len(both))
    rows = [[c.under(VALUE, share) for c in side] for side in zip(*both)]
    means = [sum(r) * share for r in rows]
    k.near("mean a", means[0], f[3], SCORE_STEP)
    k.near("mean b", means[1], f[4], SCORE_STEP)
    k.near("difference", means[0] - means[1], f[5], 2 * SCORE_STEP)
    gap = [x - y for x, y in zip(
        drawn([x for x, _ in both], 1, CORRELATION["1.1"]),
        drawn([y for _, y in both], 2, CORRELATION["1.1"]))]
    low, high = ends(gap)
    k.near("low", low, f[6], 1.5 * ROLL_ERROR)
    k.near("high", high, f[7], 1.5 * ROLL_ERROR)
    p = sum(x > 0 for x in gap) / len(gap)
    k.near("p", p, f[8], 0.08)
    q = (float(f[8]) * 1000 + 1) / 1002
    k.near("error", math.sqrt(q * (1 - q) / 1000), f[9], MASS_STEP)
    pulls = [float(x - y) for x, y in zip(*rows)]
    above = statistics.mean(sum(w * x for w, x in zip(ws, pulls)) > 0
                            for ws in weighings(len(both)))
    k.near("weights above", above, f[10], 0.08)
    k.near("weights below", 1 - above, f[11], 0.08)


def rank_rows(states):
    """9.14: exact draws of every cell, not the cubic."""
    rows, means = {}, {}
    for i, (name, cells) in enumerate(states.items()):
        good = [c for c in cells if c.status == "assessed"]
        if 3 * len(good) >= 2 * len(cells):
            share = F(1, len(cells))
            rows[name] = drawn(cells, 40 + i, CORRELATION["1.1"],
                               [c for c in cells if c not in good])
            means[name] = sum(c.under(VALUE, share) for c in good) * share
    return rows, means


def check_rank(k, ranked, state, f):
    rows, means = ranked
    k.same("defined", int(state in rows), f[0])
    if state not in rows:
        return k.same("nothing", set(float(x) for x in f[1:]), {0.0})
    k.near("mean", means[state], f[1], SCORE_STEP)
    low, high = ends(rows[state])
    k.near("low", low, f[2], 9)
    k.near("high", high, f[3], 9)
    low, high = ends([1 + sum(r[i] > x for r in rows.values())
                      for i, x in enumerate(rows[state])])
    k.near("rank low", low, f[4], 1)
    k.near("rank high", high, f[5], 1)


def by_state(cells, voice):
    out = {}
    for c in cells:
        if c.voice == voice:
            out.setdefault(c.state, []).append(c)
    return out


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines
                if not line.startswith("#")]


def main(in_path, want_path):
    cells = {}
    for f in read(in_path):
        if f[0] == "cell":
            last = cells[f[1]] = Cell(*f[2:6])
        elif f[0] == "says":
            last.says.append((int(f[1]), f[2], f[3], int(f[4])))
    for c in cells.values():
        c.finish()
    want = read(want_path)
    ranked = {}
    print(f"1..{len(want)}")
    for number, f in enumerate(want, 1):
        k = Check()
        if f[0] == "cell":
            check_cell(k, cells[f[1]], f[2:])
        elif f[0] == "source":
            check_source(k, cells[f[1]], f[2:])
        elif f[0] == "robust":
            check_robust(k, cells[f[1]], f[2:])
        elif f[0] == "pair":
            check_pair(k, cells[f[1]], cells[f[2]], f[3:])
        elif f[0] == "weigh":
            check_weigh(k, cells[f[1]], f[2:])
        elif f[0] == "weight":
            check_weight(k, cells[f[1]], f[2:])
        elif f[0] == "match":
            check_match(k, *([c for c in cells.values() if c.voice == v]
                             for v in f[1:3]), f[3:])
        elif f[0] == "rank":
            if f[2] not in ranked:
                ranked[f[2]] = rank_rows(by_state(cells.values(), f[2]))
            check_rank(k, ranked[f[2]], f[3], f[4:])
        else:
            check_roll(k, list(cells.values()), f[2:])
        print("not ok" if k.wrong else "ok", number, "-", *f[:3],
              "; ".join(k.wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
