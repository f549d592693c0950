# `make demo` makes one filing on a bare machine; `make test` is what CI runs. All commands: `make help`.
PYTHON  ?= python3
EXAMPLE ?= templates/resignation/examples/contract-own-wish-april-2022.yaml
OUT     ?= out
SAMPLE  ?= 400
SEED    ?= 1

BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard filings/locale/*/LC_MESSAGES/*.po))
export PYTHON

.PHONY: help demo test check browsers bench mutants messages wrap lock clean run-ready test-ready mutants-ready lint
.NOTPARALLEL:

help: ## этот список
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 14

demo: run-ready $(CATALOGUES) ## поставить недостающее и собрать рапорт в DOCX и PDF
	@$(BIN)/filings render $(EXAMPLE) -o $(OUT) --overwrite || { test $$? -eq 5 \
		&& echo 'Без PDF: что поставить, покажет .venv/bin/filings doctor'; }
	@echo 'Готово, файлы в папке $(OUT)/. Команда: .venv/bin/filings --help'

test: test-ready lint ## всё, что проверяет CI, вместе с медленными тестами
	@$(BIN)/pytest -q -n 2 -m 'not thorough'

check: test-ready lint ## то же без медленных тестов
	@$(BIN)/pytest -q -n 2 -m 'not slow'

browsers: test-ready $(CATALOGUES) ## пройти в Chromium до бумаги с каждым видом об увольнении, записях, восстановлении
	@$(BIN)/pytest -q -n 2 tests/web/test_whole_way.py

bench: test-ready $(CATALOGUES) ## сравнить скорость с обычными инструментами
	@$(BIN)/python -m benchmarks

mutants: mutants-ready $(CATALOGUES) ## проверить сами тесты: SAMPLE=400 порч программы наугад, выбор задаёт SEED=1
	@$(BIN)/python scripts/mutants.py $(or $(NAMES),$(SAMPLE) $(SEED))

messages: run-ready ## привести каталоги сообщений в согласие с кодом и показать непереведённое
	@$(BIN)/python scripts/messages.py

wrap: test-ready ## перенести слишком длинные строки шаблонов
	@$(BIN)/python scripts/wrap_templates

lock: ## заново закрепить версии библиотек с контрольными суммами
	@scripts/lock.sh

clean: ## убрать среду и всё, что получено из исходников; папка out/ остаётся
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache mutants $(CATALOGUES)
	@find . -name __pycache__ -prune -exec rm -rf {} +

lint: $(CATALOGUES)
	@echo 'Стиль, типы, направления импортов, строки шаблонов'
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python scripts/wrap_templates --check

run-ready:
	@scripts/setup.sh run

test-ready:
	@scripts/setup.sh test

mutants-ready: test-ready
	@scripts/setup.sh mutants

%.mo: %.po
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
