// The only script of the site: finder, search, menu, “nu open”. Everything also works without it.
(() => {
  "use strict";

  const html = document.documentElement;
  html.classList.remove("no-js");
  for (const one of document.querySelectorAll(".zp-alleen-js")) one.hidden = false;
  for (const one of document.querySelectorAll(".zp-zonder-js")) one.hidden = true;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // Same folding as plugins/zorgpaden/search/text.py.
  const fold = (text) =>
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/^[^0-9a-z]+|[^0-9a-z]+$/g, "");

  const once = (load) => {
    let promise;
    return () => (promise ??= load());
  };
  const json = (url) => fetch(url).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(url))));

  // --- “nu open”, in Dutch time, wherever the device is ---
  const now = () => {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Amsterdam", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    }).formatToParts(new Date());
    const get = (type) => parts.find((part) => part.type === type).value;
    return { dag: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(get("weekday")), minuut: +get("hour") * 60 + +get("minute") };
  };
  const showOpen = () => {
    const { dag, minuut } = now();
    for (const one of document.querySelectorAll(".zp-open[data-open]")) {
      if (!one.dataset.open || one.dataset.open === "0-1440:0123456") continue;
      const slots = one.dataset.open.split(" ").map((slot) => slot.split(/[-:]/));
      one.dataset.stand = slots.some(([van, tot, dagen]) => dagen.includes(dag) && +van <= minuut && minuut < +tot) ? "open" : "dicht";
    }
  };
  showOpen();
  setInterval(showOpen, 60000);

  // --- Filters of a list in the dossier ---
  for (const bar of document.querySelectorAll("[data-filters]")) {
    const rows = [...document.querySelector(bar.dataset.filters).children];
    const choices = [...bar.querySelectorAll("select")];
    bar.addEventListener("change", () => {
      const fits = (row) => choices.every(({ value, dataset }) => !value || row.dataset[dataset.filter].split("|").includes(value));
      for (const row of rows) row.hidden = !fits(row);
      const count = rows.filter((row) => !row.hidden).length;
      bar.querySelector("[role=status]").textContent = `${count} ${count === 1 ? "pagina" : "pagina's"}`;
    });
  }

  // --- Menu closes on Escape and on a click beside it ---
  const menu = document.querySelector(".zp-menu");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu?.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (menu?.open && !menu.contains(event.target)) menu.open = false;
  });

  // --- Finder: a combobox with a list, after the WAI-ARIA pattern ---
  const MOST = 8;
  const matches = (places, typed) => {
    const wanted = fold(typed);
    if (!wanted) return [];
    const starts = [], within = [];
    for (const [id, ...names] of places) {
      const folded = names.map(fold);
      if (folded.some((name) => name.startsWith(wanted))) starts.push([id, names[0]]);
      else if (folded.some((name) => name.includes(wanted))) within.push([id, names[0]]);
    }
    return [...starts, ...within].slice(0, MOST);
  };

  const finder = (host, number) => {
    const root = host.dataset.root, list = `zp-lijst-${number}`, field = `zp-gemeente-${number}`;
    const places = once(() => json(`${root}assets/gemeenten.json`));
    const input = make("input", {
      id: field, class: "zp-invoer", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-expanded": "false", "aria-controls": list, "aria-autocomplete": "list",
    });
    const options = make("ul", { id: list, class: "zp-lijst", role: "listbox", "aria-label": "Gemeenten" });
    options.hidden = true;
    const status = make("p", { class: "zp-klein", role: "status" });
    let active = -1;

    const close = () => {
      options.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const go = (option) => { location.href = `${root}gemeenten/${option.dataset.id}/${host.dataset.pad ?? ""}`; };
    const mark = (index) => {
      active = (index + options.children.length) % options.children.length;
      [...options.children].forEach((one, nr) => one.setAttribute("aria-selected", String(nr === active)));
      input.setAttribute("aria-activedescendant", options.children[active].id);
      options.children[active].scrollIntoView({ block: "nearest" });
    };
    const show = async () => {
      let found;
      try {
        found = matches(await places(), input.value);
      } catch {
        status.textContent = "De lijst is nu niet te laden. Kies uw gemeente via het menu.";
        return;
      }
      options.replaceChildren(...found.map(([id, name], nr) =>
        make("li", { role: "option", id: `${list}-${nr}`, "data-id": id, "aria-selected": "false" }, name)));
      active = -1;
      options.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!!found.length));
      input.removeAttribute("aria-activedescendant");
      const typed = input.value.trim();
      status.textContent = !typed ? "" : found.length ? `${found.length} ${found.length === 1 ? "gemeente" : "gemeenten"}` : "Geen gemeente met deze naam.";
    };
    input.addEventListener("focus", () => places().catch(() => {}), { once: true });
    input.addEventListener("input", show);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        if (!options.hidden) event.preventDefault();
        close();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (options.hidden) show();
        else mark(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
      } else if (event.key === "Enter" && !options.hidden) {
        event.preventDefault();
        go(options.children[Math.max(active, 0)]);
      }
    });
    options.addEventListener("pointerdown", (event) => event.preventDefault());
    options.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) go(option);
    });
    input.addEventListener("blur", close);
    host.append(make("label", { for: field }, host.dataset.label ?? "Uw gemeente"), input, options, status);
  };
  document.querySelectorAll("[data-zoeker]").forEach(finder);

  // --- Search page: lunr and the index come on the first focus ---
  const KINDS = { zorgpad: "Zorgpaden", gemeente: "Gemeenten", voorziening: "Hulp", kennis: "Kennis" };
  const script = (url) => new Promise((resolve, reject) => {
    const tag = make("script", { src: url });
    tag.onload = resolve;
    tag.onerror = reject;
    document.head.append(tag);
  });

  const searchPage = (host) => {
    const root = host.dataset.root, input = host.querySelector("input");
    const status = host.querySelector("[role=status]"), results = host.querySelector("#zoekresultaten");
    const load = once(async () => {
      const [data] = await Promise.all([json(`${root}assets/zoekindex.json`), script(`${root}assets/lunr.min.js`)]);
      lunr.Pipeline.registerFunction((token) => token.update(fold), "zp-vouwen");
      return { docs: data.docs, index: lunr.Index.load(data.index) };
    });
    const find = ({ docs, index }, words) => {
      const query = (presence) => index.query((q) => {
        for (const word of words) {
          q.term(word, { boost: 10, presence, usePipeline: false });
          if (word.length > 2) q.term(word, { boost: 4, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
          if (word.length > 4) q.term(word, { editDistance: 1, boost: 1, usePipeline: false });
        }
      });
      return query(lunr.Query.presence.OPTIONAL).map((hit) => docs[+hit.ref]);
    };
    const show = async () => {
      const words = input.value.split(/\s+/).map(fold).filter(Boolean);
      if (!words.length) {
        results.replaceChildren();
        status.textContent = "Zoek een zorgpad, gemeente of voorziening.";
        return;
      }
      let found;
      try {
        found = find(await load(), words);
      } catch {
        status.textContent = "Zoeken lukt nu niet. Kies uw gemeente via het menu.";
        return;
      }
      status.textContent = found.length ? `${found.length} ${found.length === 1 ? "resultaat" : "resultaten"}` : "Niets gevonden. Probeer een ander woord.";
      const groups = [...new Set(found.map(([kind]) => kind))];
      results.replaceChildren(...groups.map((kind) => make("section", {},
        make("h2", {}, KINDS[kind]),
        make("ul", { class: "zp-paden" }, ...found.filter(([one]) => one === kind).slice(0, MOST).map(([, title, url, where]) =>
          make("li", {}, make("a", { href: root + url }, title), ...(where ? [make("span", { class: "zp-klein" }, where)] : [])))))));
    };
    input.addEventListener("focus", () => load().catch(() => {}), { once: true });
    input.addEventListener("input", show);
  };
  document.querySelectorAll("[data-zoekpagina]").forEach(searchPage);
})();
