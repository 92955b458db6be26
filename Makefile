# make demo   read the samples and show what comes out
# make test   the everyday suite
# make measures  the slow tests: how well every sample is read in every form, and long runs
# make fuzz   the suite at length, and ten thousand damaged reports
PYTHON ?= python3
VENV ?= .venv
OUT ?= out
BIN := $(VENV)/bin

.PHONY: demo test measures check bench bench-archive score consistent linear fuzz compare-rules samples dictionary clean

demo: $(VENV)/.installed
	@status=0; $(BIN)/python pipeline.py run samples/*/report.docx samples/*/report.pdf --out $(OUT)/demo || status=$$?; \
	  [ $$status -eq 0 ] || [ $$status -eq 3 ]
	@echo; echo "== Điểm cần rà soát (baocao check $(OUT)/demo) =="
	@$(BIN)/python pipeline.py check $(OUT)/demo
	@echo; echo "== So với cùng kỳ năm trước (baocao compare $(OUT)/demo) =="
	@$(BIN)/python pipeline.py compare $(OUT)/demo
	@echo; echo "Mở $(OUT)/demo/dataset.xlsx bằng Excel hoặc LibreOffice để xem toàn bộ."

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2

measures: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 -m slow tests/samples tests/extract tests/batch/test_cluster.py tests/test_pipeline.py \
	  tests/test_across_reports.py tests/test_elsewhere.py tests/test_portability.py tests/test_watch.py

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

score: $(VENV)/.installed
	@$(BIN)/python bench/score.py

consistent: $(VENV)/.installed
	@$(BIN)/python bench/consistent.py

bench: $(VENV)/.installed-bench
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/grammar.py

bench-archive: $(VENV)/.installed
	$(BIN)/python bench/archive.py 1000 10000

compare-rules: $(VENV)/.installed
	@$(BIN)/python bench/compare_rules.py $(BASE) $(FOLDERS)

linear: $(VENV)/.installed
	$(BIN)/python bench/linear.py

fuzz: $(VENV)/.installed-dev
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n 2 -m "slow or not slow"
	$(BIN)/python bench/fuzz.py

samples: $(VENV)/.installed
	$(BIN)/python samples/make.py

$(VENV)/.installed: pyproject.toml constraints.txt
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@echo "Đang cài thư viện vào $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[ocr]' || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,cluster]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -r bench/requirements.txt
	@touch $@

clean:
	rm -rf $(OUT) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

dictionary: $(VENV)/.installed
	$(BIN)/python -c "from normalize.dictionary import data_dictionary; print(data_dictionary(), end='')" > docs/data-dictionary.md
	$(BIN)/python -c "from validate.checks import checks_page; print(checks_page(), end='')" > docs/checks.md
