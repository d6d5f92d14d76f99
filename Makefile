# Everything that one does with a checkout. Only git, make and a Python with pip need to be there.

PYTHON ?= python3
BENCH ?= var/bench

# Many short processes run here: each would compile every module again where a machine keeps no compiled ones.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo check test test-long bench bench-impact bench-network bench-rota bench-rota-all docs clean

help:  ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 18

setup:  ## prepare this checkout; then .venv/bin/trigpoint is the command
	@$(PYTHON) scripts/setup.py

demo: setup  ## serve a demonstration at http://127.0.0.1:8000 (PORT=… for another port)
	@.venv/bin/trigpoint demo

check: setup  ## style, templates, types, imports and migrations
	@$(PYTHON) scripts/check.py

test: setup  ## all checks and all tests, in a real browser too
	@$(PYTHON) scripts/check.py --tests
	@$(PYTHON) scripts/setup.py --browser
	@.venv/bin/pytest -n 3 --dist worksteal

test-long: setup  ## the tests that take minutes: faults, loads, whole drills
	@.venv/bin/pytest -m long

bench: setup  ## fill a database with a whole country's numbers and time every list
	@TRIGPOINT_HOME=$(BENCH) .venv/bin/trigpoint bench seed
	@.venv/bin/python -m benchmarks.fresh benchmarks.register
	@.venv/bin/python -m benchmarks.fresh benchmarks.performance
	@TRIGPOINT_HOME=$(BENCH) .venv/bin/python -m benchmarks.pages

bench-impact: setup  ## time an impact evaluation of a whole country, beside R where R is
	@.venv/bin/python -m benchmarks.impact

bench-rota: setup  ## plan the small and middle-sized networks and measure how well and how fast
	@.venv/bin/python -m benchmarks.rota

bench-network: setup  ## plan, look at and publish a network of 700 reviews, in a database that is thrown away
	@.venv/bin/python -m benchmarks.fresh benchmarks.network

bench-rota-all: setup  ## the same, with 5,000 and 24,000 reviews
	@.venv/bin/python -m benchmarks.rota --all

docs: setup  ## write the generated pages of docs/reference
	@.venv/bin/trigpoint docs write

clean:  ## remove what was built; var/, with your database, stays
	rm -rf .tools .venv node_modules static/build staticfiles
