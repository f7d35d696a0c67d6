// The page of the combination guide: reads the choice, shows what the merge (samenvoegen.js) makes of it.
// Everything is built with createElement and textContent (`zp.make` of zp.js).
(() => {
  "use strict";

  const { combineer, fragmentVan, geldig, keuzeUit } = self.zpSamenvoegen;

  const start = () => {
    const host = document.querySelector("[data-combineren]");
    if (!host) return;
    const { make, json, page, showOpen } = self.zp;
    const { root } = host.dataset;
    const keuzeblok = host.querySelector("details"), result = document.querySelector("#resultaat");
    const status = document.querySelector("#combistand"), gekozen = host.querySelector("[data-gekozen]");
    const zonder = host.querySelector("[data-zonder]");
    const state = { gemeente: "", situaties: [], gradatie: "" };
    let landelijk, plaatsen = new Map(), lokaal = null, wens = state, turn = 0, getoond = "";

    const lijst = (words) => new Intl.ListFormat("nl").format(words);
    const advies = (bestemmingen) => lijst(bestemmingen.map((one) => one.titel[0].toLowerCase() + one.titel.slice(1)));
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
      ...(verschil ? [make("p", { class: "zp-status", "data-bij-verschil": "" }, landelijk.regels.bij_verschil)] : []),
      make("ul", { class: verschil ? "zp-naast" : "zp-hulp" }, ...sides.map(kant(velden, voorzieningen))),
    ];

    const bestemming = (voorzieningen) => (one) => make("div", { class: "zp-bestemming" },
      make("h3", {}, one.titel), p(one.uitleg),
      ...(one.voorziening ? [p(naar(one.voorziening, voorzieningen[one.voorziening]), ...tijden(voorzieningen[one.voorziening])), ...bereik(voorzieningen[one.voorziening])] : []),
      ...(one.kanten.length ? kanten(one, voorzieningen) : []),
      ...(one.afgesproken ? [] : [make("p", { class: "zp-leeg" }, one.zonder_afspraak)]),
      ...(one.interventie ? [make("p", { class: "zp-klein zp-niet-op-papier" }, make("a", { href: adres("interventie", one.interventie) }, `Meer over: ${landelijk.namen.interventies[one.interventie]}`))] : []));
    // When a rule holds, as in the list of rules of theme/paginas/combineren.html, and who agreed that.
    const wanneer = ({ vanaf_situaties: aantal, gradaties }) => [
      ...(aantal > 1 ? [`vanaf ${aantal} situaties`] : []),
      ...(gradaties.length ? [`bij ${gradaties.map((id) => landelijk.namen.gradaties[id].toLowerCase()).join(" of ")}`] : []),
    ].join(" en ") || "altijd";
    const wie = (laag) => lokaal.lagen[laag].replace(/^Regio/, "regio");
    const afgesproken = (regel) => (regel.laag === "landelijk" ? [] : [klein(`Dit geldt ${wanneer(regel)}. Zo afgesproken in ${wie(regel.laag)}.`)]);
    const anders = ({ overstap }) => overstap.anders.map((regel) => make("p", { class: "zp-leeg" },
      `Landelijk is het advies nu: ${advies(landelijk.regels.bestemmingen.filter(({ id }) => regel.bestemmingen.includes(id)))}. In ${wie(regel.laag)} is afgesproken: ${wanneer(regel)}.`));

    const overstapDeel = ({ overstap, voorzieningen }) => overstap.regels.length ? [deel("overstap", "Hier past meer dan een zorgpad", { class: "zp-overstap" },
      ...overstap.regels.flatMap((regel) => [p(regel.reden), ...afgesproken(regel)]), ...overstap.bestemmingen.map(bestemming(voorzieningen)))] : [];

    const variant = (voorzieningen, alleen) => (one) => make("div", { class: "zp-variant" },
      ...(one.situaties.length < state.situaties.length ? [make("p", { class: "zp-klein zp-bij" }, "Bij ", sterk(titels(one.situaties)))] : []),
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

    // For paper: how old this is, and where it can be opened again.
    const papier = (model) => {
      const shown = [...model.spoed, ...model.hulp].map((one) => model.voorzieningen[one.voorziening].gecontroleerd);
      const [eerste, ...meer] = shown.sort((a, b) => a.op.localeCompare(b.op));
      const laatste = meer.at(-1) ?? eerste;
      return make("p", { class: "zp-klein zp-op-papier" },
        ...(eerste ? [`Nummers gecontroleerd ${eerste.op === laatste.op ? `op ${eerste.datum}` : `tussen ${eerste.datum} en ${laatste.datum}`}. `] : []),
        ...(location.protocol.startsWith("http") ? [`De nieuwste versie: ${location.href}`] : []));
    };
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

    // On a telephone the numbers come first, as on a zorgpad: danger, knooppunt, and who helps first.
    const SNEL = 4;
    const snelBellen = ({ spoed, overstap, hulp, voorzieningen }) => {
      const ids = [spoed[0], ...overstap.bestemmingen, ...hulp.filter(({ eerst }) => eerst.length)].map((one) => one?.voorziening);
      const bellen = new Map(ids.filter((id) => voorzieningen[id]?.tel).map((id) => [voorzieningen[id].tel, voorzieningen[id]]));
      return bellen.size ? [make("nav", { class: "zp-snel", "aria-label": "Snel bellen" }, ...[...bellen.values()].slice(0, SNEL).map(({ tel, telefoon, naam }, nr) =>
        make("a", { class: spoed.length && !nr ? "zp-bel zp-bel--spoed" : "zp-bel", href: tel }, "Bel ", make("span", { class: "zp-nummer" }, telefoon), " ", make("span", { class: "zp-snel__naam" }, naam))))] : [];
    };

    const toonResultaat = (model) => {
      const parts = [spoedDeel, overstapDeel, actieDeel, hulpDeel, verschilDeel, afspraakDeel, verderDeel].flatMap((one) => one(model));
      result.replaceChildren(
        make("h2", { id: "combinatie", tabindex: "-1" }, state.situaties.map(titel).join(" + "), make("span", { class: "zp-in" }, state.gemeente ? ` in ${plaats()}` : "")),
        p(gradatie()), ...snelBellen(model),
        papier(model),
        ...(lokaal?.voorbeeld ? [make("p", { class: "zp-voorbeeld", role: "note" }, sterk("Voorbeeld."), ` Gemeente ${plaats()} is verzonnen. Deze namen en nummers bestaan niet.`)] : []),
        ...waar(), ...(model.spoed.length ? parts.splice(0, 1) : []), snel(parts), ...anders(model), ...parts, printknop());
      const [, ...again] = result.querySelectorAll("[data-bij-verschil]");
      for (const one of again) one.classList.add("zp-niet-op-papier"); // paper says it once
    };

    const telling = (aantal, een, meer) => `${aantal} ${aantal === 1 ? een : meer}`;
    const meld = (model) => {
      if (!model) return "Kies minstens één situatie.";
      return `${telling(state.situaties.length, "situatie", "situaties")}${state.gemeente ? ` in ${plaats()}` : ""}, ${gradatie().toLowerCase()}: `
        + `${telling(model.acties.length, "actie", "acties")} en ${telling(model.hulp.length, "plek", "plekken")} voor hulp.`
        + (model.overstap.bestemmingen.length ? ` Ons advies: ${advies(model.overstap.bestemmingen)}.` : "");
    };

    // --- State: inputs, address and result always say the same ---

    const toonKeuze = () => {
      for (const box of host.querySelectorAll("[name=situatie]")) box.checked = state.situaties.includes(box.value);
      for (const radio of host.querySelectorAll("[name=gradatie]")) radio.checked = radio.value === state.gradatie;
      gekozen.textContent = state.gemeente ? `Gekozen: ${plaats()}.` : "Nog geen gemeente gekozen.";
      zonder.hidden = !state.gemeente;
      // What is being typed while the data come in over a slow line stays.
      const veld = host.querySelector("[data-zoeker] input");
      if (state.gemeente !== getoond || document.activeElement !== veld) veld.value = plaats() ?? "";
      getoond = state.gemeente;
    };
    const lees = async (gemeente) => (landelijk.ingevuld.includes(gemeente) ? json(root + landelijk.adressen.lokaal.replace("{gemeente}", gemeente)) : null);
    // What is not needed yet is not fetched: a first visit stays light.
    const laden = ({ gemeente }) => Promise.all([
      landelijk || json(root + host.dataset.landelijk).then((data) => { landelijk = data; }),
      !gemeente || plaatsen.size || json(root + host.dataset.gemeenten).then((list) => { plaatsen = new Map(list.map(([id, naam]) => [id, naam])); }),
    ]);

    // `vraag` is untrusted when it comes from the address.
    const kies = async (vraag, { nieuw = false } = {}) => {
      const mine = ++turn;
      let keuze, gevonden;
      wens = vraag;
      try {
        await laden(vraag);
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
    host.querySelector("[data-toon]").addEventListener("click", () => {
      const doel = result.querySelector("h2") ?? status;
      doel.focus({ preventScroll: true });
      doel.scrollIntoView(); // to the top of the screen, also when only its first line was already in sight
    });
    // Another fragment (back, forward, a pasted link) is another choice; “Naar de inhoud” is not.
    addEventListener("popstate", () => {
      if (location.hash && !location.hash.includes("=")) history.replaceState(null, "", fragmentVan(state));
      else kies(keuzeUit(location.hash));
    });

    const gevraagd = keuzeUit(location.hash);
    keuzeblok.open = gevraagd.situaties.length < 2; // one is not a combination yet
    const klaar = () => { host.dataset.vult = "klaar"; };
    if (location.hash.includes("=")) kies(gevraagd).finally(klaar);
    else {
      klaar();
      status.textContent = meld(null);
      for (const first of ["pointerdown", "focusin"]) host.addEventListener(first, () => laden({}).catch(() => {}), { once: true });
    }
  };
  document.addEventListener("DOMContentLoaded", start);
})();
