"""Do gemeenten and regions fit the register?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.problems import Problem, suggest


@check("gemeente-onbekend")
def gemeente_in_register(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A gemeente layer is one of the register, or a clearly marked example with a name and a province."""
    for item in context.gemeenten(catalog):
        id_, entity = item.entity.id, item.entity
        if entity.voorbeeld and id_ in catalog.register:
            yield item.source.problem(
                ("voorbeeld",), "gemeente-onbekend", f"“{id_}” is een echte gemeente", "Haal “voorbeeld” weg."
            )
        elif entity.voorbeeld and not (entity.naam and entity.provincie):
            yield item.source.problem(
                (),
                "gemeente-onbekend",
                "een voorbeeldgemeente heeft een naam en een provincie",
                "Vul “naam” en “provincie” in.",
            )
        elif not entity.voorbeeld and id_ not in catalog.register:
            hint = suggest(id_, list(catalog.register)) or "Kijk in gemeenten.yml, of schrijf “voorbeeld: ja”."
            yield item.source.problem(("id",), "gemeente-onbekend", f"“{id_}” staat niet in het register", hint)


@check("gemeente-twee-regios")
def one_region_each(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A gemeente has the layer of at most one region."""
    for item in context.regios(catalog):
        seen: Counter[str] = Counter()
        for index, gemeente in enumerate(item.entity.gemeenten):
            named = catalog.genoemd[gemeente]
            place = named.index(item.entity.id) + seen[gemeente]
            seen[gemeente] += 1
            if place:
                yield item.source.problem(
                    ("gemeenten", index),
                    "gemeente-twee-regios",
                    f"“{gemeente}” staat ook bij regio “{named[place - 1]}”",
                    "Kies één regio.",
                )


@check("voorbeeld-gemengd")
def examples_stay_apart(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """An example region holds only example gemeenten, and a real region only real ones."""
    for item in context.regios(catalog):
        for index, id_ in enumerate(item.entity.gemeenten):
            plaats = catalog.gemeenten.get(id_)
            if plaats and plaats.voorbeeld != item.entity.voorbeeld:
                yield item.source.problem(
                    ("gemeenten", index),
                    "voorbeeld-gemengd",
                    f"“{plaats.naam}” en deze regio zijn niet allebei echt of allebei voorbeeld",
                    "Houd verzonnen gebieden apart van echte.",
                )


@check("cbs-code-dubbel", landelijk=True)
def cbs_codes_unique(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A CBS code belongs to one gemeente."""
    seen: dict[str, str] = {}
    for id_, item in catalog.register.items():
        code = item.entity.cbs_code
        if code in seen:
            yield item.source.problem(
                ("cbs_code",), "cbs-code-dubbel", f"{code} is al van “{seen[code]}”", "Kijk de code na bij het CBS."
            )
        seen.setdefault(code, id_)


@check("voorbeeld-in-echt")
def no_invented_facts(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Invented numbers (088-000 …) and addresses (.example) stand only in example areas."""
    for item in context.voorzieningen(catalog):
        if catalog.is_voorbeeld(item.source.laag):
            continue
        contact = item.entity.contact
        for field in ("telefoon", "email", "website"):
            value = getattr(contact, field) or ""
            if value.startswith("088-000") or ".example" in value:
                yield item.source.problem(
                    ("contact", field),
                    "voorbeeld-in-echt",
                    f"“{value}” is een verzonnen gegeven",
                    "Vul het echte gegeven in, of haal deze voorziening weg.",
                )
    for gemeente in context.gemeenten(catalog):
        if not gemeente.entity.voorbeeld and gemeente.entity.naam:
            hint = "De naam van een echte gemeente komt uit het register: haal “naam” weg."
            yield gemeente.source.problem(("naam",), "voorbeeld-in-echt", "hier staat een eigen naam", hint)
