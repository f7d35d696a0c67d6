// Keeping a gemeente for when there is no network, and remembering one for the front page.
// Nothing is stored, and no worker registered, before the visitor asks for it with a button.
(() => {
  "use strict";

  const host = document.querySelector("[data-apparaat], [data-bewaard], [data-verder]");
  const root = new URL(host.dataset.root, location.href);
  const SILENCE = 60_000;
  const OLD = 31;

  const find = (name, within = host) => within.querySelector(`[data-${name}]`);
  const show = (element, shown = true) => { element.hidden = !shown; };
  const inside = (path) => new URL(path, root).href;
  const page = (id) => inside(`gemeenten/${id}/`);

  // --- Remember: only a name and an id, only after the button ---
  const KEY = `zorgpaden ${root.pathname}`;
  const memory = {
    works: location.protocol.startsWith("http") && (() => {
      try { return localStorage.getItem(KEY) !== undefined; } catch { return false; }
    })(),
    get: () => {
      try {
        const { id, naam } = JSON.parse(localStorage.getItem(KEY));
        return /^[a-z0-9-]+$/.test(id) && naam ? { id, naam } : null;
      } catch {
        return null;
      }
    },
    set: (place) => localStorage.setItem(KEY, JSON.stringify(place)),
    forget: () => localStorage.removeItem(KEY),
  };

  // --- Keep: all the work is done by sw.js ---
  const canKeep = isSecureContext && location.protocol.startsWith("http") && "serviceWorker" in navigator && "caches" in self;

  const registered = async () => {
    const found = canKeep && (await navigator.serviceWorker.getRegistration(root).catch(() => null));
    return found && found.scope === root.href ? found : null;
  };
  const activated = (worker) => new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve(worker);
      if (worker.state === "redundant") reject(new Error("niet-begonnen"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
  const worker = async () => {
    const found = await navigator.serviceWorker.register(inside("sw.js"));
    return activated(found.active ?? found.waiting ?? found.installing);
  };
  const ask = (to, message, progress = () => {}) => new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    let timer;
    const done = (settle, value) => {
      clearTimeout(timer);
      port1.close();
      settle(value);
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => done(reject, new Error("stil")), SILENCE);
    };
    port1.onmessage = ({ data }) => {
      wait();
      if (data.deel) progress(data.deel);
      else if (data.fout) done(reject, new Error(data.fout));
      else done(resolve, data.stand);
    };
    wait();
    to.postMessage(message, [port2]);
  });
  const kept = async () => {
    const found = await registered();
    return found?.active ? ask(found.active, { vraag: "stand" }).catch(() => []) : [];
  };
  const keep = async (id, progress) => {
    navigator.storage?.persist?.().catch(() => {}); // the browser may still say no, and then it may clean up by itself
    return ask(await worker(), { vraag: "bewaar", id }, progress);
  };
  const remove = async (id) => {
    const found = await registered();
    return found?.active ? ask(found.active, { vraag: "verwijder", id }) : [];
  };

  // --- Words ---
  const FAULTS = {
    "geen-net": "Dat lukt nu niet: u hebt geen internet.",
    vol: "Dat lukt niet: er is te weinig ruimte op dit apparaat.",
    veranderd: "Dat lukt nu niet: de site wordt net vernieuwd. Probeer het over een paar minuten opnieuw.",
    weg: "Dat lukt niet: de site heeft deze gemeente niet meer.",
  };
  const fault = (error) => FAULTS[error.message] ?? "Dat lukt nu niet. Probeer het later opnieuw.";
  const date = (text) => new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "long", year: "numeric" }).format(new Date(text));
  const moment = (text) => new Intl.DateTimeFormat("nl-NL", { dateStyle: "long", timeStyle: "short" }).format(new Date(text));
  const size = (bytes) => `${new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 1 }).format(bytes / 1e6)} MB`;
  const holds = (place) => `${place.paginas} pagina's, ${size(place.bytes)}`;
  const days = (place) => Math.max(0, Math.floor((Date.now() - new Date(place.peildatum)) / 86_400_000));
  const age = (count) => (count === 0 ? "(van vandaag)" : count === 1 ? "(1 dag oud)" : `(${count} dagen oud)`);
  const progressIn = (status) => ({ klaar, totaal }) => {
    if (klaar === totaal || klaar % 10 === 0) status.textContent = `Bezig: ${klaar} van ${totaal} bestanden.`;
  };

  /** One thing at a time: the button cannot be used again until this is done; what goes wrong is said. */
  const during = async (button, status, work) => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      status.textContent = await work();
    } catch (error) {
      status.textContent = fault(error);
    }
    button.removeAttribute("aria-disabled");
  };

  // --- The page of a gemeente ---
  const gemeentePage = async () => {
    const { id, naam } = host.dataset;
    const keepPart = find("bewaren"), keepButton = find("bewaar"), keepStatus = find("bewaar-stand");
    const rememberPart = find("onthouden"), rememberButton = find("onthoud"), rememberStatus = find("onthoud-stand");

    const showKept = (all) => {
      const mine = all.find((one) => one.id === id);
      keepButton.textContent = mine ? `Ververs ${naam} op dit apparaat` : `Bewaar ${naam} op dit apparaat`;
      return mine ? `${naam} is bewaard: stand van ${date(mine.peildatum)}, ${holds(mine)}.` : "";
    };
    const showRemembered = () => {
      const mine = memory.get()?.id === id;
      rememberButton.textContent = mine ? `Vergeet ${naam} op dit apparaat` : `Onthoud ${naam} op dit apparaat`;
      return mine ? `De voorkant begint nu met ${naam}.` : "";
    };
    keepButton.addEventListener("click", () =>
      during(keepButton, keepStatus, async () => {
        keepStatus.textContent = "Bezig met bewaren…";
        return showKept(await keep(id, progressIn(keepStatus)));
      }));
    rememberButton.addEventListener("click", () =>
      during(rememberButton, rememberStatus, async () => {
        if (memory.get()?.id !== id) {
          memory.set({ id, naam });
          return showRemembered();
        }
        memory.forget();
        showRemembered();
        return `${naam} is vergeten.`;
      }));
    show(host, canKeep || memory.works);
    show(rememberPart, memory.works);
    show(keepPart, canKeep);
    rememberStatus.textContent = showRemembered();
    keepStatus.textContent = showKept(await kept());
  };

  // --- The page with what is kept ---
  const keptPage = async () => {
    const list = find("lijst"), status = find("melding"), template = find("gemeente").content;

    const item = (place) => {
      const made = template.cloneNode(true).firstElementChild;
      const count = days(place);
      find("naam", made).textContent = place.naam;
      find("naam", made).href = page(place.id);
      find("datum", made).textContent = date(place.peildatum);
      find("leeftijd", made).textContent = age(count);
      find("leeftijd", made).classList.toggle("zp-datum--oud", count > OLD);
      find("inhoud", made).textContent = `${holds(place)}.`;
      find("vergeleken", made).textContent = `Voor het laatst vergeleken met de site: ${moment(place.vergeleken)}.`;
      for (const button of made.querySelectorAll("[data-doe]")) {
        button.textContent = `${button.textContent} ${place.naam}`;
        button.dataset.id = place.id;
        button.addEventListener("click", () => during(button, status, () => WORK[button.dataset.doe](place)));
      }
      return made;
    };
    const render = async (all) => {
      const { id, doe } = document.activeElement?.dataset ?? {};
      list.replaceChildren(...all.sort((a, b) => a.naam.localeCompare(b.naam, "nl")).map(item));
      if (doe) (list.querySelector(`[data-doe="${doe}"][data-id="${id}"]`) ?? find("titel")).focus();
      show(find("leeg"), !all.length);
      show(find("uitleg"), all.length);
      const used = all.length && (await navigator.storage?.estimate?.().catch(() => null));
      show(find("ruimte"), !!used);
      if (used) find("ruimte").textContent = `Samen gebruikt deze site ${size(used.usage)} op dit apparaat.`;
    };
    const WORK = {
      bewaar: async ({ id, naam }) => {
        await render(await keep(id, progressIn(status)));
        return `${naam} is bijgewerkt.`;
      },
      verwijder: async ({ id, naam }) => {
        await render(await remove(id));
        return `${naam} staat niet meer op dit apparaat.`;
      },
    };

    const showRemembered = () => {
      const place = memory.get();
      show(find("onthouden"), place);
      if (!place) return;
      find("naam", find("onthouden")).textContent = place.naam;
      find("naam", find("onthouden")).href = page(place.id);
    };
    find("vergeet").addEventListener("click", () => {
      memory.forget();
      showRemembered();
      find("titel").focus();
    });
    navigator.serviceWorker?.addEventListener("message", async () => render(await kept()));
    showMissed();
    showRemembered();
    show(find("kan-niet"), !canKeep);
    show(find("kan"), canKeep);
    await render(await kept());
  };

  /** Sent here by the worker: the page after the # is not kept, and there is no network. */
  const showMissed = () => {
    let missed;
    try {
      missed = new URL(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // an ordinary visit, or an address that somebody made up
    }
    if (missed.origin !== root.origin) return;
    find("opnieuw").href = missed.href;
    show(find("geen-net"));
    document.title = `Geen internet: ${document.title}`;
  };

  // --- The front page ---
  const frontPage = () => {
    const place = memory.get();
    show(host, place);
    if (!place) return;
    find("naam").textContent = `Verder met ${place.naam}`;
    find("naam").href = page(place.id);
    document.querySelector(".zp-balk__zoek").hash = `g=${place.id}`;
  };

  const whole = () => { host.dataset.vult = "klaar"; };
  if ("apparaat" in host.dataset) gemeentePage().finally(whole);
  else if ("bewaard" in host.dataset) keptPage().finally(whole);
  else frontPage();
})();
