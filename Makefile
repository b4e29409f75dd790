.DEFAULT_GOAL := help
.PHONY: help demo test check sites browser golden readme bench fuzz lint fmt install clean
EPISODE ?= corpus/slow-signal/117-paused.vtt
SITES ?= hugo pelican eleventy astro
# Two parts at a time do not share the cores by tokens: cargo would look for them in vain.
unexport MAKEFLAGS

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Draft one sample episode to the terminal, tag the sample catalogue into demo/
	cargo build --release --locked --quiet
	target/release/shownotes draft $(EPISODE)
	target/release/shownotes tag corpus -o demo && ls demo

test: fuzz check sites browser ## Run everything that continuous integration runs

check: lint ## Check the formatting, the lints, the tests and the documentation: what to run while working
	cargo test --locked --quiet
	RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps --document-private-items --quiet

sites: ## Publish into small sites and build them with the real generators (SITES="jekyll ...")
	cargo build --locked --quiet
	tests/sites/run.sh target/debug/shownotes $(SITES)

browser: ## Work on the page of `shownotes review` in a real Chromium
	cargo build --locked --quiet
	tests/review/run.sh target/debug/shownotes

golden: readme ## Accept what the program now makes of the sample catalogue: golden files and README
	GOLDEN=accept cargo test --locked --quiet --test golden
	git diff --stat tests/golden README.md

readme: ## Put what the commands print now into the README
	GOLDEN=accept cargo test --locked --quiet --test readme output

bench: ## Measure speed, memory, growth, large catalogues and loading (PARTS="drafting catalogue loading", SHOWNOTES_SUITE=folder)
	cargo bench --locked --bench throughput -- $(PARTS)

fuzz: ## Run each fuzz target from its seeds (SECONDS_EACH=20, TARGETS=all)
	fuzz/run $(TARGETS)

lint: ## Check the formatting and the lints
	cargo fmt --check
	cargo clippy --locked --all-targets --quiet -- -D warnings

fmt: ## Format the sources
	cargo fmt

install: ## Install the program with cargo
	cargo install --locked --path .

clean: ## Remove what was built
	cargo clean && rm -rf demo
