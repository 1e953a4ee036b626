# Every target sets up what it needs by itself; a second call finds all in place. `make help` lists them.

A ?=
SUBMITTED ?= examples/submitted
OUT ?= out/$(ASSIGNMENT)
FILE ?= $(if $(A),assignments/$(A))
ARGS ?=
E ?=
ASSIGNMENT := $(or $(A),ps1_tensors)
COURSE ?= course

BIN := .venv/bin
# Tests that use all cores, or that look at all that is left on the machine; two of the others may run at a time.
ALONE := $(addprefix tests/,attacks course golden neighbours sandbox)
NBGRADER = cd $(COURSE) && PATH="$(CURDIR)/$(BIN):$$PATH" nbgrader
SOURCES_OF_SETUP := pyproject.toml constraints.txt scripts/bootstrap.sh
# Students need neither the development tools nor bubblewrap; whoever has the full set-up has theirs, too.
STUDENT := $(if $(wildcard .venv/.setup),.venv/.setup,.venv/.setup-student)

.DEFAULT_GOAL := help
.PHONY: help setup check watch grade report similar quick test test-exercise prove expected attack pictures bench lint \
	build data doctor release collect autograde feedback export

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | sort | awk -F '\t' '{ printf "make %-13s  %s\n", $$1, $$2 }'

setup: .venv/.setup ## set up .venv, bubblewrap and MNIST

.venv/.setup: $(SOURCES_OF_SETUP)
	@bash scripts/bootstrap.sh

.venv/.setup-student: $(SOURCES_OF_SETUP)
	@bash scripts/bootstrap.sh student

check: $(STUDENT) ## check your own work: all of it, or A=ps1_tensors, or FILE=my.py
	@$(BIN)/autograder check $(FILE) $(ARGS)

watch: $(STUDENT) ## check your own work again whenever you save it: A=ps1_tensors, or FILE=my.py
	@$(BIN)/autograder watch $(FILE) $(ARGS)

grade: .venv/.setup ## grade a class: SUBMITTED=folder A=ps1_tensors OUT=folder; by default the sample class
	@$(BIN)/autograder grade $(SUBMITTED) -a $(ASSIGNMENT) -o $(OUT) $(ARGS)

report: .venv/.setup ## write the report of a graded class, OUT/report.html
	@$(BIN)/autograder report $(OUT) $(ARGS)

similar: .venv/.setup ## list which submissions of a graded class share what others do not have, OUT/similar.html
	@$(BIN)/autograder similar $(OUT)

test: lint ## the gate: lint, generated files, tests
	$(BIN)/autograder build --check
	$(BIN)/python -m pytest $(ALONE)
	$(BIN)/python -m pytest -n 2 --dist loadfile $(addprefix --ignore=,$(ALONE))

quick: lint ## lint, generated files, unit tests, and the exercises that differ from main: in between, every few minutes
	$(BIN)/autograder build --check
	$(BIN)/python -m pytest --quick $(ARGS)

test-exercise: .venv/.setup ## prove one exercise, E=mse: reference, stub, styles, mistakes, misconceptions, odd returns
	$(if $(E),,$(error name an exercise: make test-exercise E=mse))
	@$(BIN)/autograder build --check
	@$(BIN)/python -m pytest tests/course/test_checks.py --exercise $(E) $(ARGS)

prove: .venv/.setup ## prove the checks on mutants and by a second judge: an hour and more; ARGS="-e mse" for one exercise
	@$(BIN)/python -m tests.prove $(ARGS)

expected: .venv/.setup ## grade the sample class, and keep the grades as the expected ones: A=ps1_tensors, or all
	@for a in $(or $(A),$(notdir $(wildcard assignments/*))); do \
		$(BIN)/autograder grade examples/submitted -a $$a -o out/expected/$$a --fresh $(ARGS) && \
		cp out/expected/$$a/grades.csv examples/expected/$$a.csv || exit 1; \
	done

attack: .venv/.setup ## run hostile submissions in the sandbox and print what stopped them
	@$(BIN)/python -m tests.attacks $(ARGS)

pictures: .venv/.setup ## take the pictures of the documentation anew, from what commands print and browsers show
	@$(BIN)/python docs/pictures.py
	@AUTOGRADER_SCREENSHOTS=docs/images $(BIN)/python -m pytest -q tests/nbgrader/test_formgrader.py

bench: .venv/.setup ## measure against stock nbgrader, pytest and bare torch; fails if a ratio has become a fifth worse
	@$(BIN)/python -m benchmarks.bench $(ARGS)

lint: .venv/.setup ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build: .venv/.setup ## generate assignments/ from solutions/
	@$(BIN)/autograder build $(ARGS)

data: $(STUDENT) ## fetch MNIST, or repair it
	@$(BIN)/autograder data

doctor: $(STUDENT) ## say what this machine can do, and what to do about the rest
	@$(BIN)/autograder doctor

release: .venv/.setup ## nbgrader: bring the course in COURSE up to date, or make it, and release assignment A
	@$(BIN)/autograder nbgrader init $(COURSE) -a $(ASSIGNMENT) $(ARGS)
	@$(NBGRADER) generate_assignment $(ASSIGNMENT) --force
	@$(NBGRADER) release_assignment $(ASSIGNMENT) --force

collect: .venv/.setup ## nbgrader: collect what students have handed in for A
	@$(NBGRADER) collect $(ASSIGNMENT) --update $(ARGS)

autograde: .venv/.setup ## nbgrader: grade what was collected for A
	@$(NBGRADER) autograde $(ASSIGNMENT) $(ARGS)

feedback: .venv/.setup ## nbgrader: write the feedback for A and release it to students
	@$(NBGRADER) generate_feedback $(ASSIGNMENT) --force $(ARGS)
	@$(NBGRADER) release_feedback $(ASSIGNMENT)

export: .venv/.setup ## nbgrader: write all grades into COURSE/grades.csv
	@$(NBGRADER) export $(ARGS)
