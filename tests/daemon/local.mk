# SPDX-License-Identifier: Apache-2.0
dist_check_SCRIPTS += tests/daemon/check_options.sh tests/daemon/check_usage.sh
TESTS += tests/daemon/check_options.sh tests/daemon/check_usage.sh

DAEMON_TESTS = tests/daemon/test_cli tests/daemon/test_config \
               tests/daemon/test_listen tests/daemon/test_log
check_PROGRAMS += $(DAEMON_TESTS)
TESTS += $(DAEMON_TESTS)
tests_daemon_test_cli_SOURCES = tests/daemon/test_cli.c service/daemon/cli.c
tests_daemon_test_cli_CFLAGS = $(TESTING_CFLAGS)
tests_daemon_test_cli_LDADD = $(TESTING_LIBS)
tests_daemon_test_config_SOURCES = tests/daemon/test_config.c \
                                   service/daemon/config.c
tests_daemon_test_config_CFLAGS = $(TESTING_CFLAGS)
tests_daemon_test_config_LDADD = $(TESTING_LIBS)
tests_daemon_test_listen_SOURCES = tests/daemon/test_listen.c \
                                   service/daemon/listen.c
tests_daemon_test_listen_CFLAGS = $(TESTING_CFLAGS)
tests_daemon_test_listen_LDADD = $(TESTING_LIBS)
tests_daemon_test_log_SOURCES = tests/daemon/test_log.c service/daemon/log.c
tests_daemon_test_log_CFLAGS = $(TESTING_CFLAGS)
tests_daemon_test_log_LDADD = $(TESTING_LIBS)
