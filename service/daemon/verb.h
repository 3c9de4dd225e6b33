/* SPDX-License-Identifier: Apache-2.0 */
/* Verb: what `gcmtrack WORD` does; one file each. */
#ifndef DAEMON_VERB_H
#define DAEMON_VERB_H

/* Gives the exit status. argv[0] is the verb itself. */
typedef int verb_run(int argc, char **argv);

verb_run verb_backup;
verb_run verb_catalogue;
verb_run verb_code;
verb_run verb_compare;
verb_run verb_export;
verb_run verb_ingest;
verb_run verb_observe;
verb_run verb_rebuild;
verb_run verb_release;
verb_run verb_replay;
verb_run verb_review;
verb_run verb_serve;
verb_run verb_token;
verb_run verb_verify;
verb_run verb_version;

#endif
