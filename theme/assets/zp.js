// The script of every page: finder, search, menu, “nu open”. Everything also works without it.
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

  // Lower case, no accents, no punctuation at the edges.
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
  const script = (url) => new Promise((resolve, reject) => {
    const tag = make("script", { src: url });
    tag.async = false; // fetched together, run in order
    tag.onload = resolve;
    tag.onerror = reject;
    document.head.append(tag);
  });

  // A copy that is opened from a folder (`zorgpaden zip`) may not fetch and knows no index pages:
  // there the data come as a script that sets `zpJson`, and an address of a folder gets its file.
  const fromFolder = location.protocol === "file:";
  const json = (url) => fromFolder
    ? script(`${url}.js`).then(() => self.zpJson)
    : fetch(url).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(url))));
  const page = (url) => (fromFolder ? url.replace(/\/(?=$|#)/, "/index.html") : url);

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

  // --- Kept on this device (see sw.js): this page was shown while a newer one came in ---
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (!data.ververst?.includes(location.pathname) || document.querySelector(".zp-ververst")) return;
    const again = make("a", { href: location.pathname }, "Laat de nieuwe zien");
    document.getElementById("inhoud").append(make("p", { class: "zp-ververst", role: "status" }, "Er is net een nieuwe versie van deze pagina binnengekomen. ", again));
  });

  // --- Who searches from a page of a gemeente, searches there ---
  const there = document.querySelector(".zp-plaats"), search = document.querySelector(".zp-balk__zoek");
  const [, place] = (there && `${location.pathname} ${there.getAttribute("href")}`.match(/gemeenten\/([a-z0-9-]+)\//)) || [];
  if (place && search) search.hash = `g=${place}`;

  // --- Menu closes on Escape, on a click beside it and when the focus goes on: it would cover what has the focus ---
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
  menu?.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
  });

  // --- Finder: a combobox with a list, after the WAI-ARIA pattern ---
  const MOST = 8;
  const matches = (places, typed) => {
    const wanted = fold(typed);
    if (!wanted) return [];
    const starts = [], within = [];
    for (const [id, ...names] of places) {
      const folded = names.map(fold), begins = folded.findIndex((name) => name.startsWith(wanted));
      const has = begins < 0 ? folded.findIndex((name) => name.includes(wanted)) : begins;
      if (has >= 0) (begins < 0 ? within : starts).push([id, names[0], has ? names[has] : ""]);
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
    const go = (option) => {
      if (host.dataset.kies === undefined) {
        location.href = page(`${root}gemeenten/${option.dataset.id}/${host.dataset.pad ?? ""}`);
        return;
      }
      // With data-kies the page itself wants to know what was chosen.
      input.value = option.dataset.naam;
      status.textContent = "";
      close();
      host.dispatchEvent(new CustomEvent("zp:gemeente", { bubbles: true, detail: option.dataset.id }));
    };
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
      options.replaceChildren(...found.map(([id, name, via], nr) =>
        make("li", { role: "option", id: `${list}-${nr}`, "data-id": id, "data-naam": name, "aria-selected": "false" }, via ? `${name} (${via})` : name)));
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

  // --- Search page: the search (zoek.js and its parts), lunr, the stemmer and the index come on the first focus ---
  const searchPage = (host) => {
    const root = host.dataset.root, input = host.querySelector("input"), status = host.querySelector("[role=status]");
    const files = ["lunr.min.js", "snowball-nl.min.js", "zoektaal.js", "zoek.js", "zoekpagina.js"].map((name) => `${root}assets/${name}`);
    const start = async () => {
      input.removeEventListener("focus", start);
      input.removeEventListener("input", start);
      try {
        const [data] = await Promise.all([json(`${root}assets/zoekindex.json`), ...files.map(script)]);
        zpZoekpagina.page(host, data, { make, json, address: page });
      } catch {
        status.textContent = "Zoeken lukt nu niet. Kies uw gemeente via het menu.";
        input.addEventListener("input", start);
      }
    };
    input.addEventListener("focus", start);
    input.addEventListener("input", start);
    if (input.value || document.activeElement === input) start();
  };
  document.querySelectorAll("[data-zoekpagina]").forEach(searchPage);

  // For a script of one page, such as combineren.js.
  self.zp = { make, json, page, showOpen };
})();
