/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Publication: limits shared by its readers and its writers.
 */
#ifndef STORE_PUBLICATION_H
#define STORE_PUBLICATION_H

/* A release's name with its NUL: struct publication holds it. */
#define RELEASE_NAME_SIZE 32

#endif
