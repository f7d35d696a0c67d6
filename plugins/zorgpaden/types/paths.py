"""The address of a page of this site, as it stands behind the name of the site."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from zorgpaden.types.errors import refuse
from zorgpaden.types.schema import text_schema

_PATH = r"/([a-z0-9]+(-[a-z0-9]+)*/)+"
_HINT = "Schrijf het deel achter de naam van de site, met een / voor en achter: /zorgpaden/geldzorgen/."
MAX_PATH = 200


def _path(text: str) -> str:
    if not re.fullmatch(_PATH, text) or len(text) > MAX_PATH:
        raise refuse("pagina-adres", f"“{text}” is geen adres van een pagina van deze site", _HINT)
    return text


PaginaAdres = Annotated[
    str, AfterValidator(_path), WithJsonSchema(text_schema(rf"^{_PATH}$", _HINT) | {"maxLength": MAX_PATH})
]
