// The combination guide. First the merge: pure functions over the data of plugins/zorgpaden/combine.py,
// tested with tests/combine/. Below it the page. What is chosen stands in the fragment of the address
// (#g=waterrijk&s=geldzorgen,roken&k=kwetsbaar), and a browser sends no fragment to a server.
(() => {
  "use strict";

  // --- Choice and fragment ---

  const keuzeUit = (fragment) => {
    const fields = new URLSearchParams(fragment.replace(/^#/, ""));
    return { gemeente: fields.get("g") ?? "", situaties: (fields.get("s") ?? "").split(",").filter(Boolean), gradatie: fields.get("k") ?? "" };
  };

  // Only what the data know, in the order of the guide: a link is input from outside.
  const geldig = (landelijk, gemeenten, keuze) => {
    const situaties = landelijk.zorgpaden.map(({ id }) => id).filter((id) => keuze.situaties.includes(id));
    const gemeente = gemeenten.includes(keuze.gemeente) ? keuze.gemeente : "";
    const gradatie = Object.keys(landelijk.namen.gradaties).includes(keuze.gradatie) ? keuze.gradatie : "";
    const onbekend = situaties.length < new Set(keuze.situaties).size || gemeente !== keuze.gemeente || gradatie !== keuze.gradatie;
    return { gemeente, situaties, gradatie, onbekend };
  };

  const fragmentVan = ({ gemeente, situaties, gradatie }) => {
    const fields = [gemeente && `g=${gemeente}`, situaties.length && `s=${situaties.join(",")}`, gradatie && `k=${gradatie}`];
    return `#${fields.filter(Boolean).join("&")}`;
  };

  // --- Small tools of the merge ---

  const same = (text) => (text ?? "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const add = (list, ...more) => { for (const one of more) if (!list.includes(one)) list.push(one); };
  const inMap = (map, key, make) => map.get(key) ?? (map.set(key, make()), map.get(key));

  // One order out of several, each of them kept as far as they agree: what a list has of its own
  // comes right behind what it shares with the others.
  const weef = (lists) => {
    const order = [];
    for (const list of lists) {
      let at = -1;
      for (const one of list) {
        const known = order.indexOf(one);
        if (known < 0) order.splice(++at, 0, one);
        else at = Math.max(at, known);
      }
    }
    return order;
  };

  // The chosen zorgpaden as they are in this gemeente; a bare id there stands for the national block.
  const padenVan = (landelijk, lokaal, situaties) => landelijk.zorgpaden
    .filter(({ id }) => situaties.includes(id))
    .map((pad) => {
      const own = lokaal?.zorgpaden[pad.id];
      const blocks = (kind) => (own ? own[kind].map((one) => (typeof one === "string" ? pad[kind].find(({ id }) => id === one) : one)) : pad[kind]);
      return {
        id: pad.id, spoed: blocks("spoed"), bel: blocks("bel"), stappen: blocks("stappen"),
        voorzieningen: (own ?? pad).voorzieningen, afspraken: (own ?? pad).afspraken,
      };
    });

  // --- The merge, one function per part of the page ---

  // Act now: each number once, with every reason to call it.
  const spoedVan = (paden, regels, toon) => {
    const numbers = new Map();
    for (const pad of paden) {
      for (const blok of pad.spoed) {
        const entry = inMap(numbers, toon(blok.voorziening), () => ({ voorziening: toon(blok.voorziening), situaties: [], redenen: new Map() }));
        const reden = inMap(entry.redenen, same(blok.wanneer), () => ({ wanneer: blok.wanneer, laag: blok.laag ?? "landelijk", verouderd: !!blok.verouderd, situaties: [] }));
        add(reden.situaties, pad.id);
        add(entry.situaties, pad.id);
      }
    }
    const first = (id) => (regels.spoed_eerst.indexOf(id) + regels.spoed_eerst.length + 1) % (regels.spoed_eerst.length + 1);
    return [...numbers.values()]
      .map((entry) => ({ ...entry, redenen: [...entry.redenen.values()] }))
      .sort((a, b) => first(a.voorziening) - first(b.voorziening) || b.situaties.length - a.situaties.length)
      .map((entry, index) => ({ ...entry, groot: index < regels.hoogstens_spoed }));
  };

  // Ids on whose place the zorgpaden do not agree: one says a before b, another b before a. As one action
  // they would stand wrong for somebody, so the one that fewer national zorgpaden have stays apart.
  const oneens = (lists, landelijk) => {
    const weight = (id) => landelijk.zorgpaden.filter(({ stappen }) => stappen.some((stap) => stap.id === id)).length;
    const ids = [...new Set(lists.flat())], apart = new Set();
    ids.forEach((a, index) => ids.slice(index + 1).forEach((b) => {
      const orders = lists.filter((list) => list.includes(a) && list.includes(b)).map((list) => list.indexOf(a) < list.indexOf(b));
      if (new Set(orders).size > 1) apart.add(weight(a) < weight(b) ? a : b);
    }));
    return apart;
  };

  // Actions: steps with the same id or the same text are one action. What the zorgpaden say in other
  // words stands under it, each text once. Without gradatie only steps that hold for every gradatie.
  const actiesVan = (landelijk, paden, gradatie, toon) => {
    const { regels, namen } = landelijk;
    const needed = gradatie ? [gradatie] : Object.keys(namen.gradaties);
    const titel = Object.fromEntries(regels.gedeelde_acties.map((one) => [one.id, one.titel]));
    const woorden = (stap) => [stap.wie, stap.wat, stap.wanneer, stap.terugkoppeling].map(same).join("|");
    return regels.momenten.flatMap((moment) => {
      const firstId = new Map(), actions = new Map();
      const stappen = paden.map((pad) => pad.stappen
        .filter((stap) => stap.moment === moment && needed.every((one) => stap.gradaties.includes(one)))
        .map((stap) => ({ stap, pad: pad.id, id: inMap(firstId, woorden(stap), () => stap.id) })));
      const apart = oneens(stappen.map((list) => list.map(({ id }) => id)), landelijk);
      const order = weef(stappen.map((list) => list.map(({ stap, pad, id: shared }) => {
        const id = apart.has(shared) ? `${shared}/${pad}` : shared;
        const action = inMap(actions, id, () => ({ id, moment, titel: titel[shared] ?? "", situaties: [], varianten: new Map() }));
        const { wie, wat, wanneer = "", terugkoppeling = "", laag = "landelijk", verouderd = false } = stap;
        const variant = inMap(action.varianten, woorden(stap), () => ({ wie, wat, wanneer, terugkoppeling, laag, verouderd, situaties: [], voorzieningen: [], interventies: [] }));
        add(action.situaties, pad);
        add(variant.situaties, pad);
        add(variant.voorzieningen, ...(stap.voorzieningen ?? []).map(toon));
        add(variant.interventies, ...(stap.interventies ?? []));
        return id;
      })));
      return order.map((id) => ({ ...actions.get(id), varianten: [...actions.get(id).varianten.values()] }));
    });
  };

  // Help: each voorziening once, with the situations it serves; whom to call first in front.
  const hulpVan = (paden, acties, voorzieningen, toon) => {
    const found = new Map();
    const entry = (id) => inMap(found, id, () => ({ voorziening: id, situaties: [], eerst: new Map() }));
    for (const pad of paden) {
      for (const blok of pad.bel) {
        const one = entry(toon(blok.voorziening));
        const reason = inMap(one.eerst, same(blok.waarvoor), () => ({ waarvoor: blok.waarvoor ?? "", situaties: [] }));
        add(reason.situaties, pad.id);
        add(one.situaties, pad.id);
      }
      for (const id of pad.voorzieningen) add(entry(id).situaties, pad.id);
    }
    for (const actie of acties) for (const variant of actie.varianten) for (const id of variant.voorzieningen) add(entry(id).situaties, ...variant.situaties);
    const near = { gemeente: 0, regio: 1, landelijk: 2 };
    const order = paden.map(({ id }) => id);
    return [...found.values()]
      .map((one) => ({ ...one, situaties: order.filter((id) => one.situaties.includes(id)), eerst: [...one.eerst.values()] }))
      .sort((a, b) =>
        !!b.eerst.length - !!a.eerst.length ||
        b.situaties.length - a.situaties.length ||
        near[voorzieningen[a.voorziening].laag] - near[voorzieningen[b.voorziening].laag]);
  };

  // What stands under “act now” is not said again as other help; there it tells what else it serves.
  const verdeel = (spoed, hulp) => {
    const urgent = new Set(spoed.map(({ voorziening }) => voorziening));
    const rest = hulp.filter(({ voorziening, eerst }) => eerst.length || !urgent.has(voorziening));
    const also = (entry) => hulp.find((one) => !rest.includes(one) && one.voorziening === entry.voorziening)?.situaties ?? [];
    return { spoed: spoed.map((entry) => ({ ...entry, ookBij: also(entry).filter((id) => !entry.situaties.includes(id)) })), hulp: rest };
  };

  // Afspraken that hold for the chosen situations, with those they replaced.
  const afsprakenVan = (paden, lokaal) => {
    const all = lokaal?.afspraken ?? {};
    const situaties = (key) => paden.filter((pad) => pad.afspraken.includes(key)).map(({ id }) => id);
    return Object.entries(all)
      .map(([key, afspraak]) => {
        const partner = all[afspraak.vervangen_door] ?? Object.values(all).find((one) => one.vervangen_door === key);
        return {
          sleutel: key, afspraak, geldt: !afspraak.vervangen_door, situaties: situaties(afspraak.vervangen_door ?? key),
          onderwerpen: [...new Set([...(afspraak.onderwerpen ?? []), ...(partner?.onderwerpen ?? [])])],
        };
      })
      .filter((one) => one.situaties.length);
  };

  // Do these afspraken say different things? Two of one layer about the same situations add to each other.
  const verschilt = (kanten, velden) => {
    const says = ({ afspraak }) => velden.map((veld) => same(afspraak[veld])).join("|");
    const from = ({ afspraak, situaties }) => [afspraak.laag, ...situaties].join("|");
    return kanten.some((one) => kanten.some((other) => says(one) !== says(other) && from(one) !== from(other)));
  };

  const vergelijk = (afspraken, regels) => {
    const about = regels.onderwerpen.map((onderwerp) => ({
      ...onderwerp,
      kanten: afspraken.filter((one) => one.onderwerpen.includes(onderwerp.id) && onderwerp.velden.some((veld) => one.afspraak[veld])),
    }));
    const velden = ["inhoud", "overdracht", "terugkoppeling", "mdo"];
    const replaced = afspraken.filter((one) => !one.geldt && !one.onderwerpen.length).map(({ afspraak }) => ({
      id: afspraak.id, naam: afspraak.titel, velden, kanten: afspraken.filter((one) => one.afspraak.id === afspraak.id),
    }));
    return [...about, ...replaced].map((one) => ({ ...one, verschil: verschilt(one.kanten, one.velden) }));
  };

  // The knooppunt of the gemeente, or else the one that the afspraken name.
  const knooppuntVan = (lokaal, kanten, toon) => {
    const named = kanten.find(({ geldt, afspraak }) => geldt && afspraak.knooppunt);
    return lokaal?.knooppunt ?? (named ? toon(named.afspraak.knooppunt) : null);
  };

  // The switch: which rules hold, and where they send the professional, each place once.
  const overstapVan = (paden, regels, gradatie, onderwerpen, lokaal, toon) => {
    const hold = regels.overstappen.filter((regel) =>
      paden.length >= regel.vanaf_situaties && (!regel.gradaties.length || regel.gradaties.includes(gradatie)));
    const wanted = new Set(hold.flatMap(({ bestemmingen }) => bestemmingen));
    return {
      regels: hold.map(({ id, reden }) => ({ id, reden })),
      bestemmingen: regels.bestemmingen.filter(({ id }) => wanted.has(id)).map((one) => {
        const { kanten, verschil, velden } = onderwerpen.find(({ id }) => id === one.onderwerp);
        const voorziening = one.toon_knooppunt ? knooppuntVan(lokaal, kanten, toon) : null;
        const ander = !!voorziening && kanten.some(({ geldt, afspraak }) => geldt && toon(afspraak.knooppunt ?? voorziening) !== voorziening);
        return { ...one, voorziening, velden, kanten, verschil: verschil || ander, afgesproken: !!voorziening || kanten.some(({ geldt }) => geldt) };
      }),
    };
  };

  // The whole page for one choice. `lokaal` is null where nothing differs from the national text.
  const combineer = (landelijk, lokaal, { situaties, gradatie }) => {
    const { regels } = landelijk;
    const toon = (id) => lokaal?.vervangingen?.[id] ?? id;
    const voorzieningen = { ...landelijk.voorzieningen, ...lokaal?.voorzieningen };
    const paden = padenVan(landelijk, lokaal, situaties);
    const acties = actiesVan(landelijk, paden, gradatie, toon);
    const afspraken = afsprakenVan(paden, lokaal);
    const onderwerpen = vergelijk(afspraken, regels);
    const overstap = overstapVan(paden, regels, gradatie, onderwerpen, lokaal, toon);
    const shown = new Set(overstap.bestemmingen.map(({ onderwerp }) => onderwerp));
    return {
      ...verdeel(spoedVan(paden, regels, toon), hulpVan(paden, acties, voorzieningen, toon)),
      overstap,
      acties,
      verschillen: onderwerpen.filter(({ id, verschil }) => verschil && !shown.has(id)),
      afspraken: afspraken.filter(({ geldt }) => geldt),
      voorzieningen,
    };
  };

  if (typeof module === "object") {
    module.exports = { combineer, fragmentVan, geldig, keuzeUit, weef };
    return;
  }

  // --- The page: everything is built with createElement and textContent (`zp.make` of zp.js) ---

  const start = () => {
    const host = document.querySelector("[data-combineren]");
    if (!host) return;
    const { make, json, page, showOpen } = self.zp;
    const { root } = host.dataset;
    const keuzeblok = host.querySelector("details"), result = document.querySelector("#resultaat");
    const status = document.querySelector("#combistand"), gekozen = host.querySelector("[data-gekozen]");
    const zonder = host.querySelector("[data-zonder]");
    const state = { gemeente: "", situaties: [], gradatie: "" };
    let landelijk, plaatsen, lokaal = null, wens = state, turn = 0;

    const lijst = (words) => new Intl.ListFormat("nl").format(words);
    const titel = (id) => landelijk.zorgpaden.find((pad) => pad.id === id).titel;
    const titels = (ids) => ids.map(titel).join(", "); // “en” stands in the titles themselves
    const plaats = () => plaatsen.get(state.gemeente);
    const adres = (soort, id = "") => page(root + landelijk.adressen[soort].replace("{id}", id).replace("{gemeente}", state.gemeente));
    const p = (...children) => make("p", {}, ...children);
    const klein = (...children) => make("p", { class: "zp-klein" }, ...children);
    const sterk = (text) => make("strong", {}, text);
    const deel = (id, kop, attributes, ...children) =>
      make("section", { ...attributes, "aria-labelledby": id }, make("h2", { id }, kop), ...children);

    // Small parts, with the classes of theme/paginas/_delen.html.
    const label = (laag) => make("span", { class: `zp-laag zp-laag--${laag}` }, lokaal?.lagen[laag] ?? "Landelijk");
    const vanLaag = (laag) => (laag === "landelijk" ? [] : [" ", label(laag)]);
    const oud = ({ verouderd }) => (verouderd ? [" ", make("span", { class: "zp-datum--oud" }, "De tekst waarop dit steunt is veranderd.")] : []);
    const bij = (situaties) => (situaties.length < state.situaties.length ? [" ", make("span", { class: "zp-voor-wie" }, `bij ${titels(situaties)}`)] : []);
    const belknop = ({ tel, telefoon, naam }, soort = "") =>
      make("a", { class: `zp-bel ${soort}`, href: tel }, "Bel ", make("span", { class: "zp-nummer" }, telefoon), make("span", { class: "zp-verborgen" }, `, ${naam}`));
    const nummer = ({ tel, telefoon }) => (tel ? [" ", make("a", { class: "zp-tel", href: tel }, telefoon)] : []);
    const tijden = ({ tijden: text, open }) => (text ? [" ", make("span", { class: "zp-open", "data-open": open ?? "" }, text)] : []);
    const naar = (id, { naam }) => make("a", { href: adres("voorziening", id) }, naam);
    const bereik = (help) => {
      if (help.tel) return [belknop(help)];
      if (help.email) return [make("a", { class: "zp-bel", href: `mailto:${help.email}` }, `Mail ${help.naam}`)];
      return help.website ? [make("a", { class: "zp-bel", href: help.website, rel: "noopener external" }, `Naar de site van ${help.naam}`)] : [];
    };
    const terugval = ({ terugval: other }) => (other
      ? [make("p", { class: "zp-terugval" }, "Geen gehoor? ", other.voorziening ? naar(other.voorziening, other) : other.naam, ...nummer(other))]
      : []);
    const gecontroleerd = ({ op, datum, door, verlopen }) => make("span", { class: verlopen ? "zp-datum zp-datum--oud" : "zp-datum" },
      ...(verlopen ? [sterk("Te lang niet gecontroleerd."), " Voor het laatst "] : ["Gecontroleerd "]),
      make("time", { datetime: op }, datum), ` door ${door}`);

    const spoedDeel = ({ spoed, voorzieningen }) => spoed.length ? [deel("spoed", "Nu handelen", { class: "zp-spoed" }, make("ul", {}, ...spoed.map((entry) => {
      const help = voorzieningen[entry.voorziening];
      return make("li", {},
        ...entry.redenen.map((reden) => p(reden.wanneer, ...bij(reden.situaties), ...vanLaag(reden.laag), ...oud(reden))),
        ...(entry.groot && help.tel ? [belknop(help, "zp-bel--spoed")] : []),
        klein(naar(entry.voorziening, help), ...(entry.groot ? [] : nummer(help)), ...tijden(help),
          ...(entry.ookBij.length ? [`. Helpt ook bij: ${titels(entry.ookBij)}`] : [])));
    })))] : [];

    // One side of a comparison: what this afspraak says about the subject.
    const VELD = { overdracht: "Overdracht: ", terugkoppeling: "Wat u terughoort: ", knooppunt: "Knooppunt: " };
    const zegt = (veld, afspraak, voorzieningen) => {
      if (veld !== "knooppunt") return [afspraak[veld]];
      const id = lokaal.vervangingen?.[afspraak.knooppunt] ?? afspraak.knooppunt;
      return [naar(id, voorzieningen[id]), ...nummer(voorzieningen[id])];
    };
    const kant = (velden, voorzieningen) => ({ afspraak, situaties, geldt }) => make("li", { class: `zp-kaart zp-van--${afspraak.laag}` },
      p(sterk(afspraak.titel), " ", label(afspraak.laag)),
      ...(geldt ? [] : [make("p", { class: "zp-status" }, `Vervangen: hier geldt de afspraak van ${lokaal.lagen.gemeente}.`)]),
      ...(situaties.length < state.situaties.length ? [klein(sterk("Geldt voor: "), titels(situaties))] : []),
      ...velden.filter((veld) => afspraak[veld]).map((veld) => p(...(VELD[veld] ? [sterk(VELD[veld])] : []), ...zegt(veld, afspraak, voorzieningen))),
      klein(gecontroleerd(afspraak.gecontroleerd)));
    const kanten = ({ kanten: sides, velden, verschil }, voorzieningen) => [
      ...(verschil ? [make("p", { class: "zp-status" }, landelijk.regels.bij_verschil)] : []),
      make("ul", { class: verschil ? "zp-naast" : "zp-hulp" }, ...sides.map(kant(velden, voorzieningen))),
    ];

    const bestemming = (voorzieningen) => (one) => make("div", { class: "zp-bestemming" },
      make("h3", {}, one.titel), p(one.uitleg),
      ...(one.voorziening ? [p(naar(one.voorziening, voorzieningen[one.voorziening]), ...tijden(voorzieningen[one.voorziening])), ...bereik(voorzieningen[one.voorziening])] : []),
      ...(one.kanten.length ? kanten(one, voorzieningen) : []),
      ...(one.afgesproken ? [] : [make("p", { class: "zp-leeg" }, one.zonder_afspraak)]),
      ...(one.interventie ? [klein(make("a", { href: adres("interventie", one.interventie) }, `Meer over: ${landelijk.namen.interventies[one.interventie]}`))] : []));
    const overstapDeel = ({ overstap, voorzieningen }) => overstap.regels.length ? [deel("overstap", "Hier past meer dan een zorgpad", { class: "zp-overstap" },
      ...overstap.regels.map(({ reden }) => p(reden)), ...overstap.bestemmingen.map(bestemming(voorzieningen)))] : [];

    const variant = (voorzieningen, alleen) => (one) => make("div", { class: "zp-variant" },
      ...(one.situaties.length < state.situaties.length ? [klein("Bij ", sterk(titels(one.situaties)))] : []),
      p(...(alleen ? [] : [make("span", { class: "zp-wie" }, one.wie), ": "]), one.wat),
      ...(one.wanneer ? [klein(sterk("Wanneer: "), one.wanneer)] : []),
      ...(one.terugkoppeling ? [klein(sterk("Wat u terughoort: "), one.terugkoppeling)] : []),
      ...one.voorzieningen.map((id) => klein("→ ", naar(id, voorzieningen[id]), ...nummer(voorzieningen[id]))),
      ...one.interventies.map((id) => klein("→ ", make("a", { href: adres("interventie", id) }, landelijk.namen.interventies[id]))),
      ...(one.laag === "landelijk" ? [] : [klein(label(one.laag), ...oud(one))]));
    const kop = ({ titel: vast, varianten: [eerste, ...meer] }) => vast || (meer.length ? "Per situatie" : eerste.wie === "U" ? "U zelf" : eerste.wie);
    const actieDeel = ({ acties, voorzieningen }) => [deel("stappen", "Wat doet u?", {},
      make("ol", { class: "zp-acties" }, ...acties.map((actie) => make("li", { class: "zp-stap" },
        make("p", { class: "zp-moment" }, landelijk.namen.momenten[actie.moment]),
        make("h3", {}, kop(actie)),
        ...actie.varianten.map(variant(voorzieningen, !actie.titel && actie.varianten.length === 1))))),
      ...(state.gradatie ? [] : [make("p", { class: "zp-leeg" }, "U ziet alleen wat altijd geldt. Kies hoe kwetsbaar de situatie is voor de stappen daarna.")]))];

    const kaart = (voorzieningen) => ({ voorziening, situaties, eerst }) => {
      const help = voorzieningen[voorziening];
      return make("li", { class: `zp-kaart zp-van--${help.laag}` },
        make("p", { class: "zp-naam" }, naar(voorziening, help)),
        p(sterk("Helpt bij: "), titels(situaties)),
        ...(eerst.length ? bereik(help) : []),
        ...(eerst.length ? [] : [make("p", { class: "zp-niet-op-papier" }, help.samenvatting)]),
        p(...(eerst.length ? [help.functie] : nummer(help)), ...tijden(help)),
        ...eerst.filter(({ waarvoor }) => waarvoor).map((reason) => p(reason.waarvoor, ...bij(reason.situaties))),
        ...(eerst.length ? terugval(help) : []),
        klein(gecontroleerd(help.gecontroleerd), " ", make("span", { class: `zp-laag zp-laag--${help.laag}` }, help.herkomst)));
    };
    const hulpDeel = ({ hulp, voorzieningen }) => {
      const groups = [["Bel eerst", hulp.filter(({ eerst }) => eerst.length)]];
      for (const [domein, naam] of Object.entries(landelijk.namen.domeinen)) {
        groups.push([naam, hulp.filter((one) => !one.eerst.length && voorzieningen[one.voorziening].domein === domein)]);
      }
      return hulp.length ? [deel("hulp", "Wie helpt?", {}, ...groups.filter(([, list]) => list.length).flatMap(([naam, list]) =>
        [make("h3", {}, naam), make("ul", { class: "zp-hulp" }, ...list.map(kaart(voorzieningen)))]))] : [];
    };

    const verschilDeel = ({ verschillen, voorzieningen }) => verschillen.length ? [deel("verschillen", "Afspraken die niet hetzelfde zeggen", {},
      ...verschillen.flatMap((one) => [make("h3", {}, one.naam), ...kanten(one, voorzieningen)]))] : [];
    const FEITEN = [["partners", "Partners"], ["overdracht", "Overdracht"], ["terugkoppeling", "Terugkoppeling"], ["mdo", "Overleg (MDO)"]];
    const afspraakDeel = ({ afspraken }) => afspraken.length ? [deel("afspraken", "Alle afspraken", { class: "zp-niet-op-papier" },
      ...afspraken.map(({ afspraak, situaties }) => make("details", { class: `zp-afspraak zp-van--${afspraak.laag}` },
        make("summary", {}, afspraak.titel, " ", label(afspraak.laag)),
        p(afspraak.inhoud),
        make("dl", { class: "zp-feiten" },
          make("dt", {}, "Geldt voor"), make("dd", {}, titels(situaties)),
          ...FEITEN.filter(([veld]) => afspraak[veld]).flatMap(([veld, naam]) =>
            [make("dt", {}, naam), make("dd", {}, Array.isArray(afspraak[veld]) ? afspraak[veld].join(", ") : afspraak[veld])])),
        klein(gecontroleerd(afspraak.gecontroleerd)))))] : [];

    const verderDeel = () => [deel("paden", "De zorgpaden zelf", { class: "zp-niet-op-papier" },
      p("Daar leest u ook waaraan u het ziet en hoe u erover begint."),
      make("ul", { class: "zp-paden" }, ...state.situaties.map((id) =>
        make("li", {}, make("a", { href: adres(state.gemeente ? "zorgpad_in" : "zorgpad", id) }, titel(id))))))];

    const waar = () => {
      if (lokaal?.lagen.gemeente) return [];
      const text = state.gemeente
        ? `${plaats()} heeft dit nog niet ingevuld. U ziet de landelijke informatie${lokaal?.lagen.regio ? ` en wat de ${lokaal.lagen.regio.replace("Regio", "regio")} toevoegt` : ""}.`
        : "U ziet de landelijke informatie. Kies een gemeente voor hulp en nummers bij u in de buurt.";
      return [make("p", { class: "zp-leeg" }, text)];
    };
    const printknop = () => {
      const knop = make("button", { type: "button", class: "zp-knop" }, "Print deze pagina");
      knop.addEventListener("click", () => print());
      return knop;
    };
    const gradatie = () => landelijk.namen.gradaties[state.gradatie] ?? "Gradatie nog niet bekend";

    // To a part of the page without touching the fragment, which is the choice.
    const snel = (parts) => make("nav", { class: "zp-niet-op-papier", "aria-label": "In dit resultaat" }, make("ul", { class: "zp-letters" },
      ...parts.map((part) => {
        const doel = part.querySelector("h2"), link = make("a", { href: `#${doel.id}` }, doel.textContent);
        doel.tabIndex = -1;
        link.addEventListener("click", (event) => {
          event.preventDefault();
          doel.focus();
        });
        return make("li", {}, link);
      })));

    const toonResultaat = (model) => {
      const parts = [spoedDeel, overstapDeel, actieDeel, hulpDeel, verschilDeel, afspraakDeel, verderDeel].flatMap((one) => one(model));
      result.replaceChildren(
        make("h2", { id: "combinatie", tabindex: "-1" }, state.situaties.map(titel).join(" + "), make("span", { class: "zp-in" }, state.gemeente ? ` in ${plaats()}` : "")),
        p(gradatie()),
        ...(lokaal?.voorbeeld ? [make("p", { class: "zp-voorbeeld", role: "note" }, sterk("Voorbeeld."), ` Gemeente ${plaats()} is verzonnen. Deze namen en nummers bestaan niet.`)] : []),
        ...waar(), ...(model.spoed.length ? parts.splice(0, 1) : []), snel(parts), ...parts, printknop());
    };

    const telling = (aantal, een, meer) => `${aantal} ${aantal === 1 ? een : meer}`;
    const meld = (model) => {
      if (!model) return "Kies minstens één situatie.";
      const advies = model.overstap.bestemmingen.map((one) => one.titel[0].toLowerCase() + one.titel.slice(1));
      return `${telling(state.situaties.length, "situatie", "situaties")}${state.gemeente ? ` in ${plaats()}` : ""}, ${gradatie().toLowerCase()}: `
        + `${telling(model.acties.length, "actie", "acties")} en ${telling(model.hulp.length, "plek", "plekken")} voor hulp.`
        + (advies.length ? ` Ons advies: ${lijst(advies)}.` : "");
    };

    // --- State: inputs, address and result always say the same ---

    const toonKeuze = () => {
      for (const box of host.querySelectorAll("[name=situatie]")) box.checked = state.situaties.includes(box.value);
      for (const radio of host.querySelectorAll("[name=gradatie]")) radio.checked = radio.value === state.gradatie;
      gekozen.textContent = state.gemeente ? `Gekozen: ${plaats()}.` : "Nog geen gemeente gekozen.";
      zonder.hidden = !state.gemeente;
      host.querySelector("[data-zoeker] input").value = plaats() ?? "";
    };
    const lees = async (gemeente) => (landelijk.ingevuld.includes(gemeente) ? json(root + landelijk.adressen.lokaal.replace("{gemeente}", gemeente)) : null);
    const laden = () => (landelijk ? null : Promise.all([json(root + host.dataset.landelijk), json(root + host.dataset.gemeenten)]).then(([data, list]) => {
      landelijk = data;
      plaatsen = new Map(list.map(([id, naam]) => [id, naam]));
    }));

    // `vraag` is untrusted when it comes from the address.
    const kies = async (vraag, { nieuw = false } = {}) => {
      const mine = ++turn;
      let keuze, gevonden;
      wens = vraag;
      try {
        await laden();
        keuze = geldig(landelijk, [...plaatsen.keys()], vraag);
        gevonden = await lees(keuze.gemeente);
      } catch {
        if (mine !== turn) return;
        result.replaceChildren();
        status.textContent = "De gegevens zijn nu niet te laden. Open de zorgpaden los, via het menu.";
        return;
      }
      if (mine !== turn) return; // meanwhile something else was chosen
      const { onbekend, ...bekend } = keuze;
      lokaal = gevonden;
      wens = Object.assign(state, bekend);
      if (nieuw) history.pushState(null, "", fragmentVan(state));
      else if (onbekend) history.replaceState(null, "", fragmentVan(state));
      toonKeuze();
      const model = state.situaties.length ? combineer(landelijk, lokaal, state) : null;
      if (model) toonResultaat(model);
      else result.replaceChildren();
      showOpen();
      status.textContent = (onbekend ? "Een deel van de koppeling is niet meer bekend en is weggelaten. " : "") + meld(model);
    };

    host.addEventListener("change", ({ target }) => {
      if (target.name === "situatie") {
        const situaties = [...host.querySelectorAll("[name=situatie]:checked")].map(({ value }) => value);
        kies({ ...wens, situaties }, { nieuw: true });
      } else if (target.name === "gradatie") kies({ ...wens, gradatie: target.value }, { nieuw: true });
    });
    host.addEventListener("zp:gemeente", ({ detail }) => kies({ ...wens, gemeente: detail }, { nieuw: true }));
    zonder.addEventListener("click", () => {
      kies({ ...wens, gemeente: "" }, { nieuw: true });
      host.querySelector("[data-zoeker] input").focus();
    });
    host.querySelector("[data-toon]").addEventListener("click", () => (result.querySelector("h2") ?? status).focus());
    // Another fragment (back, forward, a pasted link) is another choice; “Naar de inhoud” is not.
    addEventListener("popstate", () => {
      if (location.hash && !location.hash.includes("=")) history.replaceState(null, "", fragmentVan(state));
      else kies(keuzeUit(location.hash));
    });

    const gevraagd = keuzeUit(location.hash);
    keuzeblok.open = !gevraagd.situaties.length;
    kies(gevraagd);
  };
  document.addEventListener("DOMContentLoaded", start);
})();
