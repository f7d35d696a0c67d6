"""All files of the generated part of a site, as a build makes them group by group."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from zorgpaden.build.groups import clusters, local_groups, national_groups, stand_group
from zorgpaden.build.keys import Keys
from zorgpaden.build.reach import Reach
from zorgpaden.loading.digests import Digests
from zorgpaden.site import Site


def files_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every file, without what MkDocs makes and what is made from all files together."""
    digests = Digests()
    keys = Keys(site.catalog, digests, Reach(site.catalog, digests), "")
    local = [
        group
        for lagen in clusters(site.catalog, site.settings.alleen)
        for laag in lagen
        for group in local_groups(site, keys, laag)
    ]
    rows = [group.extra() for group in local if group.extra()]
    for group in chain(national_groups(site, keys), local, [stand_group(site, keys, (), lambda: rows)]):
        yield from ((made.path, made.content) for made in group.make())
