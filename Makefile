# Two commands: `make demo` runs everything on this machine, `make test` checks everything that CI checks.
# Needed: Rust, Node >= 20.19, make, a C compiler. PostgreSQL >= 15 is used where it is installed.

SHELL := /bin/sh
CARGO ?= cargo
BIN   := target/debug

.PHONY: demo test crash test-pg18 test-ui e2e lint build ui oidc nginx clean-data

demo: needs build ui
	@$(BIN)/sigess demo

# What is built before it is used. Tests take everything at once: Cargo gives a crate the features that all its users in one
# build want, and would compile most of them again for another set.
BUILT ?= -p api -p dev
TESTED := --workspace --bins --tests

build:
	@$(CARGO) build --locked $(BUILT)

# cargo-nextest where it is installed: it runs the tests of all crates side by side.
test: BUILT := $(TESTED)
test: needs lint build test-ui oidc nginx
	@if $(CARGO) nextest --version >/dev/null 2>&1; then \
		$(BIN)/sigess-dev with-postgres -- $(CARGO) nextest run --locked --workspace --no-fail-fast; \
	else \
		$(BIN)/sigess-dev with-postgres -- $(CARGO) test --locked --workspace --no-fail-fast; \
	fi
	@$(MAKE) --no-print-directory test-pg18 e2e BUILT='$(TESTED)'
	@echo "make test: $$(( $$(date +%s) - $(STARTED) )) s in all"

# Kills services and PostgreSQL for longer than the tests do, and compares what clients were told with the log.
# SIGESS_CRASH_SECONDS says how long, SIGESS_SEED repeats a run's choices.
crash: export SIGESS_CRASH_SECONDS ?= 60
crash: build oidc
	@$(CARGO) test --locked -p tests --test it -- --nocapture what_was_acknowledged_happened_once

# The log, its migrations, backups and read models once more, on the PostgreSQL 18 of the npm registry.
test-pg18: build
	@if command -v npm >/dev/null 2>&1; then \
		if $(CARGO) nextest --version >/dev/null 2>&1; then \
			SIGESS_PG=npm $(BIN)/sigess-dev with-postgres -- $(CARGO) nextest run --locked --workspace -E 'package(tests) & test(/^registro|^ripristino|^projections::/)'; \
		else \
			SIGESS_PG=npm $(BIN)/sigess-dev with-postgres -- $(CARGO) test --locked -p tests -- registro ripristino projections; \
		fi; \
	else \
		echo "npm is not installed: the tests on PostgreSQL 18 are left out (install Node >= 20.19)"; \
	fi

lint:
	@$(CARGO) fmt --all --check
	@$(CARGO) clippy --locked --workspace --all-targets -- -D warnings

.PHONY: needs
needs:
	@command -v $(CARGO) >/dev/null 2>&1 || { echo "Rust is missing: https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null 2>&1 || { echo "A C compiler is missing (Debian: apt install build-essential; macOS: xcode-select --install)"; exit 1; }
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
		2>/dev/null || { echo "Node >= 20.19 is missing: https://nodejs.org"; exit 1; }

# The operators' pages, built again when something they are made of has changed.
UI_SOURCES := $(shell find ui/src ui/public ui/scripts -type f) ui/index.html ui/package.json ui/tsconfig.json ui/vite.config.ts

ui: ui/dist/index.html

ui/dist/index.html: ui/node_modules/.installed $(UI_SOURCES)
	@npm --prefix ui run build
	@touch $@

ui/node_modules/.installed: ui/package-lock.json
	@cd ui && npm ci
	@touch $@

# The identity provider at which tests and the demo log in (the demo fetches it by itself).
oidc: dev/oidc/node_modules/.installed

dev/oidc/node_modules/.installed: dev/oidc/package-lock.json
	@cd dev/oidc && npm ci
	@touch $@

# The proxy through which a card comes in, for the test of the whole way. Where it is not and cannot be installed, only this
# test is left out.
nginx:
	@PATH="$$PATH:/usr/sbin"; command -v nginx >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
		&& { apt-get update && apt-get install -y --no-install-recommends nginx-light; } >/dev/null 2>&1; } \
		|| echo "nginx is not installed: the login by card through a proxy is left out (Debian: apt install nginx-light)"

# The types follow the schema, the pages follow the rules, the rules of the pages hold.
test-ui: ui
	@cd ui && npm run gen:check && npm run lint && npm run typecheck && npm test

# The pages in a real browser, against the whole demo. Without a browser only these tests are left out.
e2e: build ui oidc
	@if chromium="$$(ui/scripts/chromium.sh)"; then \
		cd ui && CHROMIUM="$$chromium" npm run --silent e2e; \
	else \
		echo "e2e: left out, Chromium is not installed (Debian: apt install chromium; or name one in CHROMIUM)"; \
	fi

# Side-by-side benchmarks, on a private durable PostgreSQL: `make bench`, or one part of it: `make bench PART=append`.
.PHONY: bench
bench:
	@$(CARGO) build --release --locked -p bench -p tests --bin bench --bin sigess-without-checks --bin sigess-under-test
	@target/release/bench $(PART) --out bench/results/$$(date -u +%Y-%m-%d)$(if $(PART),-$(PART)).md

# Forgets the data of the demo.
clean-data:
	rm -rf .data

STARTED := $(shell date +%s)
