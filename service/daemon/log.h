/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Log: one line per event on standard error, key=value, values quoted when
 * they must be. No name and no word of a submission goes in: ids do.
 */
#ifndef DAEMON_LOG_H
#define DAEMON_LOG_H

enum log_level {
	LOG_ERROR,  /* someone must act */
	LOG_NOTICE, /* started, reloaded, a submission was processed */
	LOG_DEBUG,  /* every answer */
	LOG_LEVEL_COUNT
};

static const char *const LOG_LEVEL_NAMES[LOG_LEVEL_COUNT] = {
	[LOG_ERROR] = "error",
	[LOG_NOTICE] = "notice",
	[LOG_DEBUG] = "debug",
};

/**
 * Logs EVENT when LEVEL is at or above MOST. What follows are pairs of
 * strings, key and value, ended by NULL.
 */
void log_event(enum log_level most, enum log_level level, const char *event,
               ...) __attribute__((sentinel));

#endif
