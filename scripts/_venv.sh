# Shared by the scripts here: a virtual environment that follows the lock files.
export NO_MKDOCS_2_WARNING=1
export PIP_DISABLE_PIP_VERSION_CHECK=1

# What an environment for NAME (site, pdf or dev) is made from; pdf holds all of site, dev all of pdf.
_venv_stamp() { cat "requirements/$1.txt" pyproject.toml | sha256sum; }
_venv_ready() { [ "$(cat ".venv/stamp-$1" 2>/dev/null)" = "$(_venv_stamp "$1")" ]; }

# ensure_venv NAME: .venv has what requirements/NAME.txt pins, and this project itself.
ensure_venv() {
  if _venv_ready "$1" || { [ "$1" != dev ] && _venv_ready dev; } || { [ "$1" = site ] && _venv_ready pdf; }; then
    return
  fi
  local python=${PYTHON:-python3}
  if [ ! -x .venv/bin/python ]; then
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
      { echo "Zorgpaden heeft Python 3.11 of nieuwer nodig." >&2; exit 2; }
    echo "▸ .venv maken" >&2
    "$python" -m venv .venv ||
      { echo "Installeer eerst python3-venv: sudo apt-get install python3-venv" >&2; exit 2; }
  fi
  echo "▸ pakketten installeren ($1); de eerste keer duurt dit een minuut" >&2
  .venv/bin/python -m pip install --quiet --require-hashes --requirement "requirements/$1.txt"
  .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
  _venv_stamp "$1" >".venv/stamp-$1"
}
