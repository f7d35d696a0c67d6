"""How owners answer on this site: what the host chooses as `correctie` and `issue_url` in mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass

from zorgpaden.problems import suggest
from zorgpaden.types.web import url_fault

WIJZEN = ("mail", "issue", "formulier")
TITEL, TEKST = "{titel}", "{tekst}"


class WrongChoice(ValueError):
    """A choice that cannot be used; the text is Dutch."""


@dataclass(frozen=True, slots=True)
class Correctie:
    """By mail or as an issue from our correction page, or in the form for editors."""

    wijze: str = "mail"
    issue_url: str = ""
    """Address of a new issue, with `{titel}` and `{tekst}` where those come; only with `issue`."""


def read_choice(wijze: str, issue_url: str, *, formulier: bool) -> Correctie:
    """The host's choice, looked over; `formulier` tells whether the site has the form. Raises `WrongChoice`."""
    if wijze not in WIJZEN:
        hint = suggest(wijze, list(WIJZEN)) or f"Kies uit: {', '.join(WIJZEN)}."
        raise WrongChoice(f"correctie: “{wijze}” kan niet. {hint}")
    if wijze == "formulier" and not formulier:
        raise WrongChoice("correctie: bij “formulier” hoort ook een instelling formulier. Of kies mail of issue.")
    if wijze == "issue":
        example = f"https://git.example/zorgpaden/issues/new?title={TITEL}&body={TEKST}"
        fault = url_fault(issue_url.replace(TITEL, "t").replace(TEKST, "t"))
        if TITEL not in issue_url or TEKST not in issue_url or fault:
            raise WrongChoice(f"issue_url: “{issue_url}” kan niet bij correctie: issue. Schrijf bijvoorbeeld {example}")
    return Correctie(wijze, issue_url)
