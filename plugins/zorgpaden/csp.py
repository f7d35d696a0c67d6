"""What a browser may do on our pages: the Content-Security-Policy headers, for servers and for the tests.

`POLICY` is for every page. Only the form under `/redactie/bewerken/` has one of its own, because Decap CMS cannot work
under the strict one. That one never goes to a page with care on it, and it lets the form talk to one place: the
repository that the host chose. Each thing it allows more was found by taking it away and looking in Chromium.
"""

from __future__ import annotations

from collections.abc import Sequence

from zorgpaden.form.host import Host

_STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_FORM = _STRICT | {
    "script-src": "'self' 'unsafe-eval'",  # Decap compiles the check of its settings (ajv) while it starts
    "style-src-elem": "'self' 'unsafe-inline'",  # Decap writes its styles while it runs (emotion); never in attributes
    "img-src": "'self'",
    "worker-src": "'none'",
    "manifest-src": "'none'",
}


def _text(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


POLICY = _text(_STRICT)
"""For everything but the form."""


def page_policy(frames: Sequence[str] = ()) -> str:
    """`POLICY`, for a host who lets these origins show pages inside their own."""
    return _text(_STRICT | {"frame-ancestors": " ".join(frames) or _STRICT["frame-ancestors"]})


def page_policy_in_page() -> str:
    """For a `<meta>` in every page, on servers that send no headers: without the rule that counts only in a header."""
    return _text({name: value for name, value in _STRICT.items() if name != "frame-ancestors"})


def form_policy(host: Host | None) -> str:
    """For `/redactie/bewerken/`: as `POLICY`, with what Decap and the host's repository need."""
    return _text(_form_rules(host))


def form_policy_in_page(host: Host) -> str:
    """The same for a `<meta>` in the form itself, for servers that send no headers; one rule exists only there."""
    return _text({name: value for name, value in _form_rules(host).items() if name != "frame-ancestors"})


def _form_rules(host: Host | None) -> dict[str, str]:
    if host is None:
        return _STRICT  # there is no form, only a page that says how to get it
    return _FORM | {
        "connect-src": " ".join((_FORM["connect-src"], *host.fetches)),
        "img-src": " ".join((_FORM["img-src"], *host.pictures)),
    }
