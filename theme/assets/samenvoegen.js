// The merge of the combination guide: pure functions over the data of plugins/zorgpaden/combine.py, without a page.
// combineren.js shows what they return; tests/combine/ runs them in Node. What is chosen stands in the fragment of the
// address (#g=waterrijk&s=geldzorgen,roken&k=kwetsbaar), and a browser sends no fragment to a server.
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

  // The switch: which rules hold, and where they send the professional, each place once. Region or gemeente can agree
  // something else about a rule; `anders` are the national rules that would hold, but do not here.
  const overstapVan = (paden, regels, gradatie, onderwerpen, lokaal, toon) => {
    const holds = (regel) => paden.length >= regel.vanaf_situaties && (!regel.gradaties.length || regel.gradaties.includes(gradatie));
    const hier = regels.overstappen.map((regel) => ({ ...regel, laag: "landelijk", ...lokaal?.overstappen?.[regel.id] }));
    const hold = hier.filter(holds);
    const wanted = new Set(hold.flatMap(({ bestemmingen }) => bestemmingen));
    return {
      regels: hold,
      anders: hier.filter((regel, index) => !holds(regel) && holds(regels.overstappen[index]) && regel.bestemmingen.some((id) => !wanted.has(id))),
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

  const merge = { combineer, fragmentVan, geldig, keuzeUit, weef };
  if (typeof module === "object") module.exports = merge;
  else self.zpSamenvoegen = merge;
})();
