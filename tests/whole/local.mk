# SPDX-License-Identifier: Apache-2.0
# The program as a user meets it, on ports and databases of its own.
EXTRA_DIST += tests/whole/admin.py tests/whole/attribution.py tests/whole/formats.py \
              tests/whole/house.py \
              tests/whole/kill.py tests/whole/line.py \
              tests/whole/observe.py tests/whole/release.py \
              tests/whole/review.py \
              tests/whole/serve.py
WHOLE_TESTS = tests/whole/admin.sh tests/whole/attribution.sh tests/whole/formats.sh tests/whole/kill.sh \
              tests/whole/line.sh tests/whole/observe.sh tests/whole/release.sh \
              tests/whole/replay.sh tests/whole/review.sh tests/whole/serve.sh
dist_check_SCRIPTS += $(WHOLE_TESTS)
TESTS += $(WHOLE_TESTS)

# The page a newcomer reads first shows what the program really prints.
EXTRA_DIST += tests/whole/readme.py
dist_check_SCRIPTS += tests/whole/readme.sh
TESTS += tests/whole/readme.sh

# SDMX structures against the schemas of the standards, where those are.
EXTRA_DIST += tests/whole/sdmx_structures.py
dist_check_SCRIPTS += tests/whole/sdmx_structures.sh
TESTS += tests/whole/sdmx_structures.sh
