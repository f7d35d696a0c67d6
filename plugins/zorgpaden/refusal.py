"""Why the system refuses something, for who reads no English."""

from __future__ import annotations

import errno

_REFUSED = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "er is geen ruimte meer voor u op deze schijf",
    errno.EFBIG: "het bestand is te groot voor deze schijf",
    errno.EACCES: "u hebt hier geen rechten",
    errno.EPERM: "u hebt hier geen rechten",
    errno.ECHILD: (
        "een van onze processen is gestopt, meestal omdat er te weinig geheugen is; "
        "zet ZORGPADEN_PROCESSEN=1, dan is er één proces, dat minder nodig heeft"
    ),
    errno.ENOMEM: "er is te weinig geheugen",
    errno.EROFS: "op deze schijf kan niet geschreven worden",
}


def refusal(error: OSError) -> str:
    """Why the system refused something, in Dutch where we know it."""
    why = _REFUSED.get(error.errno or 0, error.strerror or str(error))
    return f"dit lukte niet: {why}{f' ({error.filename})' if error.filename else ''}"
