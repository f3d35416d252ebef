# What is done here is done by small Python scripts in tools/setup, so that a machine without make can do
# it too: `python tools/setup test`. Needed: Python 3.11 or newer. Another one: `make test PYTHON=python3.13`.

ifdef PYTHON
export SLC_PYTHON := $(PYTHON)
else
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1 \
	&& { echo $$python; exit; }; done; echo python3)
endif

COMMANDS := site test lint golden shots bench wheel nightly pins clean

.PHONY: help $(COMMANDS)
help:
	@$(PYTHON) tools/setup; true

$(COMMANDS):
	@$(PYTHON) tools/setup $@ || { status=$$?; [ $$status != 127 ] || echo "slc_site needs Python 3.11 or newer, and there is no $(PYTHON) here."; exit $$status; }
