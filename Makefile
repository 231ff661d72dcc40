# Every verb sets up what it needs first and can be run twice. The work is done by scripts/, one executable per verb.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

SIZE ?= small
PROGRAM ?= programs/product-reviews.yaml

.PHONY: help setup up status logs down demo try check test test-unit test-e2e test-local bench screenshots build train deploy destroy

help: ## List every verb
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install what the project's own files name (npm packages, Node 22)
	@scripts/setup

up: setup ## Start the local cloud, deploy to it and seed it (SIZE=small|medium|large)
	@node scripts/up.ts --size $(SIZE)

status: setup ## Which parts of the local cloud run, and where
	@node scripts/status.ts

logs: setup ## Follow the logs of the local cloud (PART=localstack …)
	@node scripts/logs.ts $(PART)

down: setup ## Stop the local cloud; leaves no process, port or temporary folder
	@node scripts/down.ts

demo: setup ## Watch a night, a morning and a crash that is helped with (SIZE=small|medium|large, or ONLY=issues)
	@node scripts/demo.ts $(if $(filter command line,$(origin SIZE)),--size $(SIZE)) $(if $(ONLY),--only $(ONLY))

try: setup ## Run a program over a file in one process (PROGRAM=… ROWS=… WHY=customer[,subject])
	@node scripts/try.ts --program $(PROGRAM) $(if $(ROWS),--rows $(ROWS)) $(if $(FACTS),--facts $(FACTS)) $(if $(WHY),--why $(WHY)) $(if $(DAY),--day $(DAY))

check: setup ## Format, types, layers, dead code, programs, state machines, Terraform
	@node scripts/check/check.ts

test: setup ## Everything: check, unit tests, integration tests on the local cloud
	@node scripts/test.ts

test-unit: setup ## Unit, property and contract tests: no network, seconds
	@vitest run --project unit

test-e2e: setup ## The customer pages in Chromium, against a stub of their API
	@vitest run --project e2e

test-local: setup ## Integration tests, deployed pages in Chromium and fault tests on the local cloud (or on AWS_ENDPOINT_URL)
	@node scripts/test-local.ts

bench: setup ## Measure; leaves .local/bench.json
	@node scripts/bench.ts

screenshots: setup ## Picture the customer pages for the README (docs/images)
	@node scripts/screenshots.ts

build: setup ## Bundle every Lambda, build the customer pages and validate every program
	@node scripts/build.ts --report

train: setup ## Train and evaluate all models anew (CHURN=file of customers: models/churn-baseline-v1)
	@node scripts/train.ts $(if $(CHURN),--churn '$(CHURN)')

deploy: setup ## Build, upload and terraform apply to AWS (REPLACE=address: makes that resource anew)
	@node scripts/deploy.ts $(if $(REPLACE),--replace '$(REPLACE)')

destroy: setup ## terraform destroy on AWS
	@node scripts/destroy.ts
