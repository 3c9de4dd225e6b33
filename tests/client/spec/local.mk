# SPDX-License-Identifier: Apache-2.0
# /openapi.json against the standard, and the answers against /openapi.json.
EXTRA_DIST += tests/client/spec/package.json \
              tests/client/spec/package-lock.json \
              tests/client/spec/install.sh tests/client/spec/run.sh \
              tests/client/spec/lint.py tests/client/spec/contract.py \
              tests/client/spec/dcat.py tests/client/spec/served.py
SPEC_TESTS = tests/client/spec/lint.sh tests/client/spec/contract.sh
dist_check_SCRIPTS += $(SPEC_TESTS) tests/client/spec/dcat.sh
TESTS += $(SPEC_TESTS) tests/client/spec/dcat.sh
SPEC_MODULES = tests/client/spec/modules
$(SPEC_MODULES)/installed: tests/client/spec/package-lock.json \
		tests/client/spec/install.sh
	$(AM_V_GEN)$(SHELL) $(srcdir)/tests/client/spec/install.sh \
		$(srcdir)/tests/client/spec $(SPEC_MODULES)
$(SPEC_TESTS:.sh=.log): $(SPEC_MODULES)/installed
.PHONY: clean-spec
clean-spec:
	rm -rf $(SPEC_MODULES)
mostlyclean-local: clean-spec
