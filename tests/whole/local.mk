# SPDX-License-Identifier: Apache-2.0
# The program as a user meets it, on ports and databases of its own.
EXTRA_DIST += tests/whole/admin.py tests/whole/attribution.py tests/whole/house.py \
              tests/whole/kill.py tests/whole/line.py \
              tests/whole/observe.py tests/whole/release.py \
              tests/whole/review.py \
              tests/whole/serve.py
dist_check_SCRIPTS += tests/whole/admin.sh tests/whole/attribution.sh tests/whole/kill.sh \
                      tests/whole/line.sh tests/whole/observe.sh \
                      tests/whole/replay.sh tests/whole/review.sh \
                      tests/whole/serve.sh
TESTS += tests/whole/admin.sh tests/whole/attribution.sh tests/whole/kill.sh tests/whole/line.sh \
         tests/whole/observe.sh tests/whole/replay.sh \
                      tests/whole/release.sh tests/whole/replay.sh \
                      tests/whole/review.sh tests/whole/serve.sh
TESTS += tests/whole/attribution.sh tests/whole/kill.sh tests/whole/line.sh \
         tests/whole/observe.sh tests/whole/release.sh tests/whole/replay.sh \
         tests/whole/review.sh tests/whole/serve.sh

# The page a newcomer reads first shows what the program really prints.
EXTRA_DIST += tests/whole/readme.py
dist_check_SCRIPTS += tests/whole/readme.sh
TESTS += tests/whole/readme.sh
