# SPDX-License-Identifier: Apache-2.0
INTAKE_TESTS = \
	tests/intake/test_declare \
	tests/intake/test_endorsers \
	tests/intake/test_manifest \
	tests/intake/test_sniff
check_PROGRAMS += $(INTAKE_TESTS)
TESTS += $(INTAKE_TESTS)
tests_intake_test_declare_CFLAGS = $(TESTING_CFLAGS)
tests_intake_test_declare_LDADD = $(TESTING_LIBS)
tests_intake_test_endorsers_CFLAGS = $(TESTING_CFLAGS)
tests_intake_test_endorsers_LDADD = $(TESTING_LIBS)
tests_intake_test_manifest_CFLAGS = $(TESTING_CFLAGS)
tests_intake_test_manifest_LDADD = $(TESTING_LIBS)
tests_intake_test_sniff_CFLAGS = $(TESTING_CFLAGS)
tests_intake_test_sniff_LDADD = $(TESTING_LIBS)
