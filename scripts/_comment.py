"""Put a report as one comment at a proposal, and renew that comment at the next run. Only the standard library.

The report is text of a stranger: it is only passed on, never read for commands. Settings come from the environment:
  KEUZE     github, gitlab or forgejo
  API       https://api.github.com, https://git.example/api/v4 or https://git.example/api/v1
  PROJECT   owner/name, or the number of the project at GitLab
  NUMMER    number of the proposal; GitHub may give HOOFD (commit), EIGENAAR and TAK (of the proposal) instead
  SLEUTEL   token that may write comments, and nothing more
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

MARK = "<!-- zorgpaden: verslag -->"
MOST = 60_000
"""Letters that a comment may have; the hosts stop somewhere above it."""


class Host:
    """The comments of one proposal. GitHub and Forgejo share their addresses; GitLab has its own."""

    def __init__(self, given: dict[str, str]) -> None:
        self.gitlab = given["KEUZE"] == "gitlab"
        self.api = given["API"].rstrip("/")
        self.token = given["SLEUTEL"]
        project = urllib.parse.quote(given["PROJECT"], safe="" if self.gitlab else "/")
        self.project = f"projects/{project}" if self.gitlab else f"repos/{project}"
        self.number = given.get("NUMMER") or self._number(given)

    def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310  (the address is a setting of the host)
            f"{self.api}/{path}",
            data=json.dumps(body).encode() if body else None,
            method=method,
            headers={
                "Content-Type": "application/json",
                **({"PRIVATE-TOKEN": self.token} if self.gitlab else {"Authorization": f"Bearer {self.token}"}),
            },
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)

    def _number(self, given: dict[str, str]) -> str:
        """The open proposal that has exactly this commit; a run for a fork does not say its number."""
        head = urllib.parse.quote(f"{given['EIGENAAR']}:{given['TAK']}", safe="")
        found = self._ask("GET", f"{self.project}/pulls?state=open&head={head}")
        return next((str(one["number"]) for one in found if one["head"]["sha"] == given["HOOFD"]), "")

    def put(self, text: str) -> None:
        """Write the comment, over the one of an earlier run."""
        room = f"{self.project}/{'merge_requests' if self.gitlab else 'issues'}/{int(self.number)}"
        room += "/notes" if self.gitlab else "/comments"
        old = self._old(room)
        if not old:
            self._ask("POST", room, {"body": text})
        elif self.gitlab:
            self._ask("PUT", f"{room}/{old}", {"body": text})
        else:
            self._ask("PATCH", f"{self.project}/issues/comments/{old}", {"body": text})

    def _old(self, room: str) -> int | None:
        for page in range(1, 11):
            found = self._ask("GET", f"{room}?per_page=100&page={page}")
            for one in found:
                if one["body"].startswith(MARK):
                    return int(one["id"])
            if len(found) < 100:
                break
        return None


def comment(report: str) -> str:
    """The report with our mark, cut at the end of a line when it is long."""
    text = f"{MARK}\n{report}"
    if len(text) <= MOST:
        return text
    return f"{text[:MOST].rpartition(chr(10))[0]}\n\n*Het hele verslag staat bij de controle.*\n"


def main() -> int:
    """Exit code 0, also when there is no such proposal any more; 1 when the host refuses."""
    try:
        report = Path(sys.argv[1]).read_text(encoding="utf-8")
    except OSError:
        print("Er is geen verslag; zie de controle zelf.", file=sys.stderr)
        return 0
    try:
        host = Host(dict(os.environ))
        if not host.number:
            print("Dit voorstel is niet meer open.", file=sys.stderr)
            return 0
        host.put(comment(report))
    except urllib.error.HTTPError as refused:
        print(f"De reactie is niet geplaatst: de server antwoordt {refused.code}. Mag de sleutel dit?", file=sys.stderr)
        return 1
    except OSError as fault:
        print(f"De reactie is niet geplaatst: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
