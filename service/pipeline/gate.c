/* SPDX-License-Identifier: Apache-2.0 */
#include "line.h"

void gate_open(struct gate *g)
{
	pthread_rwlockattr_t how;

	(void)pthread_rwlockattr_init(&how);
	/* Else readers that breathe would never let a writer in. */
	(void)pthread_rwlockattr_setkind_np(
		&how, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
	(void)pthread_rwlock_init(&g->lock, &how);
	(void)pthread_rwlockattr_destroy(&how);
}

void gate_close(struct gate *g)
{
	(void)pthread_rwlock_destroy(&g->lock);
}

void gate_enter(struct gate *g)
{
	if (g)
		(void)pthread_rwlock_rdlock(&g->lock);
}

void gate_leave(struct gate *g)
{
	if (g)
		(void)pthread_rwlock_unlock(&g->lock);
}

void gate_breathe(struct gate *g)
{
	gate_leave(g);
	gate_enter(g);
}
