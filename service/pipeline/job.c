/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "attribution.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/fault.h"
#include "catalogue.h"
#include "coding.h"
#include "extract.h"
#include "findings.h"
#include "intake.h"
#include "line.h"
#include "statistics.h"

int job_open(struct job *job, struct fault *f)
{
	memset(job, 0, sizeof(*job));
	buf_init(&job->file, INTAKE_DOCUMENT_MOST);
	return arena_new(DOCUMENT_MEMORY_MOST, &job->arena, f);
}

void job_close(struct job *job)
{
	struct text text;
	struct fault f;

	/* A child under way is waited for: nobody else would. */
	if (job->extraction)
		(void)extract_finish(job->extraction, job->arena, &text, &f);
	arena_free(job->arena);
	buf_clear(&job->file);
	memset(job, 0, sizeof(*job));
}

/* Says whether the trouble is the document's own. */
static bool is_refusal(const struct fault *f)
{
	return f->code == FAULT_INPUT || f->code == FAULT_UNSUPPORTED ||
	       f->code == FAULT_LIMIT;
}

void job_fail(struct job *job, const struct fault *why)
{
	job->has_failed = true;
	job->fault = *why;
}

/* What is said of any document, whatever becomes of it. */
static void findings_sign(struct job *job, const struct pipeline *p)
{
	struct fault f = { 0 };

	job->found.extractor = extract_version();
	/* By both whose claim it is and what it says are told. */
	job->found.coder = arena_print(job->arena, &f, "%s %s",
	                               coding_version(), attribution_version());
	if (!job->found.coder)
		job_fail(job, &f);
	job->found.catalogue = catalogue_version(p->catalogue);
	job->found.format = job->format;
}

void job_refuse(struct job *job, const struct fault *why)
{
	struct findings *found = &job->found;
	const char *declared = job->submission.language_declared;
	struct fault f;

	found->text = NULL;
	found->passages = NULL;
	found->coded = NULL;
	found->claimants = NULL;
	found->n_claimants = 0;
	found->n_passages = 0;
	found->source = NULL;
	found->n_sketch = 0;
	found->n_signatories = 0;
	found->figures = NULL;
	found->flags = 0;
	found->status = SUBMISSION_REFUSED;
	found->language = declared && declared[0] ? declared : "und";
	found->reason = arena_string(job->arena, why->text, &f);
	job->codings = 0;
	if (!found->reason)
		job_fail(job, &f);
}

/* Ends JOB by F: a refusal or a failure. */
static void job_end(struct job *job, const struct fault *f)
{
	if (is_refusal(f))
		job_refuse(job, f);
	else
		job_fail(job, f);
}

const char *job_language(const struct job *job)
{
	const char *declared = job->submission.language_declared;

	return declared && coding_speaks(declared) ? declared : "en";
}

/* A file of statistics is text by its bytes, and is read as a table. */
static int table_check(const struct job *job, enum format *read,
                       struct fault *f)
{
	*read = job->format;
	if (!is_statistics(&job->submission))
		return 0;
	if (job->format != FORMAT_TEXT && job->format != FORMAT_MARKDOWN)
		return fault_set(f, FAULT_INPUT,
		                 "it is %s and not CSV: save the table as "
		                 "\"CSV UTF-8\"",
		                 FORMAT_NAMES[job->format]);
	*read = FORMAT_TABLE;
	return 0;
}

void job_start(struct pipeline *p, struct job *job)
{
	enum format read = FORMAT_UNKNOWN;

	struct extract_options options = p->extract;
	struct fault f = { 0 };

	options.cores = job->cores;
	job->began_s = clock_steady_s();
	findings_sign(job, p);
	if (intake_sniff(job->bytes, job->len, &job->format, &f) < 0) {
		job_end(job, &f);
		return;
	}
	job->found.format = job->format;
	if (table_check(job, &read, &f) < 0 ||
	    extract_start(&options, job->bytes, job->len, read,
	                  &job->extraction, &f) < 0) {
		job->extraction = NULL;
		job_end(job, &f);
	}
}

/* Seconds of processor time this thread has used. */
static double thread_s(void)
{
	struct rusage u;

	if (getrusage(RUSAGE_THREAD, &u) < 0)
		return 0;
	return clock_spent_s(&u);
}

void job_finish(struct pipeline *p, struct coder *coder, struct job *job)
{
	struct fault f = { 0 };
	double began_s;
	int rc;

	if (!job->extraction)
		return;
	findings_sign(job, p);
	/* While the child is at work. */
	if (job->is_undigested)
		digest_of(job->bytes, job->len, &job->submission.document);
	job->is_undigested = false;
	rc = extract_finish(job->extraction, job->arena, &job->text, &f);
	job->extraction = NULL;
	job->extract_s = clock_steady_s() - job->began_s;
	if (rc < 0) {
		job_end(job, &f);
		return;
	}
	began_s = thread_s();
	rc = is_statistics(&job->submission)
	             ? statistics_find(p, job, &f)
	             : findings_make(coder, p->catalogue, job, &f);
	if (rc < 0)
		job_end(job, &f);
	job->code_s = thread_s() - began_s;
}

int line_learn(struct coder *coder, const char *language, struct fault *f)
{
	if (coder_learn(coder, language, f) == 0)
		return 0;
	if (is_refusal(f))
		f->code = FAULT_SYSTEM;
	return -1;
}

int line_coder(struct pipeline *p, size_t i, const char *language,
               struct coder **out, struct fault *f)
{
	if (!p->coders[i] && coder_new(p->catalogue, &p->coders[i], f) < 0)
		return -1;
	if (line_learn(p->coders[i], language, f) < 0)
		return -1;
	*out = p->coders[i];
	return 0;
}

void job_outcome(const struct job *job, struct outcome *out)
{
	memset(out, 0, sizeof(*out));
	out->name = job->name;
	memcpy(out->id, job->submission.id, sizeof(out->id));
	out->is_known = job->is_known;
	out->status = job->found.status;
	out->format = job->format;
	out->language = job->found.language ? job->found.language : "und";
	out->reason = job->found.reason ? job->found.reason : "";
	out->passages = (uint32_t)job->found.n_passages;
	out->codings = job->codings;
	out->bytes = job->len;
	out->extract_s = job->extract_s;
	out->code_s = job->code_s;
	out->store_s = job->store_s;
}
