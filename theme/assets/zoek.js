// Search, fetched by zp.js on the first focus of the search field. What you type stays in your browser.
// Words become terms here exactly as in plugins/zorgpaden/search/ (text.py, compounds.py); a test compares them.
(() => {
  "use strict";

  // --- Words and stems ---
  const stems = new Map();
  let stemmer;
  const stem = (word) => {
    stemmer ??= new DutchStemmer();
    if (!stems.has(word)) stems.set(word, stemmer.stemWord(word));
    return stems.get(word);
  };
  const tokens = (text) =>
    text
      .toLowerCase()
      .replaceAll("’", "'")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/'(?:s|n|tjes?)?(?![a-z])/g, " ")
      .match(/[0-9a-z]+/g) ?? [];

  // --- Compounds: “schuldhulpverlening” → schuldhulp, schuld, hulp, verlening ---
  const LINKS = ["", "s", "en", "e", "n"], LONG = 8, SPLIT = 60;
  const splitter = (parts) => {
    const seen = new Map();
    const known = (half) => parts.has(half) || (half.length >= LONG && split(half).length > 0);
    const best = (word) => {
      for (let cut = word.length > SPLIT ? 0 : word.length - 3; cut > 2; cut--) {
        const rest = word.slice(cut), start = word.slice(0, cut);
        if (!known(rest)) continue;
        for (const link of LINKS) {
          const head = start.slice(0, start.length - link.length);
          if (start.endsWith(link) && known(head)) return [head, rest];
        }
      }
      return [];
    };
    const split = (word) => {
      if (!seen.has(word)) seen.set(word, [...new Set(best(word).flatMap((half) => [half, ...split(half)]))]);
      return seen.get(word);
    };
    return split;
  };

  // --- Typing errors: how many letters are wrong, missing, extra or swapped; Infinity when more than `most` ---
  const LONGEST = 40;
  let before = new Uint8Array(LONGEST + 1), last = new Uint8Array(LONGEST + 1), line = new Uint8Array(LONGEST + 1);
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most || Math.max(a.length, b.length) > LONGEST) return Infinity;
    for (let column = 0; column <= b.length; column++) last[column] = column;
    for (let row = 1; row <= a.length; row++) {
      let least = (line[0] = row);
      for (let column = 1; column <= b.length; column++) {
        let cost = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1));
        if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, before[column - 2] + 1);
        line[column] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return Infinity;
      [before, last, line] = [last, line, before];
    }
    return last[b.length] <= most ? last[b.length] : Infinity;
  };
  const allowed = (word) => (word.length < 4 ? 0 : word.length < 7 ? 1 : word.length < 12 ? 2 : 3);
  // Which letters a word has, as bits: each letter that the other word lacks is at least one error, and this is quick.
  const letterSets = new Map();
  const letters = (word) => {
    let set = letterSets.get(word);
    if (set === undefined) {
      set = 0;
      for (let at = 0; at < word.length; at++) set |= 1 << (word.charCodeAt(at) & 31);
      letterSets.set(word, set);
    }
    return set;
  };
  const atMost = (bits, most) => {
    for (; bits && most >= 0; most--) bits &= bits - 1;
    return most >= 0;
  };
  const nearest = (word, candidates) => {
    let most = allowed(word), found = [];
    if (!most) return { far: Infinity, found };
    const own = letters(word);
    for (const candidate of candidates) {
      const other = letters(candidate);
      if (!atMost(own & ~other, most) || !atMost(other & ~own, most)) continue;
      const far = distance(word, candidate, most);
      if (far > most) continue;
      if (far < most) found = [];
      most = far;
      found.push(candidate);
    }
    return { far: found.length ? most : Infinity, found };
  };

  // --- One search file: the national one, or that of a gemeente ---
  // The index comes without what can be worked out; lunr wants all of it (see scored in scores.py).
  const unpacked = ({ stap, termen, vectoren }) => {
    const fields = Object.keys(vectoren), fieldVectors = [], powers = new Map();
    const power = (of) => powers.get(of) ?? powers.set(of, stap ** of).get(of);
    const nowhere = {}, absent = Object.fromEntries(fields.map((field) => [field, nowhere]));
    const terms = termen.split(" "), postings = terms.map((_, _index) => ({ ...absent, _index }));
    for (const field of fields) {
      vectoren[field].forEach((flat, page) => {
        const vector = [];
        for (let at = 0, term = 0; at < flat.length; at += 2) {
          term += flat[at];
          vector.push(term, power(flat[at + 1]));
          if (postings[term][field] === nowhere) postings[term][field] = {};
          postings[term][field][page] = nowhere;
        }
        fieldVectors.push([`${field}/${page}`, vector]);
      });
    }
    return { version: lunr.version, fields, fieldVectors, invertedIndex: terms.map((term, at) => [term, postings[at]]), pipeline: [] };
  };
  const makeBundle = (data) => {
    const index = lunr.Index.load(unpacked(data.index)), words = data.woorden.split(" "), known = new Set(words), cache = new Map();
    const hits = (term) => {
      if (!cache.has(term)) {
        const found = index.query((query) => query.term(term, { usePipeline: false }));
        cache.set(term, found.map(({ ref, score }) => [data.paginas[+ref], score]));
      }
      return cache.get(term);
    };
    const startingWith = (start) => {
      let low = 0, high = words.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (words[middle] < start) low = middle + 1;
        else high = middle;
      }
      const found = [];
      for (; low < words.length && words[low].startsWith(start) && found.length < 40; low++) found.push(words[low]);
      return found;
    };
    const sentences = data.zinnen.flatMap(([page, ...found]) => found.map((sentence) => ({ page: data.paginas[page], terms: sentence.split(" ") })));
    return { pages: data.paginas, sentences, replaced: new Set(data.vervangen ?? []), words, known, hits, startingWith, has: (term) => term in index.invertedIndex };
  };

  // --- Gemeenten in the query ---
  const INTRODUCES = new Set(["in", "te", "uit", "gemeente", "regio", "bij", "rond"]);
  const OWNS = new Set(["de", "het", "van", "mijn", "onze", "uw", "haar", "zijn", "hun", "als", "met", "door", "voor", "en", "op", "naar"]);
  const makePlaces = (listed, ordinary) => {
    const keys = new Map();
    for (const [id, name, where, own, ...aliases] of listed) {
      const place = { id, name, where, own: !!own };
      for (const text of [name, ...aliases]) {
        const forms = [text.replace(/^'s/, "s"), text.replace(/\(.*\)/, ""), text.replace(/^'?s[- ]/, ""), text.replace(/^(De|Het) /, "")];
        for (const key of forms.map((form) => tokens(form).join(""))) {
          if (key.length < 2) continue;
          if (!keys.has(key)) keys.set(key, new Set());
          keys.get(key).add(place);
        }
      }
    }
    const plain = new Set(ordinary);
    const exact = (raw) => {
      for (let size = Math.min(4, raw.length); size; size--) {
        for (let at = raw.length - size; at >= 0; at--) {
          const key = raw.slice(at, at + size).join("");
          if (!keys.has(key)) continue;
          const before = raw[at - 1], alone = raw.length === size;
          const meant = !plain.has(key) || alone || INTRODUCES.has(before) || (at + size === raw.length && !OWNS.has(before));
          if (meant) return { places: [...keys.get(key)], at, size };
        }
      }
      return null;
    };
    // A name with a typing error, or the beginning of a name; only from words that mean nothing else.
    const guess = (raw, means) => {
      for (let size = Math.min(3, raw.length); size; size--) {
        for (let at = raw.length - size; at >= 0; at--) {
          const part = raw.slice(at, at + size), key = part.join("");
          if (key.length < 5 || part.every(means)) continue;
          const { far, found } = nearest(key, keys.keys());
          if (found.length && far <= (key.length < 9 ? 1 : 2)) return { places: [...keys.get(found[0])], at, size, far };
        }
      }
      for (let at = raw.length - 1; at >= 0; at--) {
        if (raw[at].length < 3 || means(raw[at])) continue;
        const begun = new Set([...keys].filter(([key]) => key.startsWith(raw[at])).flatMap(([, places]) => [...places]));
        if (begun.size && begun.size <= (raw.length > 1 ? 2 : 6)) return { places: [...begun], at, size: 1, far: 0 };
      }
      return null;
    };
    return { exact, guess };
  };

  // --- From what is typed to pages ---
  const WEIGHT = { inflection: 0.9, synonym: 0.6, begin: 0.6, longer: 0.25, part: 0.35, ending: 0.3, weak: 0.3, title: 2.5, named: 0.4, passing: 0.33, phrase: 8, cover: 0.7, titled: 3, sure: 0.6, wrong: [0, 0.6, 0.4, 0.3] };
  const ENDINGS = ["e", "en", "n", "s", "t", "d", "de", "den", "te", "ten", "er", "ers", "eren", "je", "jes", "end", "ende", "ing", "ingen", "heid", "schap"];
  const ABOUT_PLACE = new Set(["gemeente", "coalitie", "knooppunt", "zorgpad", "zorgpaden", "overzicht"]);
  const ABOUT_HELP = new Set(["sociale", "kaart", "hulp", "hulpaanbod", "aanbod", "voorziening", "voorzieningen"]);

  const makeEngine = (data) => {
    const national = makeBundle(data);
    const stop = new Set(data.stopwoorden.split(" ")), weak = new Set(data.zwak.split(" ").map(stem)), endings = new Set(data.staarten.split(" ").map(stem));
    const parts = new Set(data.delen.split(" ")), split = splitter(parts);
    // Of a word that nobody wrote yet, at least the part we know: “relatietherapie” → relatie.
    const knownPart = (word) => {
      for (let cut = word.length - 3; cut > 3; cut--) if (parts.has(word.slice(0, cut))) return [word.slice(0, cut)];
      for (let cut = 3; cut < word.length - 4; cut++) if (parts.has(word.slice(cut))) return [word.slice(cut)];
      return [];
    };
    const places = makePlaces(data.gemeenten, data.gewoon);
    const groups = data.synoniemen.map((line) => line.split(" | ").map((phrase) => phrase.split(" ")));
    const byFirst = new Map();
    for (const group of groups) {
      for (const phrase of group) {
        if (!byFirst.has(phrase[0])) byFirst.set(phrase[0], []);
        byFirst.get(phrase[0]).push({ phrase, group });
      }
    }
    const words = (text) => tokens(text).filter((word) => word.length > 1 && !stop.has(word));
    const corrections = new Map();
    const correct = (word) => {
      if (!corrections.has(word)) corrections.set(word, nearest(word, national.words));
      return corrections.get(word);
    };
    const synonyms = (term) => (byFirst.get(term) ?? []).filter(({ phrase }) => phrase.length === 1).flatMap(({ group }) => group);

    const closest = (word, bundles) => {
      const all = [correct(word), ...bundles.filter((bundle) => bundle !== national).map((bundle) => nearest(word, bundle.words))];
      const far = Math.min(...all.map((one) => one.far));
      return { far, found: [...new Set(all.filter((one) => one.far === far).flatMap((one) => one.found))] };
    };
    /** Whether a word of the query, or the beginning of a word, is a word of the site. */
    const means = (word) =>
      stop.has(word) || national.known.has(word) || national.has(stem(word)) || byFirst.has(stem(word)) || national.startingWith(word).length > 0;

    /** All ways to find a word: term (or terms that must go together) → how much it counts. */
    const ways = (word, bundles) => {
      const found = new Map(), own = new Map();
      const add = (map, terms, weight) => {
        const key = terms.join(" ");
        map.set(key, Math.max(map.get(key) ?? 0, weight));
      };
      const has = (term) => bundles.some((bundle) => bundle.has(term));
      const isWord = (one) => bundles.some((bundle) => bundle.known.has(one));
      const self = stem(word);
      if (has(self) || byFirst.has(self)) add(own, [self], isWord(word) ? 1 : WEIGHT.inflection);
      for (const ending of ENDINGS) {
        if (isWord(word + ending)) add(own, [stem(word + ending)], WEIGHT.inflection);
        const shorter = word.slice(0, -ending.length);
        if (word.endsWith(ending) && shorter.length > 2 && isWord(shorter)) add(own, [stem(shorter)], WEIGHT.inflection);
      }
      const exact = own.size > 0;
      if (word.length > 2) {
        for (const longer of bundles.flatMap((bundle) => bundle.startingWith(word))) {
          add(exact ? found : own, [stem(longer)], (exact ? WEIGHT.longer : WEIGHT.begin) * (word.length / longer.length));
        }
      }
      let inside = split(word);
      if (!isWord(word) && !inside.length && !(exact && word.length < 5)) {
        const { far, found: close } = closest(word, bundles);
        if (!own.size || far === 1) for (const one of close) add(own, [stem(one)], WEIGHT.wrong[far]);
        if (!own.size) inside = knownPart(word);
      }
      for (const part of inside) {
        const weight = WEIGHT.part * (endings.has(stem(part)) ? WEIGHT.ending : 1);
        add(found, [stem(part)], weight);
        for (const terms of synonyms(stem(part))) add(found, terms, weight * WEIGHT.synonym);
      }
      for (const [term, weight] of own) {
        add(found, [term], weight);
        for (const terms of synonyms(term)) add(found, terms, weight * WEIGHT.synonym);
      }
      return { word, found };
    };

    /** Synonyms of several words: “rood staan” also means “schulden”. */
    const addPhrases = (query) => {
      query.forEach(({ word }, at) => {
        for (const { phrase, group } of byFirst.get(stem(word)) ?? []) {
          if (phrase.length < 2 || !phrase.every((term, more) => query[at + more] && stem(query[at + more].word) === term)) continue;
          for (let more = 0; more < phrase.length; more++) {
            for (const terms of group) {
              const key = terms.join(" ");
              query[at + more].found.set(key, Math.max(query[at + more].found.get(key) ?? 0, WEIGHT.synonym));
            }
          }
        }
      });
    };

    const scores = ({ found }, bundles) => {
      const best = new Map();
      for (const [key, weight] of found) {
        const terms = key.split(" "), together = new Map();
        for (const term of terms) {
          for (const [page, score] of bundles.flatMap((bundle) => bundle.hits(term))) {
            const [count, sum] = together.get(page) ?? [0, 0];
            together.set(page, [count + 1, sum + score]);
          }
        }
        for (const [page, [count, sum]] of together) {
          if (count === terms.length) best.set(page, Math.max(best.get(page) ?? 0, (weight * sum) / count));
        }
      }
      return best;
    };

    const recognise = (raw) => {
      const found = places.exact(raw);
      if (found) return found;
      const guessed = places.guess(raw, means);
      if (!guessed) return null;
      const token = raw[guessed.at];
      const better = guessed.size === 1 && guessed.far > 0 && correct(token).far < guessed.far;
      return better ? null : guessed;
    };

    /** Pages for a query: { places, hits: [{ page, score, full }] }, the best first. `shards`: gemeente id → its bundle. */
    const search = (text, shards) => {
      const raw = tokens(text), place = recognise(raw);
      const rest = place ? raw.filter((_, at) => at < place.at || at >= place.at + place.size) : raw;
      const asked = rest.filter((word) => word.length > 1 && !stop.has(word) && !(place && word === "gemeente" && rest.length > 1));
      const found = place?.places ?? [];
      const local = found.map(({ id }) => shards.get(id)).filter(Boolean);
      const bundles = [national, ...local], replaced = new Set(local.flatMap((bundle) => [...bundle.replaced]));
      const query = asked.map((word) => ways(word, bundles));
      addPhrases(query);
      const totals = new Map(), onlyWeak = query.every(({ word }) => weak.has(stem(word)));
      let counted = 0;
      for (const one of query) {
        const best = scores(one, bundles), strong = onlyWeak || !weak.has(stem(one.word));
        if (!best.size) continue;
        counted += +strong;
        for (const [page, score] of best) {
          const [sum, often] = totals.get(page) ?? [0, 0];
          totals.set(page, [sum + score * (strong ? 1 : WEIGHT.weak), often + strong]);
        }
      }
      // A phrase that leads to a page, all of it in the query: worth more than its words one by one.
      const said = new Map(rest.map((word) => [stem(word), 1]));
      for (const { found: terms } of query) {
        for (const [term, weight] of terms) if (weight >= WEIGHT.named) said.set(term, Math.max(said.get(term) ?? 0, weight));
      }
      const phrases = new Map();
      for (const { page, terms } of bundles.flatMap((bundle) => bundle.sentences)) {
        if (!terms.every((term) => said.has(term))) continue;
        const least = Math.min(...terms.map((term) => said.get(term)));
        phrases.set(page, Math.max(phrases.get(page) ?? 0, least * WEIGHT.phrase * terms.length));
      }
      for (const [page, score] of phrases) {
        const [sum, often] = totals.get(page) ?? [0, 0];
        totals.set(page, [sum + score, Math.max(often, Math.min(counted, 1))]);
      }
      if (place) {
        const about = new Map();
        for (const word of raw.slice(place.at, place.at + place.size)) {
          for (const [page, score] of national.hits(stem(word))) if (page[0] === "kennis") about.set(page, (about.get(page) ?? 0) + score);
        }
        for (const [page, score] of about) {
          const [sum, often] = totals.get(page) ?? [0, 0];
          if (often || !asked.length) totals.set(page, [sum + score, often]);
        }
      }
      const named = new Set(query.flatMap(({ found: terms }) => [...terms].filter(([, weight]) => weight >= WEIGHT.named).map(([term]) => term)));
      if (place) raw.slice(place.at, place.at + place.size).forEach((word) => named.add(stem(word)));
      const isName = (page) => {
        const title = words(page[1]);
        return title.length > 0 && title.every((word) => named.has(stem(word)));
      };
      const subjects = query.filter(({ word }) => onlyWeak || !weak.has(stem(word)));
      const isTitled = (page) => {
        const title = new Set(words(page[1]).map(stem));
        return subjects.length > 0 && subjects.every(({ found: terms }) => [...terms].some(([term, weight]) => weight >= WEIGHT.sure && title.has(term)));
      };
      // In a gemeente, help that is called what you ask for; and each word of the query that a page has, counts.
      const bonus = (page, often) =>
        (isName(page) ? WEIGHT.title : 1) * (place && page[0] === "voorziening" && isTitled(page) ? WEIGHT.titled : 1) * (counted ? (often / counted) ** WEIGHT.cover : 1);
      // A group shows pages with all words, unless these only mention them in passing.
      const highest = new Map();
      for (const [page, [score]] of totals) highest.set(page[0], Math.max(highest.get(page[0]) ?? 0, score));
      const hits = [...totals].filter(([page]) => !replaced.has(page[2])).map(([page, [score, often]]) => ({
        page,
        score: score * bonus(page, often),
        full: often === counted && score >= highest.get(page[0]) * WEIGHT.passing,
      }));
      hits.sort((a, b) => b.score - a.score);
      return { places: found, asked, query, hits };
    };
    return { search, words, stem, split, bundle: makeBundle };
  };

  // --- From pages to groups on the screen ---
  const KINDS = { zorgpad: "Zorgpaden", gemeente: "Gemeenten", voorziening: "Hulp", kennis: "Kennis" };
  // How many times better a hit of another kind must be to come before a zorgpad; in a gemeente more.
  const ORDER = { zorgpad: 3, voorziening: 1.2, kennis: 1 }, ORDER_IN_PLACE = { zorgpad: 12, voorziening: 6, kennis: 1 };
  const COMPLETE = 2, ENOUGH = 3, WEAK = 0.12, SHOWN = 5, SHOWN_IN_PLACE = 2;

  const grouped = ({ places, asked, hits }) => {
    const groups = [];
    for (const [kind, bonus] of Object.entries(places.length ? ORDER_IN_PLACE : ORDER)) {
      const all = hits.filter(({ page }) => page[0] === kind), full = all.filter((hit) => hit.full);
      if (!all.length) continue;
      const own = full.length >= ENOUGH ? full : all;
      const weak = own[0].score * WEAK;
      const results = own.filter(({ score }) => score >= weak).flatMap(({ page }) => {
        const [, title, url, where] = page;
        if (kind !== "zorgpad" || !places.length) return [{ title, url, where }];
        return places.map(({ id, name }) => ({ title: `${title} in ${name}`, url: `gemeenten/${id}/${url.split("/")[1]}/`, where }));
      });
      groups.push({ kind, results, shown: kind === "zorgpad" && places.length ? SHOWN_IN_PLACE : SHOWN, best: own[0].score * bonus * (own[0].full ? COMPLETE : 1) });
    }
    groups.sort((a, b) => b.best - a.best);
    if (places.length) {
      const help = asked.length > 0 && asked.every((word) => ABOUT_HELP.has(word));
      const pages = places.flatMap(({ id, name, where }) => {
        const both = [{ title: name, url: `gemeenten/${id}/`, where }, { title: `Sociale kaart van ${name}`, url: `gemeenten/${id}/sociale-kaart/`, where: "alle hulp" }];
        return help ? both.reverse() : both;
      });
      const first = help || !groups.length || asked.every((word) => ABOUT_PLACE.has(word));
      const after = groups.findIndex(({ kind }) => kind === "kennis");
      groups.splice(first ? 0 : after < 0 ? groups.length : Math.max(after, 1), 0, { kind: "gemeente", results: pages, shown: SHOWN });
    }
    return groups;
  };

  // --- The search page ---
  const page = (host, data, { make, json, address }) => {
    const root = host.dataset.root, input = host.querySelector("input");
    const status = host.querySelector("[role=status]"), results = host.querySelector("#zoekresultaten");
    const shards = new Map(), asked = new Set(), failed = new Set();
    const engine = makeEngine(data);

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
      const { places, ...answer } = engine.search(text, shards), groups = text ? grouped({ places, ...answer }) : [];
      const total = groups.reduce((sum, group) => sum + group.results.length, 0);
      results.replaceChildren(...groups.map(section));
      status.textContent = !text ? "" : total ? `${total} ${total === 1 ? "resultaat" : "resultaten"}` : "Niets gevonden. Probeer een ander woord.";
      const missing = places.filter(({ id, own }) => own && !shards.has(id) && !failed.has(id));
      if (!missing.length) status.dataset.vraag = text;
      for (const { id } of missing) {
        if (asked.has(id)) continue;
        asked.add(id);
        json(`${root}assets/zoek/${id}.json`).then((more) => shards.set(id, makeBundle(more)), () => failed.add(id)).then(show);
      }
    };
    input.addEventListener("input", show);
    show();
  };

  self.zpZoek = { page, makeEngine, grouped };
})();
