// The search page: shows what zoek.js finds, in groups. Fetched by zp.js on the first focus of the search field.
// What you type stays in your browser.
(() => {
  "use strict";

  // --- From pages to groups on the screen ---
  const KINDS = { samen: "Meer tegelijk", zorgpad: "Zorgpaden", gemeente: "Gemeenten", voorziening: "Hulp", kennis: "Kennis" };
  // How many times better a hit of another kind must be to come before a zorgpad; in a gemeente more.
  const ORDER = { zorgpad: 3, voorziening: 1, kennis: 1 }, ORDER_IN_PLACE = { zorgpad: 12, voorziening: 7, kennis: 1 };
  const COMPLETE = 2, ENOUGH = 3, WEAK = 0.2, SHOWN = 5, SHOWN_IN_PLACE = 2;

  const ABOUT_PLACE = new Set(["gemeente", "coalitie", "knooppunt", "zorgpad", "zorgpaden", "overzicht"]);
  const ABOUT_HELP = new Set(["sociale", "kaart", "hulp", "hulpaanbod", "aanbod", "voorziening", "voorzieningen"]);

  const called = ({ name, via }) => (via ? `${name} (${via})` : name);
  const grouped = ({ places, asked, hits }) => {
    const groups = [];
    for (const [kind, bonus] of Object.entries(places.length ? ORDER_IN_PLACE : ORDER)) {
      const all = hits.filter(({ page }) => page[0] === kind), full = all.filter((hit) => hit.full);
      if (!all.length) continue;
      // Enough pages with all words: then only these, and what is better all the same.
      const own = full.length >= ENOUGH ? all.filter((hit) => hit.full || hit.score > full[0].score) : all;
      const weak = own[0].score * WEAK;
      const results = own.filter(({ score }) => score >= weak).flatMap(({ page }) => {
        const [, title, url, where] = page;
        if (kind !== "zorgpad" || !places.length) return [{ title, url, where }];
        return places.map((place) => ({ title: `${title} in ${called(place)}`, url: `gemeenten/${place.id}/${url.split("/")[1]}/`, where }));
      });
      groups.push({ kind, results, shown: kind === "zorgpad" && places.length ? SHOWN_IN_PLACE : SHOWN, best: own[0].score * bonus * (own[0].full ? COMPLETE : 1) });
    }
    groups.sort((a, b) => b.best - a.best);
    if (places.length) {
      const help = asked.length > 0 && asked.every((word) => ABOUT_HELP.has(word));
      const pages = places.flatMap(({ id, name, where, via }) => {
        const both = [{ title: called({ name, via }), url: `gemeenten/${id}/`, where }, { title: `Sociale kaart van ${name}`, url: `gemeenten/${id}/sociale-kaart/`, where: "alle hulp" }];
        return help ? both.reverse() : both;
      });
      const first = help || !groups.length || asked.every((word) => ABOUT_PLACE.has(word));
      const after = groups.findIndex(({ kind }) => kind === "kennis");
      groups.splice(first ? 0 : after < 0 ? groups.length : Math.max(after, 1), 0, { kind: "gemeente", results: pages, shown: SHOWN });
    }
    return groups;
  };

  // “Schulden en roken”: each part names a zorgpad of its own, and the guide makes one page of them.
  const AND = /[,+&/]|\s(?:en|plus)\s/, MOST_PARTS = 4;
  const together = (text, ask) => {
    const parts = text.split(AND).filter((part) => part.trim()), paths = new Map();
    const { places } = ask(text), [one] = places.length === 1 ? places : [];
    if (parts.length < 2 || parts.length > MOST_PARTS || places.some(({ name, via }) => AND.test(via || name))) return [];
    for (const part of parts) {
      const answer = ask(part), best = answer.hits.find(({ page, full }) => page[0] === "zorgpad" && full);
      if (answer.tells && best && grouped(answer)[0].kind === "zorgpad") paths.set(best.page[2].split("/")[1], best.page[1]);
    }
    if (paths.size < 2) return [];
    const fragment = `${one ? `g=${one.id}&` : ""}s=${[...paths.keys()].join(",")}`;
    const title = [...paths.values()].join(" + ") + (one ? ` in ${called(one)}` : "");
    return [{ kind: "samen", shown: 1, results: [{ title, url: `combineren/#${fragment}`, where: "samen op één pagina, met de nummers" }] }];
  };

  // --- The search page ---
  const page = (host, data, { make, json, address }) => {
    const root = host.dataset.root, input = host.querySelector("input");
    const status = host.querySelector("[role=status]"), results = host.querySelector("#zoekresultaten");
    const shards = new Map(), asked = new Set(), failed = new Set();
    const engine = zpZoek.makeEngine(data), there = host.querySelector("[data-daar]");
    // Where the visitor came from (#g=waterrijk): searched when the query names no other gemeente.
    const from = () => engine.placeOf(new URLSearchParams(location.hash.slice(1)).get("g")) ?? null;
    let home = from();

    const item = ({ title, url, where }) =>
      make("li", {}, make("a", { href: address(root + url) }, title), ...(where ? [make("span", { class: "zp-klein" }, where)] : []));
    const section = ({ kind, results: all, shown }) => {
      const list = make("ul", { class: "zp-paden" }, ...all.slice(0, shown).map(item));
      const parts = [make("h2", {}, KINDS[kind]), list];
      if (all.length > shown) {
        const more = make("button", { type: "button", class: "zp-knop" }, `Nog ${all.length - shown} bij ${KINDS[kind]}`);
        more.addEventListener("click", () => {
          const added = all.slice(shown).map(item);
          list.append(...added);
          more.remove();
          added[0].querySelector("a").focus();
        });
        parts.push(more);
      }
      return make("section", {}, ...parts);
    };
    // `data-vraag` names the query of which everything is shown, the help of a gemeente included.
    const show = () => {
      const text = input.value.trim();
      const ask = (part) => engine.search(part, shards, home), answer = ask(text), { places } = answer;
      const groups = text ? [...(engine.combines ? together(text, ask) : []), ...grouped(answer)] : [];
      const total = groups.reduce((sum, group) => sum + group.results.length, 0);
      results.replaceChildren(...groups.map(section));
      status.textContent = !text ? "" : total ? `${total} ${total === 1 ? "resultaat" : "resultaten"}` : "Niets gevonden. Probeer een ander woord.";
      const missing = places.filter(({ id, own }) => own && !shards.has(id) && !failed.has(id));
      if (!missing.length) status.dataset.vraag = text;
      for (const { id } of missing) {
        if (asked.has(id)) continue;
        asked.add(id);
        json(`${root}assets/zoek/${id}.json`).then((more) => shards.set(id, zpZoek.makeBundle(more)), () => failed.add(id)).then(show);
      }
    };
    const begin = () => {
      there.hidden = !home;
      there.querySelector("[data-plaats]").textContent = home?.name ?? "";
      show();
    };
    there.querySelector("[data-overal]").addEventListener("click", () => {
      history.replaceState(null, "", location.pathname);
      home = null;
      begin();
      input.focus();
    });
    addEventListener("hashchange", () => {
      home = from();
      begin();
    });
    input.addEventListener("input", show);
    begin();
  };

  self.zpZoekpagina = { grouped, page, together };
})();
