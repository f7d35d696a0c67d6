"""The settings of the form: made from the model, for the layers that are there, and true to the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from zorgpaden.catalog import Catalog
from zorgpaden.csp import POLICY, form_policy
from zorgpaden.form.collections import all_parts, collections_of, options_for
from zorgpaden.form.config import as_yaml, decap_config
from zorgpaden.form.fields import empty_counts, fields_of
from zorgpaden.form.host import SERVICES, WrongSetting, read_host
from zorgpaden.form.pages import MODELS
from zorgpaden.loading import Laag
from zorgpaden.model import Afspraak, Coalitie, Dossierpagina, Voorziening, Zorgpad, ZorgpadLaag

GITHUB = {"name": "github", "repo": "zorgpaden/site", "branch": "main", "base_url": "https://aanmelden.example"}


def by_name(fields: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in fields}


def no_choices(_: str) -> list[dict[str, str]]:
    return [{"label": "Een", "value": "een"}]


def every_field(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield field
        yield from every_field(field.get("fields", []))
        yield from every_field([field["field"]] if "field" in field else [])


def test_a_part_per_layer_that_exists(catalog: Catalog) -> None:
    ids = [part.id for part in all_parts(catalog)]
    assert ids == [
        "landelijk",
        "kennisdossier",
        "regio-merenland",
        "regio-noord-en-midden-limburg",
        "gemeente-duinhoven",
        "gemeente-veldegge",
        "gemeente-waterrijk",
    ]


def test_every_file_has_a_place_in_a_form(catalog: Catalog) -> None:
    """Each entity of the data and each page belongs to one folder or file of the form; only national lists do not."""
    places = []
    for part in all_parts(catalog):
        for collection in collections_of(catalog, part):
            places += [collection["folder"] + "/"] if "folder" in collection else []
            places += [file["file"] for file in collection.get("files", [])]
    assert len(places) == len(set(places))
    outside = set()
    for item in catalog.items():
        path = item.source.path
        path = f"content/{path}" if path.endswith(".md") else f"data/{path}"
        holding = [place for place in places if path == place or path.rpartition("/")[0] + "/" == place]
        assert len(holding) <= 1, path
        outside |= set() if holding else {path}
    assert {path.rpartition("/")[0] for path in outside} == {"data/landelijk"}


@pytest.mark.parametrize("model", [*MODELS, Dossierpagina])
def test_every_field_of_a_model_is_asked(model: type[BaseModel]) -> None:
    fields = fields_of(model, no_choices)
    assert {field["name"] for field in fields} == set(model.model_fields)
    for field in every_field(fields):
        assert field["label"]
        assert field["widget"] in ("string", "text", "select", "list", "object", "number", "datetime")
        if field["widget"] == "select":
            assert field["options"], field["name"]
        assert "id's" not in field.get("hint", "")
    for name, field in by_name(fields).items():
        assert field["hint"].startswith(re.split(r" \(id", model.model_fields[name].description or "")[0])
        asked = model.model_fields[name].is_required() or "min" in field
        assert field["required"] == (asked and (field["widget"] != "number" or model.model_fields[name].is_required()))


def test_what_kinds_of_fields_there_are() -> None:
    fields = by_name(fields_of(Voorziening, no_choices))
    contact = by_name(fields["contact"]["fields"])
    assert contact["telefoon"]["pattern"][1] == "een Nederlands nummer, bijvoorbeeld 088-000 00 01"
    assert (contact["functie"]["required"], contact["telefoon"]["required"]) == (True, False)
    assert fields["samenvatting"]["widget"] == "text"
    assert by_name(fields["gecontroleerd"]["fields"])["op"]["format"] == "YYYY-MM-DD"
    assert fields["adres_geheim"]["options"] == [{"label": "Ja", "value": "ja"}, {"label": "Nee", "value": "nee"}]
    assert fields["domein"]["options"][0] == {"label": "Medisch", "value": "medisch"}
    assert fields["status"]["default"] == "concept"
    assert fields["voorwaarden"]["label_singular"] == "voorwaarde"
    step = by_name(by_name(fields_of(Zorgpad, no_choices))["stappen"]["fields"])
    assert (step["gradaties"]["multiple"], step["gradaties"]["min"]) == (True, 1)
    assert by_name(fields_of(Zorgpad, no_choices))["stappen"]["summary"] == "{{fields.wat}}"


def test_what_may_stay_empty_as_a_whole_asks_nothing() -> None:
    """Decap looks inside an address that nobody gives; the check asks for the street when there is one."""
    fields = by_name(fields_of(Voorziening, no_choices))
    for name in ("adres", "aanmelden", "daarna"):
        assert not fields[name]["required"]
        assert not any(inner["required"] for inner in fields[name]["fields"])
    street = by_name(fields["adres"]["fields"])["straat"]
    assert street["hint"].endswith("Vul dit in als u hier iets invult.")
    assert by_name(fields_of(Coalitie, no_choices))["naam"]["required"]


def test_lists_for_which_empty_says_something() -> None:
    assert empty_counts(MODELS) == ["gradaties"]


def test_patterns_let_all_good_values_through(catalog: Catalog) -> None:
    """The form stops nothing that our own data have, in any field with a pattern."""
    seen = 0
    for item in catalog.items():
        if type(item.entity) in (*MODELS, Dossierpagina):
            data = item.entity.model_dump(mode="json", exclude_defaults=True)
            for pattern, value in patterned(fields_of(type(item.entity), no_choices), data):
                assert re.search(pattern, str(value)), (item.source.path, value)
                seen += 1
    assert seen > 500


def patterned(fields: list[dict[str, Any]], data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for field in fields:
        value = data.get(field["name"])
        if value is None:
            continue
        if "pattern" in field:
            yield field["pattern"][0], value
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from patterned(field.get("fields", []), inner)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("telefoon", "nul acht acht"),
        ("telefoon", "bel 088-000 00 01"),
        ("email", "loket"),
        ("website", "http://loket.example"),
        ("bereikbaar", "meestal wel"),
        ("bereikbaar", "ma-vr"),
    ],
)
def test_patterns_stop_what_is_plainly_wrong(field: str, wrong: str) -> None:
    contact = by_name(by_name(fields_of(Voorziening, no_choices))["contact"]["fields"])
    assert not re.search(contact[field]["pattern"][0], wrong)


def test_options_are_names_of_what_exists(catalog: Catalog) -> None:
    options = options_for(catalog, Laag("gemeente", "waterrijk"))
    help_ = {option["value"]: option["label"] for option in options("voorzieningen")}
    assert help_["financieel-spreekuur-waterrijk"] == "Financieel spreekuur Waterrijk (Waterrijk)"
    assert help_["veilig-thuis"].endswith("(landelijk)")
    assert "knooppunt-veldegge" not in help_
    assert {"label": "Geldzorgen", "value": "geldzorgen"} in options("zorgpaden")
    assert len(options("gemeenten")) == len(catalog.gemeenten)
    used = {ref for item in catalog.voorzieningen.values() for ref in item.entity.zorgpaden}
    assert used <= {option["value"] for option in options("zorgpaden")}


def test_a_file_is_named_after_its_id(catalog: Catalog) -> None:
    part = next(part for part in all_parts(catalog) if part.id == "gemeente-waterrijk")
    about, paths, help_, agreements = collections_of(catalog, part)
    assert about["files"][0]["file"] == "data/gemeenten/waterrijk/gemeente.yml"
    assert [one["folder"] for one in (paths, help_, agreements)] == [
        f"data/gemeenten/waterrijk/{name}" for name in ("zorgpaden", "voorzieningen", "afspraken")
    ]
    for one in (paths, help_, agreements):
        assert (one["slug"], one["extension"], one["format"]) == ("{{fields.id}}", "yml", "yml")
    assert by_name(paths["fields"])["id"]["options"] == options_for(catalog, Laag("landelijk"))("zorgpaden")
    assert by_name(agreements["fields"])["zorgpaden"]["options"][0] == {"label": "Alle zorgpaden", "value": "alle"}
    assert not any(one["delete"] for one in (about, paths, help_, agreements))
    assert about["files"][0]["preview_path"] == agreements["preview_path"] == "gemeenten/waterrijk/"
    assert paths["preview_path"] == "gemeenten/waterrijk/{{slug}}/"
    assert help_["preview_path"] == "voorzieningen/{{slug}}/"


def test_the_whole_as_text_is_the_same_data(catalog: Catalog) -> None:
    """A list that occurs twice is written once, and Decap reads it twice."""
    host = read_host(GITHUB)
    assert host
    for part in all_parts(catalog):
        config = decap_config(catalog, part, host, "https://zorgpaden.example/")
        text = as_yaml(config)
        assert yaml.safe_load(text) == config
        assert len(text) < 100_000
    assert (config["locale"], config["publish_mode"]) == ("nl", "editorial_workflow")
    assert config["backend"]["repo"] == "zorgpaden/site"


def test_forgejo_keeps_concepts_and_gitea_cannot() -> None:
    asked = {"repo": "zorgpaden/site", "api_root": "https://git.example/api/v1"}
    forgejo, gitea = (read_host({"name": name, **asked}) for name in ("forgejo", "gitea"))
    assert forgejo
    assert gitea
    assert (forgejo.service.workflow, gitea.service.workflow) == (True, False)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"repo": "a/b"}, "bij name staat “None”. Kies uit: github, gitlab"),
        ({"name": "svn"}, "bij name staat “svn”"),
        ({"name": "github"}, "voor github is nog nodig: repo"),
        ({"name": "forgejo", "repo": "a/b"}, "voor forgejo is nog nodig: api_root"),
        ({**GITHUB, "brach": "main"}, "“brach” is geen instelling. Bedoelt u “branch”?"),
        ({**GITHUB, "base_url": "http://aanmelden.example"}, "bij base_url staat “http://aanmelden.example”"),
        ({**GITHUB, "base_url": "https://geheim@aanmelden.example"}, "Schrijf een adres dat begint met https://"),
        ({**GITHUB, "api_root": "https://a.example; script-src *"}, "bij api_root staat"),
    ],
)
def test_settings_of_the_host_that_cannot_be(given: dict[str, str], says: str) -> None:
    with pytest.raises(WrongSetting) as refused:
        read_host(given)
    assert says in str(refused.value)


def test_no_settings_is_no_form() -> None:
    assert read_host({}) is None
    assert form_policy(None) == POLICY


def test_policies() -> None:
    """The strict one stays strict; the form may talk to the chosen place and to nobody else."""
    assert "unsafe" not in POLICY
    host = read_host(GITHUB)
    rules = dict(rule.split(" ", 1) for rule in form_policy(host).split("; "))
    assert rules["connect-src"] == "'self' https://api.github.com"
    assert rules["img-src"] == "'self' https://avatars.githubusercontent.com"
    assert rules["script-src"] == "'self' 'unsafe-eval'"
    assert (rules["style-src"], rules["style-src-elem"]) == ("'self'", "'self' 'unsafe-inline'")
    assert [name for name, value in rules.items() if "unsafe" in value] == ["script-src", "style-src-elem"]
    assert {rules[name] for name in ("default-src", "base-uri", "form-action", "frame-ancestors")} == {"'none'"}


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_names_its_own_addresses(name: str) -> None:
    own = dict.fromkeys(SERVICES[name].addresses, "https://git.example/x")
    host = read_host({"name": name, "repo": "a/b", "app_id": "1", **own})
    assert host
    assert set(host.fetches) <= {"https://git.example", *SERVICES[name].also}


def test_the_form_of_a_layer_knows_what_a_zorgpad_is_called() -> None:
    assert by_name(fields_of(ZorgpadLaag, no_choices))["id"]["widget"] == "select"
    assert by_name(fields_of(Afspraak, no_choices))["id"]["widget"] == "string"
