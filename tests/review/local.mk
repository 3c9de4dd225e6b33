# SPDX-License-Identifier: Apache-2.0
REVIEW_TESTS = tests/review/test_alpha tests/review/test_people \
	tests/review/test_settle
check_PROGRAMS += $(REVIEW_TESTS) tests/review/recompute
TESTS += $(REVIEW_TESTS) tests/review/test_recompute.sh
dist_check_SCRIPTS += tests/review/test_recompute.sh
EXTRA_DIST += tests/review/reference.py

tests_review_recompute_LDADD = $(ROOMS) $(ROOM_LIBS)
tests_review_test_alpha_CFLAGS = $(TESTING_CFLAGS)
tests_review_test_alpha_LDADD = $(TESTING_LIBS)
tests_review_test_people_CFLAGS = $(TESTING_CFLAGS)
tests_review_test_people_LDADD = $(TESTING_LIBS)
tests_review_test_settle_CFLAGS = $(TESTING_CFLAGS)
tests_review_test_settle_LDADD = $(TESTING_LIBS)
