#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The work of bench_scoring.c in NumPy, as well as NumPy does it: whole arrays
of single precision, the same cubics, the same ring of normal numbers.

usage: bench_scoring.py MASSES     prints milliseconds of processor time
"""
import sys
import time

import numpy as np

GROUPS, STATES, COMMITMENTS, DRAWS, RING = 9, 193, 60, 1000, 64000
VALUES = np.array([-1, 0, 1 / 3, 2 / 3, 1])
PRIOR = np.array([1 / 3, 1 / 6, 1 / 6, 1 / 6, 1 / 6]) / COMMITMENTS
TAIL, CORRELATION = 0.05, 0.6


def curves(alpha):
    total = alpha.sum(axis=-1)
    mean = alpha @ VALUES / total
    u = VALUES - mean[..., None]
    p2, p3, p4 = ((alpha * u**k).sum(axis=-1) for k in (2, 3, 4))
    m2 = p2 / (total * (total + 1))
    m3 = 2 * p3 / (total * (total + 1) * (total + 2))
    m4 = (6 * p4 + 3 * p2 * p2) / (
        total * (total + 1) * (total + 2) * (total + 3))
    skew = np.clip(m3 / (m2 * np.sqrt(m2)), -2, 2)
    kurtosis = np.clip(m4 / (m2 * m2) - 3, -1.8, 6)
    a = 1 - skew**2 / 36
    b = skew / 6
    c = kurtosis / 24 - skew**2 / 18
    size = 100 * np.sqrt(m2 / (a * a + 2 * b * b + 6 * c * c))
    return np.stack([100 * mean - size * b, size * (a - 3 * c), size * b,
                     size * c]).astype(np.float32)


def rank_group(mass, windows, weights, draw):
    k = curves(mass + PRIOR)[..., None]
    shared = np.float32(CORRELATION**0.5) * draw.standard_normal(
        (STATES, DRAWS), dtype=np.float32)
    at = draw.integers(0, RING, (STATES, COMMITMENTS))
    total = np.zeros((STATES, DRAWS), dtype=np.float32)
    for c in range(COMMITMENTS):
        z = windows[at[:, c]]
        z += shared
        x = k[3, :, c] * z
        x += k[2, :, c]
        x *= z
        x += k[1, :, c]
        x *= z
        x += k[0, :, c]
        x *= weights[c]
        total += x
    total /= weights.sum(axis=0)
    order = np.argsort(-total, axis=0)
    ranks = np.empty((STATES, DRAWS), dtype=np.uint16)
    np.put_along_axis(ranks, order, np.arange(
        1, STATES + 1, dtype=np.uint16)[:, None], axis=0)
    q = [TAIL, 0.5, 1 - TAIL]
    return np.quantile(total, q, axis=1), np.quantile(ranks, q, axis=1)


def main(path):
    mass = np.fromfile(path).reshape(GROUPS, STATES, COMMITMENTS, 5)
    began = time.process_time()
    draw = np.random.default_rng(1)
    ring = np.float32((1 - CORRELATION)**0.5) * draw.standard_normal(
        RING + DRAWS, dtype=np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(ring, DRAWS)
    weights = draw.standard_exponential((COMMITMENTS, DRAWS),
                                        dtype=np.float32)
    for group in mass:
        rank_group(group, windows, weights, draw)
    print(f"{1e3 * (time.process_time() - began):.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
