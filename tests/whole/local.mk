# SPDX-License-Identifier: Apache-2.0
# The program as a user meets it, on ports and databases of its own.
EXTRA_DIST += tests/whole/house.py tests/whole/kill.py
dist_check_SCRIPTS += tests/whole/kill.sh
TESTS += tests/whole/kill.sh
