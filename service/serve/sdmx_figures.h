/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX figures: statistics as rows of the flow OBSERVATIONS. */
#ifndef SERVE_SDMX_FIGURES_H
#define SERVE_SDMX_FIGURES_H

#include "sdmx_rows.h"

struct observation;

/** Fills ROWS with the figures that W wants: of each year the edition that
    speaks for it. */
int sdmx_take_figures(struct sdmx_rows *rows, const struct sdmx_wanted *w,
                      struct fault *f);

/** Figure AT of ROWS. */
const struct observation *sdmx_figure_at(const struct sdmx_rows *rows,
                                         uint32_t at);

/** The text of component ID of FIGURE; as sdmx_fact_text(). */
const char *sdmx_figure_text(const struct sdmx_rows *rows,
                             const struct observation *figure, const char *id,
                             char room[SDMX_TEXT_SIZE]);

#endif
