# Shared by the scripts here: a virtual environment that follows the lock files.
export NO_MKDOCS_2_WARNING=1
export PIP_DISABLE_PIP_VERSION_CHECK=1

# ensure_venv NAME: .venv has what requirements/NAME.txt pins, and this project itself.
ensure_venv() {
  local name=$1 stamp
  stamp=$(cat "requirements/$name.txt" pyproject.toml | sha256sum | cut -d' ' -f1)
  if [ -f .venv/stamp ] && { grep -qx "$name $stamp" .venv/stamp || { [ "$name" = site ] && grep -q "^dev $(cat requirements/dev.txt pyproject.toml | sha256sum | cut -d' ' -f1)" .venv/stamp; }; }; then
    return
  fi
  if [ ! -x .venv/bin/python ]; then
    echo "▸ .venv maken" >&2
    "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
      { echo "Zorgpaden heeft Python 3.11 of nieuwer nodig." >&2; exit 2; }
    "${PYTHON:-python3}" -m venv .venv || { echo "Installeer eerst python3-venv: apt-get install python3-venv" >&2; exit 2; }
  fi
  echo "▸ pakketten installeren ($name); de eerste keer duurt dit een minuut" >&2
  .venv/bin/python -m pip install --quiet --require-hashes --requirement "requirements/$name.txt"
  .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
  echo "$name $stamp" >.venv/stamp
}
