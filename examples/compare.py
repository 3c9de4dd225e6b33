#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How does a state's own report compare with what organisations submitted,
and is it worse than last round?

    compare.py [ADDRESS [STATE [COMMITMENT]]]

Needs pandas, and nothing of the service but its CSV tables (API.md).
"""
import sys

import pandas as pd

base, state, commitment = (sys.argv[1:] + ["http://127.0.0.1:8710", "SVN", "GCM.13"][len(sys.argv) - 1:])[:3]

WORDS = {
    "contradict": "they contradict each other",
    "differ_in_degree": "one is higher than the other, without contradiction",
    "agree": "they agree",
    "undecided": "the evidence does not decide whether they agree",
    "state_silent": "the state's report says nothing on it; organisations do",
    "civil_society_silent": "organisations say nothing on it; the state's report does",
    "both_silent": "neither says anything on it",
    "none": "there are not two accounts to compare",
}


def table(route, **query):
    """One table of the service; only what is empty is missing."""
    asked = "&".join("%s=%s" % item for item in query.items())
    return pd.read_csv("%s/api/v1/%s?%s&format=csv" % (base, route, asked), keep_default_na=False, na_values=[""])


pairs = table("compare", states=state, commitments=commitment, voices="state,civil_society")
if pairs.empty:
    sys.exit("Nothing was received on %s." % state)
# Without rounds= it is the latest in which anybody spoke of the state.
pair = pairs.iloc[0]
this_round = pair["round"]
cells = table("cells", state=state, commitment=commitment, round=this_round, voice="state,civil_society", status="all")
cells = cells.set_index("voice")
trend = table("trend", state=state, commitment=commitment, voice="state,civil_society")
change = trend[trend["round"] == this_round].set_index("voice")

print("%s, %s, %s" % (state, commitment, this_round))
for voice, name in (("state", "own report"), ("civil_society", "organisations")):
    cell = cells.loc[voice]
    print()
    # A score is stated only where enough was said; else a word says why not.
    if cell["status"] == "assessed":
        print("%s: %.1f (90 %% interval %.1f to %.1f)" % (name, cell["score"], cell["low"], cell["high"]))
    else:
        print("%s: no score (%s)" % (name, cell["status"]))
    # A change is stated against the last round of the family with a score.
    p_worse = change["change_p_worse"].get(voice)
    if pd.notna(p_worse):
        print("  worse than in %s: P = %.3f" % (change["change_from"][voice], p_worse))
    else:
        print("  worse than last round: cannot be told, there are not two scores")
    print("  quotes: %s%s" % (base, cell["evidence"]))
print()
print("relation: %s (%s)" % (WORDS.get(pair["relation"], "?"), pair["relation"]))
if pd.notna(pair["p_greater"]):
    print("  own report higher: P = %.3f" % pair["p_greater"])
