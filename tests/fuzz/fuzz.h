/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzz: what the targets share. With --enable-fuzzer libFuzzer calls them,
 * otherwise replay.c does.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "model/submission.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Reads DATA as FORMAT in this process, and cuts it into passages. */
void fuzz_extract(const uint8_t *data, size_t size, enum format format);

#endif
