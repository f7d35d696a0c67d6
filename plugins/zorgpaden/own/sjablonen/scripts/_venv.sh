# Shared by the scripts here: a virtual environment that follows requirements.txt and pakketten.txt.
# ZORGPADEN_VENV names an environment that is there already.
export NO_MKDOCS_2_WARNING=1
export PIP_DISABLE_PIP_VERSION_CHECK=1

ensure_venv() {
  python=${ZORGPADEN_VENV:-$PWD/.venv}/bin/python
  local stamp
  stamp=$(cat requirements.txt pakketten.txt | sha256sum)
  if [ -n "${ZORGPADEN_VENV:-}" ] || [ "$(cat .venv/stamp 2>/dev/null)" = "$stamp" ]; then return; fi
  if [ ! -x .venv/bin/python ]; then
    "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
      { echo "Zorgpaden heeft Python 3.11 of nieuwer nodig." >&2; exit 2; }
    echo "▸ .venv maken" >&2
    "${PYTHON:-python3}" -m venv .venv ||
      { echo "Installeer eerst python3-venv: sudo apt-get install python3-venv" >&2; exit 2; }
  fi
  echo "▸ pakketten installeren; de eerste keer duurt dit een minuut" >&2
  .venv/bin/python -m pip install --quiet --require-hashes --requirement requirements.txt
  .venv/bin/python -m pip install --quiet --no-deps @hashes@--requirement pakketten.txt
  printf '%s\n' "$stamp" >.venv/stamp
}
