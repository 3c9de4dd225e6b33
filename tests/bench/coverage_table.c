/* SPDX-License-Identifier: Apache-2.0 */
/* Prints the table of METHOD.md 9.5: how often an interval of a roll-up holds
   the truth, by version of the method and slant of the reports. */
#include <stdio.h>

#include "../scoring/simulated.h"

#define TRIALS 400

int main(void)
{
	static const double SLANTS[] = { 0.0, 0.05, 0.1, 0.15, 0.2 };
	size_t n;
	const struct method *all = scoring_methods(&n);

	printf("coverage of 90 %% intervals, %d reports of %d cells\n", TRIALS,
	       SIMULATED_CELLS);
	printf("%-8s %-6s %-8s %-12s %-6s %s\n", "method", "slant", "covered",
	       "without both", "width", "bias");
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sizeof(SLANTS) / sizeof(SLANTS[0]);
		     k++) {
			struct coverage_count c;

			simulated_cover(&all[i], SLANTS[k], TRIALS, &c);
			printf("%-8s %-6.2f %-8.1f %-12.1f %-6.1f %+.1f\n",
			       all[i].version, SLANTS[k],
			       100.0 * c.covered / TRIALS,
			       100.0 * c.naive / TRIALS, c.width, c.bias);
		}
	return 0;
}
