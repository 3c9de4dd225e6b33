/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include "model/commitment.h"

bool commitment_applies(const struct commitment *commitment,
                        const struct state *state)
{
	switch (commitment->applies) {
	case APPLIES_ALL:
		return true;
	case APPLIES_OSCE:
		return state->is_osce;
	case APPLIES_COE:
		return state->is_coe;
	case APPLIES_STAKEHOLDERS:
	case APPLIES_COUNT:
		break;
	}
	return false;
}

/*
 * METHOD.md 7.2, in this order. Silence is the one status that accuses, so it
 * comes last: nothing left to read, and the time to speak is over.
 */
enum cell_status cell_silence(const struct coverage *coverage,
                              const struct commitment *commitment,
                              const struct state *state,
                              const struct round *round, enum voice voice,
                              int64_t as_of_s)
{
	(void)voice; /* a commitment is put to a state, whoever speaks of it */
	if (!commitment_applies(commitment, state))
		return CELL_NOT_APPLICABLE;
	if (coverage && coverage->not_assessed > 0)
		return CELL_NOT_ASSESSED;
	if (coverage && coverage->assessed == 0 && coverage->refused > 0)
		return CELL_UNREADABLE;
	if (as_of_s < round->closes_s)
		return CELL_NOT_DUE;
	if (coverage && coverage->assessed > 0)
		return CELL_SILENT;
	return CELL_NO_REPORT;
}
