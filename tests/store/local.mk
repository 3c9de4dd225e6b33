# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += tests/store/fill.h
STORE_TESTS = \
	tests/store/test_backup \
	tests/store/test_catalogue_file \
	tests/store/test_changes \
	tests/store/test_check \
	tests/store/test_claimants \
	tests/store/test_decisions \
	tests/store/test_durability \
	tests/store/test_findings \
	tests/store/test_passages \
	tests/store/test_publish \
	tests/store/test_query \
	tests/store/test_search \
	tests/store/test_store \
	tests/store/test_submit \
	tests/store/test_visibility
check_PROGRAMS += $(STORE_TESTS)
TESTS += $(STORE_TESTS)
# The helpers of fill.h are not all used in each program.
STORE_TESTING_CFLAGS = $(TESTING_CFLAGS) -Wno-unused-function
tests_store_test_backup_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_backup_LDADD = $(TESTING_LIBS)
tests_store_test_catalogue_file_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_catalogue_file_LDADD = $(TESTING_LIBS)
tests_store_test_claimants_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_claimants_LDADD = $(TESTING_LIBS)
tests_store_test_changes_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_changes_LDADD = $(TESTING_LIBS)
tests_store_test_check_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_check_LDADD = $(TESTING_LIBS)
tests_store_test_decisions_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_decisions_LDADD = $(TESTING_LIBS)
tests_store_test_durability_CFLAGS = $(STORE_TESTING_CFLAGS) -I$(top_srcdir)/service/store
tests_store_test_durability_LDADD = $(TESTING_LIBS)
tests_store_test_findings_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_findings_LDADD = $(TESTING_LIBS)
tests_store_test_passages_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_passages_LDADD = $(TESTING_LIBS)
tests_store_test_publish_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_publish_LDADD = $(TESTING_LIBS)
tests_store_test_query_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_query_LDADD = $(TESTING_LIBS)
tests_store_test_search_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_search_LDADD = $(TESTING_LIBS)
tests_store_test_store_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_store_LDADD = $(TESTING_LIBS)
tests_store_test_submit_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_submit_LDADD = $(TESTING_LIBS)
tests_store_test_visibility_CFLAGS = $(STORE_TESTING_CFLAGS)
tests_store_test_visibility_LDADD = $(TESTING_LIBS)
