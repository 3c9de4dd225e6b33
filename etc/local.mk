# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += etc/embed.awk etc/packages.txt etc/check.sh etc/ci.sh etc/demo.sh etc/packages.sh
EXTRA_DIST += etc/gcmtrack.bash etc/gcmtrack.conf etc/gcmtrack.service etc/gcmtrack.sysusers etc/nginx.conf
