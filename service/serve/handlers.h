/* SPDX-License-Identifier: Apache-2.0 */
/* Handlers: one per route, named in routes.c. */
#ifndef SERVE_HANDLERS_H
#define SERVE_HANDLERS_H

#include "request.h"

handler answer_agreement;
handler answer_catalogue;
handler answer_catalogues;
handler answer_cells;
handler answer_changes;
handler answer_compare;
handler answer_dcat;
handler answer_diff;
handler answer_divergence;
handler answer_health;
handler answer_help;
handler answer_index;
handler answer_indicators;
handler answer_job;
handler answer_method;
handler answer_methods;
handler answer_metrics;
handler answer_observations;
handler answer_openapi;
handler answer_package;
handler answer_passage;
handler answer_passages;
handler answer_post;
handler answer_ready;
handler answer_release;
handler answer_release_zip;
handler answer_releases;
handler answer_robustness;
handler answer_rollup;
handler answer_rollup_pairs;
handler answer_rollup_ranks;
handler answer_rollup_weights;
handler answer_rounds;
handler answer_scorecard;
handler answer_sdmx;
handler answer_search;
handler answer_state;
handler answer_states;
handler answer_submission;
handler answer_submission_original;
handler answer_submission_text;
handler answer_submissions;
handler answer_trend;

#endif
