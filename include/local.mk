# SPDX-License-Identifier: Apache-2.0
noinst_HEADERS += \
	include/base/arena.h include/base/buf.h include/base/clock.h \
	include/base/csv.h include/base/decimal.h include/base/digest.h include/base/fault.h \
	include/base/file.h include/base/heap.h include/base/json.h \
	include/base/span.h include/base/utf8.h include/base/word.h \
	include/model/cell.h include/model/codebook.h include/model/coding.h \
	include/model/attribution.h include/model/commitment.h \
	include/model/decision.h include/model/method.h include/model/series.h include/model/speaker.h \
	include/model/submission.h include/model/text.h \
	include/attribution.h include/catalogue.h include/coding.h \
	include/extract.h include/intake.h include/pipeline.h \
	include/review.h include/scoring.h \
	include/serve.h include/store.h
