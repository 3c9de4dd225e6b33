# SPDX-License-Identifier: Apache-2.0
libservice_a_SOURCES += \
	service/pipeline/again.c service/pipeline/anchor.c \
	service/pipeline/cells.c service/pipeline/decide.c \
	service/pipeline/evidence.c \
	service/pipeline/findings.c service/pipeline/ingest.c \
	service/pipeline/job.c service/pipeline/kinship.c service/pipeline/pipeline.c \
	service/pipeline/publish.c service/pipeline/rebuild.c \
	service/pipeline/repeated.c service/pipeline/replay.c \
	service/pipeline/source.c \
	service/pipeline/statistics.c service/pipeline/trail.c \
	service/pipeline/verdicts.c \
	service/pipeline/verify.c \
	service/pipeline/walk.c service/pipeline/work.c
noinst_HEADERS += \
	service/pipeline/again.h service/pipeline/anchor.h \
	service/pipeline/cells.h \
	service/pipeline/evidence.h \
	service/pipeline/findings.h service/pipeline/kinship.h service/pipeline/line.h \
	service/pipeline/publish.h service/pipeline/repeated.h \
	service/pipeline/source.h service/pipeline/statistics.h \
	service/pipeline/trail.h service/pipeline/verdicts.h
