#!/usr/bin/env bash
# Sets up what is missing, and only that:  scripts/setup.sh run|test|mutants
#   run   what the command `filings` needs
#   test  also the tools and programs of `make test`
#   mutants  also mutmut
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
# libharfbuzz-subset0: without it WeasyPrint embeds fonts half as fast. Liberation Serif is the font of every paper.
system=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation)
case ${1:-} in
    run) lock=requirements.txt ;;
    test) lock=requirements-dev.txt system+=(chromium libreoffice-writer-nogui poppler-utils) ;;
    mutants) lock=requirements-mutants.txt ;;
    *) echo "usage: scripts/setup.sh run|test|mutants" >&2; exit 2 ;;
esac

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

check_python() {
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
        || stop "Нужен Python 3.11 или новее. Укажите его: make PYTHON=python3.12 …"
}

as_root() {
    if [[ $EUID -eq 0 ]]; then "$@"
    elif command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then sudo "$@"
    else return 1
    fi
}

install_system_packages() {
    local missing=() name
    if ! command -v dpkg-query >/dev/null; then
        say "Не Debian: для PDF поставьте сами Pango, HarfBuzz (subset) и шрифты Liberation. DOCX работает без них."
        return
    fi
    "$python" -c 'import ensurepip' 2>/dev/null || system+=(python3-venv)
    for name in "${system[@]}"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || missing+=("$name")
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0
    say "Системные пакеты: ${missing[*]}"
    { as_root apt-get -qq update \
        && as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}"
    } >/dev/null || say "Не поставлены. Выполните: sudo apt-get install ${missing[*]}
Пока продолжаем без них: DOCX работает без Pango, PDF — нет."
}

# Scripts in a venv name its place, so a moved checkout or another Python needs a new one.
make_venv() {
    local place
    place="$PWD $("$python" --version)"
    [[ $(cat .venv/place 2>/dev/null) != "$place" ]] || return 0
    say "Среда Python: .venv"
    "$python" -m venv --clear .venv >/dev/null || stop "Среда не создана. Выполните: sudo apt-get install python3-venv"
    echo "$place" >.venv/place
}

# The lock is complete, hence --no-deps; every file is checked against its hash and nothing is built but ourselves.
install_libraries() {
    local stamp=.venv/$lock.sha256
    sha256sum --check --status "$stamp" 2>/dev/null && return
    say "Библиотеки с проверкой контрольных сумм: $lock"
    pip_install --require-hashes --only-binary :all: -r "$lock" \
        || stop "Библиотеки не установлены. Проверьте доступ к сети и настройки pip и повторите команду."
    pip_install --no-index --no-build-isolation --editable . \
        || stop "Программа не установлена: причина выше. Если менялся pyproject.toml, проверьте его."
    sha256sum "$lock" pyproject.toml hatch_build.py >"$stamp"
}

pip_install() {
    .venv/bin/python -m pip --disable-pip-version-check --no-input --quiet install --no-deps "$@"
}

check_python
install_system_packages
make_venv
install_libraries
