"""While MkDocs serves: hear what changes, and build again."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import partial

from mkdocs.livereload import LiveReloadServer

from zorgpaden.build.leaves import trusted
from zorgpaden.catalog import COLLECTIONS, LAYERED
from zorgpaden.commands.common import SELDOM
from zorgpaden.watching import Heard, watch

SOON = 0.02
"""Seconds of rest after a change before a server builds; who saves twice gets two builds."""


class Serving:
    """Builds again after a change below some folders."""

    def __init__(
        self,
        server: LiveReloadServer,
        folders: Sequence[str],
        again: Callable[[set[str] | None], bool],
        whole: Callable[[], None],
        missed: Callable[[], bool],
    ) -> None:
        """`again` gets the files that changed (None: it may be anything); when it gives False, `whole` builds all.

        `missed` tells whether something changed since the site was built, before we could hear it.
        """
        self._again, self._whole = again, whole
        self._heard = Heard()
        server.builder = self._build
        server.build_delay = SOON
        for model in (*COLLECTIONS, *LAYERED):
            trusted(model)  # else each copy of this process would work it out again
        gc.set_threshold(*SELDOM)
        gc.freeze()  # what is here now stays
        self._watcher = watch(folders, partial(self._hear, server))
        for folder in () if self._watcher else folders:
            server.watch(folder)
        self._heard.ask()  # from here on we hear everything
        if missed():
            self._hear(server, None)

    def _build(self) -> None:
        if not self._again(self._heard.ask() if self._watcher else None):
            self._whole()

    def _hear(self, server: LiveReloadServer, paths: list[str] | None) -> None:
        self._heard.tell(paths)
        with server._rebuild_cond:  # as MkDocs does when it sees a change itself
            server._want_rebuild = True
            server._rebuild_cond.notify_all()
