// The search: from what is typed to pages, the best first. Words and stems are in zoektaal.js, the screen in zoekpagina.js.
(() => {
  "use strict";

  const { PARTICLES, byLength, counted, learn, nearest, splitter, stem, tokens, unglued, verbsWith } = self.zpTaal;

  // --- One search file: the national one, or that of a gemeente ---
  // The index comes without what can be worked out; lunr wants all of it (see _cut and _lean in index.py, scored in scores.py).
  const list = (text) => (text ? text.split(" ") : []);
  const unpacked = ({ stap, meer, niet, vectoren }, stemmed) => {
    const fields = Object.keys(vectoren), fieldVectors = [], powers = new Map(), postings = new Map();
    const power = (of) => powers.get(of) ?? powers.set(of, stap ** of).get(of);
    const known = new Set([...stemmed, ...list(meer)]);
    for (const one of list(niet)) known.delete(one);
    const terms = [...known].sort();
    const nowhere = {}, absent = Object.fromEntries(fields.map((field) => [field, nowhere]));
    for (const field of fields) {
      vectoren[field].forEach((flat, page) => {
        const vector = [];
        for (let at = 0, term = 0; at < flat.length; at += 2) {
          term += flat[at];
          vector.push(term, power(flat[at + 1]));
          if (!postings.has(term)) postings.set(term, { ...absent, _index: term });
          const posting = postings.get(term);
          if (posting[field] === nowhere) posting[field] = {};
          posting[field][page] = nowhere;
        }
        fieldVectors.push([`${field}/${page}`, vector]);
      });
    }
    const invertedIndex = [...postings].sort(([one], [other]) => one - other).map(([term, posting]) => [terms[term], posting]);
    return { version: lunr.version, fields, fieldVectors, invertedIndex, pipeline: [] };
  };
  // The parts of compounds: most are words that we have, or stems of these (see _marked in index.py).
  const partsOf = ({ woorden, meer, niet }, words) => {
    let at = 0;
    const marked = woorden.map((step) => words[(at += step)]), found = new Set([...marked, ...marked.map(stem), ...list(meer)]);
    for (const one of list(niet)) found.delete(one);
    return found;
  };
  const makeBundle = (data) => {
    const words = list(data.woorden), stemmed = learn(words, list(data.stammen)), known = new Set(words), cache = new Map();
    const index = lunr.Index.load(unpacked(data.index, stemmed));
    const hits = (term) => {
      if (!cache.has(term)) {
        const found = index.query((query) => query.term(term, { usePipeline: false }));
        cache.set(term, found.map(({ ref, score }) => [data.paginas[+ref], score]));
      }
      return cache.get(term);
    };
    const startingWith = (start, most = 40) => {
      let low = 0, high = words.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (words[middle] < start) low = middle + 1;
        else high = middle;
      }
      const found = [];
      for (; low < words.length && words[low].startsWith(start) && found.length < most; low++) found.push(words[low]);
      return found;
    };
    // Phrases that lead to a page, by each of their words.
    const sentences = new Map();
    for (const [page, ...found] of data.zinnen) {
      for (const terms of found.map(list)) {
        const sentence = { page: data.paginas[page], size: terms.length };
        for (const term of terms) {
          if (!sentences.has(term)) sentences.set(term, []);
          sentences.get(term).push(sentence);
        }
      }
    }
    return { pages: new Set(data.paginas), sentences, replaced: new Set(data.vervangen ?? []), words, lengths: byLength(words), known, hits, startingWith, has: (term) => term in index.invertedIndex };
  };

  // --- Gemeenten in the query, by name or by a place in them ---
  const INTRODUCES = new Set(["in", "te", "uit", "gemeente", "regio", "bij", "rond"]);
  const ARTICLES = new Set(["de", "het", "den"]);
  // `tells`: whether a word is about a subject; after one, a name that is also a word is meant as a name: “schulden buren”.
  const makePlaces = (listed, ordinary, stop, tells) => {
    const keys = new Map();
    for (const [id, name, where, own, ...aliases] of listed) {
      for (const text of [name, ...aliases]) {
        const place = { id, name, where, own: !!own, via: text === name ? "" : text };
        const forms = [text.replace(/^'s/, "s"), text.replace(/\(.*\)/, ""), text.replace(/^'?s[- ]/, ""), text.replace(/^(De|Het) /, "")];
        for (const key of forms.map((form) => tokens(form).join(""))) {
          if (key.length < 2) continue;
          if (!keys.has(key)) keys.set(key, []);
          if (!keys.get(key).some((other) => other.id === id)) keys.get(key)[place.via ? "push" : "unshift"](place);
        }
      }
    }
    const plain = new Set(ordinary), inside = ([, places]) => places.every(({ via }) => via);
    const names = byLength([...keys].filter((one) => !inside(one)).map(([key]) => key));
    const villages = byLength([...keys].filter(inside).map(([key]) => key).filter((key) => key.length > 7));
    const exact = (raw) => {
      for (let size = Math.min(5, raw.length); size; size--) {
        for (let at = raw.length - size; at >= 0; at--) {
          const key = raw.slice(at, at + size).join("");
          if (!keys.has(key)) continue;
          const before = raw[at - 1], alone = raw.length === size;
          const word = stop.has(key) || (size > 1 && ARTICLES.has(raw[at]) && plain.has(raw.slice(at + 1, at + size).join("")));
          const named = () => !plain.has(key) || INTRODUCES.has(before) || (at + size === raw.length && tells(before));
          const meant = alone || (!word && named()); // “in buren” is a name; “in de wijk” and “in een” are not
          if (meant) return { places: keys.get(key), at, size };
        }
      }
      return null;
    };
    // A name with a typing error, or the beginning of a name; only from words that mean nothing else. The first letter has
    // to be right: the number of another gemeente is worse than none.
    const guess = (raw, means) => {
      for (let size = Math.min(3, raw.length); size; size--) {
        for (let at = raw.length - size; at >= 0; at--) {
          const part = raw.slice(at, at + size), key = part.join("");
          if (key.length < 5 || keys.has(key) || part.every(means)) continue;
          for (const [lengths, most] of [[names, key.length < 9 ? 1 : 2], [villages, 1]]) {
            const { far, found } = nearest(key, lengths), like = far <= most && found.find((one) => one[0] === key[0]);
            if (like) return { places: keys.get(like), at, size, far };
          }
        }
      }
      for (let at = raw.length - 1; at >= 0; at--) {
        if (raw[at].length < 3 || keys.has(raw[at]) || means(raw[at])) continue;
        const begun = new Map([...keys].filter(([key]) => key.startsWith(raw[at])).flatMap(([, places]) => places.map((place) => [place.id, place])));
        if (begun.size && begun.size <= (raw.length > 1 ? 2 : 6)) return { places: [...begun.values()], at, size: 1, far: 0 };
      }
      return null;
    };
    const byId = (id) => [...keys.values()].flat().find((place) => place.id === id && !place.via);
    return { byId, exact, guess };
  };

  // --- From what is typed to pages ---
  const WEIGHT = { inflection: 0.9, verb: 0.7, synonym: 0.6, begin: 0.6, longer: 0.25, part: 0.35, ending: 0.3, weak: 0.3, title: 2.5, named: 0.4, passing: 0.45, phrase: 8, size: 1, nearly: 0.4, cover: 1, titled: 3, elsewhere: 0.5, called: 0.61, sure: 0.6, wrong: [0, 0.6, 0.4, 0.3] };
  const ENDINGS = ["e", "en", "n", "s", "t", "d", "de", "den", "te", "ten", "er", "ers", "eren", "je", "jes", "end", "ende", "ing", "ingen", "heid", "schap", "ig", "ige", "erig", "erige"];
  const most = (map, key, weight) => map.set(key, Math.max(map.get(key) ?? 0, weight));

  const makeEngine = (data) => {
    const national = makeBundle(data);
    const stop = new Set(data.stopwoorden.split(" ")), weak = new Set(data.zwak.split(" ").map(stem)), endings = new Set(data.staarten.split(" ").map(stem));
    const parts = partsOf(data.delen, national.words), split = splitter(parts), verbs = new Map(), titles = new Map();
    const tells = (word) => !stop.has(word) && !weak.has(stem(word));
    // Of a word that nobody wrote yet, at least the part we know: “relatietherapie” → relatie.
    const knownPart = (word) => {
      for (let cut = word.length - 3; cut > 3; cut--) if (parts.has(word.slice(0, cut))) return [word.slice(0, cut)];
      for (let cut = 3; cut < word.length - 4; cut++) if (parts.has(word.slice(cut))) return [word.slice(cut)];
      return [];
    };
    const places = makePlaces(data.gemeenten, data.gewoon, stop, tells);
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
      if (!corrections.has(word)) corrections.set(word, nearest(word, national.lengths));
      return corrections.get(word);
    };
    const synonyms = (term) => (byFirst.get(term) ?? []).filter(({ phrase }) => phrase.length === 1).flatMap(({ group }) => group);

    const closest = (word, bundles) => {
      const all = [correct(word), ...bundles.filter((bundle) => bundle !== national).map((bundle) => nearest(word, bundle.lengths))];
      const far = Math.min(...all.map((one) => one.far));
      return { far, found: [...new Set(all.filter((one) => one.far === far).flatMap((one) => one.found))] };
    };
    /** Whether a word of the query, or the beginning of a word, is a word of the site. */
    const means = (word) =>
      stop.has(word) || national.known.has(word) || national.has(stem(word)) || byFirst.has(stem(word)) || national.startingWith(word).length > 0;

    // Of a word that nobody wrote, those that begin in the same way: “depressiviteit” → depressief.
    const sameBeginning = (word, bundles) => {
      for (let size = word.length - 1; size >= Math.max(5, word.length / 2); size--) {
        const found = bundles.flatMap((bundle) => bundle.startingWith(word.slice(0, size)));
        if (found.length) return found.map((one) => [one, WEIGHT.begin * (size / word.length)]);
      }
      return [];
    };

    /** All ways to find a word: term (or terms that must go together) → how much it counts. */
    const ways = (word, bundles) => {
      const found = new Map(), own = new Map();
      const has = (term) => bundles.some((bundle) => bundle.has(term));
      const isWord = (one) => bundles.some((bundle) => bundle.known.has(one));
      const self = stem(word);
      if (has(self) || byFirst.has(self)) most(own, self, isWord(word) ? 1 : WEIGHT.inflection);
      for (const ending of ENDINGS) {
        if (isWord(word + ending)) most(own, stem(word + ending), WEIGHT.inflection);
        const shorter = word.slice(0, -ending.length);
        if (word.endsWith(ending) && shorter.length > 2 && isWord(shorter)) most(own, stem(shorter), WEIGHT.inflection);
      }
      const other = /[dt]$/.test(word) ? word.slice(0, -1) + (word.endsWith("d") ? "t" : "d") : ""; // mishandelt, mishandeld
      if (word.length > 4 && isWord(other)) most(own, stem(other), WEIGHT.inflection);
      const exact = own.size > 0;
      if (word.length > 2) {
        for (const longer of bundles.flatMap((bundle) => bundle.startingWith(word))) {
          most(exact ? found : own, stem(longer), (exact ? WEIGHT.longer : WEIGHT.begin) * (word.length / longer.length));
        }
      }
      let inside = split(word);
      if (!isWord(word) && !inside.length && !(exact && word.length < 5)) {
        const { far, found: close } = closest(word, bundles);
        if (!own.size || far === 1) for (const one of close) most(own, stem(one), WEIGHT.wrong[far]);
        if (!own.size) inside = knownPart(word);
        if (!own.size && inside.every((part) => endings.has(stem(part)))) for (const [alike, weight] of sameBeginning(word, bundles)) most(own, stem(alike), weight);
      }
      for (const part of inside) withSynonyms(found, stem(part), WEIGHT.part * (endings.has(stem(part)) ? WEIGHT.ending : 1));
      for (const [term, weight] of own) withSynonyms(found, term, weight);
      return { word, found };
    };
    const withSynonyms = (found, term, weight) => {
      most(found, term, weight);
      for (const terms of synonyms(term)) most(found, terms.join(" "), weight * WEIGHT.synonym);
    };

    /** Synonyms of several words: “rood staan” also means “schulden”. */
    const addPhrases = (query) => {
      query.forEach(({ word }, at) => {
        for (const { phrase, group } of byFirst.get(stem(word)) ?? []) {
          if (phrase.length < 2 || !phrase.every((term, more) => query[at + more] && stem(query[at + more].word) === term)) continue;
          for (let more = 0; more < phrase.length; more++) {
            for (const terms of group) most(query[at + more].found, terms.join(" "), WEIGHT.synonym);
          }
        }
      });
    };
    /** One word that was written as two: “schuld hulpverlening”. */
    const addJoined = (query) => {
      query.slice(1).forEach((second, at) => {
        const first = query[at], joined = ["", "s"].map((link) => first.word + link + second.word).find((one) => national.known.has(one));
        if (joined) for (const one of [first, second]) withSynonyms(one.found, stem(joined), WEIGHT.inflection);
      });
    };
    /** A verb of which the halves stand apart: “haakt … af” is “afhaken”. */
    const addVerbs = (query, raw) => {
      for (const particle of PARTICLES.filter((one) => raw.includes(one))) {
        if (!verbs.has(particle)) verbs.set(particle, verbsWith(particle, national.startingWith(particle, Infinity)));
        for (const { word, found } of query) {
          for (const term of verbs.get(particle).get(stem(word)) ?? []) withSynonyms(found, term, WEIGHT.verb);
        }
      }
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
        for (const [page, [count, sum]] of together) if (count === terms.length) most(best, page, (weight * sum) / count);
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

    /** page → [score, how many of the words that tell], and how many of these lead to any page. */
    const wordByWord = (query, bundles, counts) => {
      const totals = new Map();
      let counted = 0;
      for (const one of query) {
        const best = scores(one, bundles), strong = counts(one.word);
        if (best.size) counted += +strong;
        for (const [page, score] of best) {
          const [sum, often] = totals.get(page) ?? [0, 0];
          totals.set(page, [sum + score * (strong ? 1 : WEIGHT.weak), often + strong]);
        }
      }
      return { totals, counted };
    };
    /** A phrase that leads to a page, all of it in the query: worth more than its words one by one. */
    const bySentence = (rest, query, bundles) => {
      const said = new Map(counted(rest.map(stem)).map((term) => [term, 1])), found = new Map();
      for (const { found: terms } of query) for (const [term, weight] of terms) if (weight >= WEIGHT.named) most(said, term, weight);
      const met = new Map();
      for (const [term, weight] of said) {
        for (const sentence of bundles.flatMap((bundle) => bundle.sentences.get(term) ?? [])) {
          const { count, least } = met.get(sentence) ?? { count: 0, least: 1 };
          met.set(sentence, { count: count + 1, least: Math.min(least, weight) });
        }
      }
      for (const [{ page, size }, { count, least }] of met) {
        if (count === size) most(found, page, least * WEIGHT.phrase * size ** WEIGHT.size);
        else if (count > 1 && count === size - 1) most(found, page, least * WEIGHT.phrase * count ** WEIGHT.size * WEIGHT.nearly);
      }
      return found;
    };
    /** What the dossier tells about the place itself. */
    const aboutPlace = (named) => {
      const about = new Map();
      for (const word of named) for (const [page, score] of national.hits(stem(word))) if (page[0] === "kennis") about.set(page, (about.get(page) ?? 0) + score);
      return about;
    };

    /** Pages for a query: { places, asked, tells, hits: [{ page, score, full }] }, the best first. `shards`: gemeente id → its bundle; `home`: where to
     *  look when the query names no gemeente. */
    const search = (text, shards, home = null) => {
      const typed = tokens(text), place = recognise(typed) ?? (home && { places: [home], at: 0, size: 0 });
      const own = (place?.places ?? []).map(({ id }) => shards.get(id)).filter(Boolean), bundles = [national, ...own];
      const isWord = (one) => stop.has(one) || bundles.some((bundle) => bundle.known.has(one) || bundle.has(stem(one)));
      const rest = typed.filter((_, at) => !place || at < place.at || at >= place.at + place.size).flatMap((word) => unglued(word, isWord, split));
      const asked = rest.filter((word) => word.length > 1 && !stop.has(word) && !(place && word === "gemeente" && rest.length > 1));
      const named = place ? typed.slice(place.at, place.at + place.size) : [];
      const query = asked.map((word) => ways(word, bundles));
      addPhrases(query);
      addJoined(query);
      addVerbs(query, rest);
      const onlyWeak = !asked.some(tells), counts = (word) => onlyWeak || !weak.has(stem(word));
      const { totals, counted } = wordByWord(query, bundles, counts);
      if (counted) for (const [page, [sum, often]] of totals) totals.set(page, [sum * (often / counted) ** WEIGHT.cover, often]);
      for (const [page, score] of bySentence(rest, query, bundles)) {
        const [sum, often] = totals.get(page) ?? [0, 0];
        totals.set(page, [sum + score, Math.max(often, Math.min(counted, 1))]);
      }
      for (const [page, score] of aboutPlace(named)) {
        const [sum, often] = totals.get(page) ?? [0, 0];
        if (often || !asked.length) totals.set(page, [sum + score, often]);
      }
      const bonus = bonuses(query, named, counts, place && own);
      // A group shows pages with all words, unless these only mention them in passing.
      const highest = new Map(), replaced = new Set(own.flatMap((bundle) => [...bundle.replaced]));
      for (const [page, [score]] of totals) most(highest, page[0], score);
      const hits = [...totals].filter(([page]) => !replaced.has(page[2])).map(([page, [score, often]]) => ({
        page,
        score: score * bonus(page),
        full: often === counted && score >= highest.get(page[0]) * WEIGHT.passing,
      }));
      hits.sort((a, b) => b.score - a.score);
      return { places: place?.places ?? [], asked, tells: !onlyWeak, hits };
    };
    /** What makes a page better than its words: its name, help that is called what you ask for, and how much of the query it has. */
    const bonuses = (query, named, counts, own) => {
      const meant = new Set(named.map(stem)), subjects = query.filter(({ word }) => counts(word));
      for (const { found } of query) for (const [term, weight] of found) if (weight >= WEIGHT.called) meant.add(term);
      const isName = (title) => title.length > 0 && title.every((term) => meant.has(term));
      const isTitled = (title) => subjects.length > 0 && subjects.every(({ found }) => title.some((term) => found.get(term) >= WEIGHT.sure));
      return (page) => {
        const title = titles.get(page) ?? titles.set(page, words(page[1]).map(stem)).get(page);
        const near = !own || page[0] !== "voorziening" ? 1 : !own.some(({ pages }) => pages.has(page)) ? WEIGHT.elsewhere : isTitled(title) ? WEIGHT.titled : 1;
        return (isName(title) ? WEIGHT.title : 1) * near;
      };
    };
    return { combines: !!data.combineren, placeOf: places.byId, search, words, stem, split };
  };

  self.zpZoek = { makeBundle, makeEngine };
})();
