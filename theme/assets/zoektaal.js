// Dutch for the search: words become terms here exactly as in plugins/zorgpaden/search/ (text.py, compounds.py); a test
// compares them. The search itself is zoek.js.
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
  /** The stems that come with the words (see _cut in index.py): working out thousands at once takes a telephone a second. */
  const learn = (words, cuts) => words.map((word, at) => {
    const end = word.slice(0, word.length - cuts[at].charCodeAt(0) + 97) + cuts[at].slice(1);
    stems.set(word, end);
    return end;
  });
  const tokens = (text) =>
    text
      .toLowerCase()
      .replaceAll("’", "'")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/'(?:s|n|tjes?)?(?![a-z])/g, " ")
      .match(/[0-9a-z]+/g) ?? [];

  /** Every time a word comes back it is another one: “kind krijgt kind” → kind, krijg, kind+. */
  const counted = (found) => found.map((word, place) => word + "+".repeat(found.slice(0, place).filter((one) => one === word).length));

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
  const letters = (word) => {
    let set = 0;
    for (let at = 0; at < word.length; at++) set |= 1 << (word.charCodeAt(at) & 31);
    return set;
  };
  const atMost = (bits, most) => {
    for (; bits && most >= 0; most--) bits &= bits - 1;
    return most >= 0;
  };
  /** Words by how long they are, to look for one that is nearly the same. */
  const byLength = (words) => {
    const found = [];
    for (const word of words) (found[word.length] ??= []).push({ word, set: letters(word) });
    return found;
  };
  const nearest = (word, lengths) => {
    let most = allowed(word), found = [];
    if (!most) return { far: Infinity, found };
    const own = letters(word);
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const { word: candidate, set } of lengths[length] ?? []) {
        if (!atMost(own & ~set, most) || !atMost(set & ~own, most)) continue;
        const far = distance(word, candidate, most);
        if (far > most) continue;
        if (far < most) found = [];
        most = far;
        found.push(candidate);
      }
    }
    return { far: found.length ? most : Infinity, found };
  };

  // --- Words that are written together, or not: “uithuisgezet”, “haakt … af” ---
  const PARTICLES = ["aan", "achter", "af", "bij", "dicht", "door", "in", "kwijt", "langs", "mee", "na", "neer", "om", "open", "op", "over", "samen", "tegen", "terug", "toe", "uit", "vast", "voor", "weg"];
  const GLUED = [...PARTICLES, "geen", "niet", "onder", "te", "van", "zonder", "met"];
  /** The words in one that nobody knows: “uithuisgezet” → uit, huis, gezet. One verb with its particle stays whole. */
  const unglued = (word, isWord, split) => {
    if (word.length < 7 || isWord(word) || split(word).length) return [word];
    for (const start of GLUED) {
      const rest = word.startsWith(start) ? word.slice(start.length) : "", inside = rest.length > 3 ? split(rest) : [];
      if (inside.length) return [start, ...inside];
      if (isWord(rest) && !PARTICLES.includes(start)) return [start, rest];
    }
    return [word];
  };
  /** Of the words that begin with a particle: “haak” → the words that are “afhaken”, “afgehaakt”; a query has its halves apart. */
  const verbsWith = (particle, words) => {
    const found = new Map();
    for (const word of words) {
      const rest = word.slice(particle.length);
      for (const verb of [rest, rest.startsWith("ge") ? rest.slice(2) : ""]) {
        if (verb.length > 2) found.set(stem(verb), [...(found.get(stem(verb)) ?? []), stem(word)]);
      }
    }
    return found;
  };

  self.zpTaal = { PARTICLES, byLength, counted, learn, nearest, splitter, stem, tokens, unglued, verbsWith };
})();
