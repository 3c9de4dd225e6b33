# SPDX-License-Identifier: Apache-2.0
PIPELINE_TESTS = tests/pipeline/test_anchor \
                 tests/pipeline/test_evidence tests/pipeline/test_publish \
                 tests/pipeline/test_repeated tests/pipeline/test_source \
                 tests/pipeline/test_trail
check_PROGRAMS += $(PIPELINE_TESTS)
TESTS += $(PIPELINE_TESTS)
tests_pipeline_test_anchor_CFLAGS = $(TESTING_CFLAGS) -I$(top_srcdir)/service/pipeline
tests_pipeline_test_anchor_LDADD = $(TESTING_LIBS)
tests_pipeline_test_evidence_CFLAGS = $(TESTING_CFLAGS)
tests_pipeline_test_evidence_LDADD = $(TESTING_LIBS)
tests_pipeline_test_publish_CFLAGS = $(TESTING_CFLAGS)
tests_pipeline_test_publish_LDADD = $(TESTING_LIBS)
tests_pipeline_test_repeated_CFLAGS = $(TESTING_CFLAGS)
tests_pipeline_test_repeated_LDADD = $(TESTING_LIBS)
tests_pipeline_test_source_CFLAGS = $(TESTING_CFLAGS)
tests_pipeline_test_source_LDADD = $(TESTING_LIBS)
tests_pipeline_test_trail_CFLAGS = $(TESTING_CFLAGS)
tests_pipeline_test_trail_LDADD = $(TESTING_LIBS)
