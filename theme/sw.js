// Keeps the gemeenten that the visitor asked for. The first line, with SCHIL (the page that shows what is kept,
// its files and their hashes), comes from plugins/zorgpaden/offline.py.
//
// A gemeente has one cache per version. Its list of files is put in last: a cache with its list is whole, one
// without it does not count. A page and what it loads come from the same cache, also after a newer one came in.

const HERE = new URL(registration.scope).pathname;
const OWN = `zp ${HERE} `;
const SHELL = `${OWN}schil ${SCHIL.versie}`;
const WINDOWS = `${OWN}vensters`;
const PLACE = `${OWN}gemeente `;
const OVERVIEW = "bewaard/";
const AT_ONCE = 6;
const SECOND_TRY = 2;
const NOT_STORED = ["content-encoding", "content-length", "vary"];

const address = (path) => new URL(path, registration.scope).href;
const listOf = (id) => `assets/offline/${id}.json`;
const pathOf = (url) => new URL(url).pathname.slice(HERE.length).replace(/(^|\/)index\.html$/, "$1");
const cacheOf = (id, version) => `${PLACE}${id} ${version}`;
const read = (path, cacheName) => caches.match(address(path), { cacheName });

// --- What is kept ---

const ownCaches = async (start = OWN) => (await caches.keys()).filter((name) => name.startsWith(start));

/** The whole gemeenten on this device: id → cache, list and when it was compared. The newest cache of each. */
const held = async () => {
  const found = new Map();
  for (const cacheName of await ownCaches(PLACE)) {
    const [id] = cacheName.slice(PLACE.length).split(" ");
    const answer = await read(listOf(id), cacheName);
    if (answer) found.set(id, { cacheName, vergeleken: answer.headers.get("x-vergeleken"), list: await answer.json() });
  }
  return found;
};

/** What the page needs to tell the visitor. */
const summary = async () => [...(await held()).values()].map(({ vergeleken, list: { bestanden, ...rest } }) => ({ ...rest, vergeleken }));

/** The kept gemeente that has this address: the one it belongs to, else the newest. */
const keeper = async (path) => {
  const having = [...(await held()).values()].filter(({ list }) => path in list.bestanden);
  const newest = having.sort((a, b) => b.list.peildatum.localeCompare(a.list.peildatum));
  return newest.find(({ list }) => path.startsWith(`gemeenten/${list.id}/`)) ?? newest[0];
};

// --- Downloading: all of it or nothing ---

const hash = async (bytes) =>
  Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 8), (one) => one.toString(16).padStart(2, "0")).join("");

const fetchFile = async (path, wanted) => {
  const answer = await fetch(address(path), { cache: "no-cache" });
  const bytes = await answer.arrayBuffer();
  if ((await hash(bytes)) !== wanted) throw new Error("veranderd");
  const headers = new Headers(answer.headers);
  for (const name of NOT_STORED) headers.delete(name);
  return new Response(bytes, { headers });
};

/** Put all files in a cache; what the previous version already has is not fetched again. */
const fill = async (cache, files, previous, tell = () => {}) => {
  const waiting = Object.entries(files);
  const total = waiting.length;
  let done = 0;
  const work = async () => {
    for (let next; (next = waiting.pop()); ) {
      const [path, wanted] = next;
      const same = previous?.list.bestanden[path] === wanted && (await read(path, previous.cacheName));
      await cache.put(address(path), same || (await fetchFile(path, wanted)));
      tell({ klaar: ++done, totaal: total });
    }
  };
  const stop = (error) => {
    waiting.length = 0;
    throw error;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => work().catch(stop)));
};

const fillNew = async (cacheName, ...rest) => {
  await caches.delete(cacheName);
  try {
    const cache = await caches.open(cacheName);
    await fill(cache, ...rest);
    return cache;
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
};

const fetchList = async (id) => {
  const answer = await fetch(address(listOf(id)), { cache: "no-cache" });
  if (!answer.ok) throw new Error("weg");
  const list = await answer.json();
  if (list.id !== id) throw new Error("weg");
  return list;
};

const download = async (id, tell) => {
  const list = await fetchList(id);
  const previous = (await held()).get(id);
  const cacheName = cacheOf(id, list.versie);
  const cache = previous?.cacheName === cacheName
    ? await caches.open(cacheName)
    : await fillNew(cacheName, list.bestanden, previous, tell);
  const headers = { "content-type": "application/json", "x-vergeleken": new Date().toISOString() };
  await cache.put(address(listOf(id)), new Response(JSON.stringify(list), { headers }));
  if (previous && previous.cacheName !== cacheName) await announce(previous.list.bestanden, list.bestanden);
};

/** Tell the open pages which addresses have changed. */
const announce = async (before, after) => {
  const changed = Object.keys(after).filter((path) => before[path] !== after[path]);
  const ververst = changed.map((path) => new URL(address(path)).pathname);
  for (const one of await clients.matchAll({ includeUncontrolled: true })) one.postMessage({ ververst });
};

const busy = new Map();
/** Keep a gemeente or bring it up to date; once at a time. A site that changes meanwhile gets a second try. */
const keep = (id, tell) => {
  const trying = async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await download(id, tell);
      } catch (error) {
        if (error.message !== "veranderd" || attempt === SECOND_TRY) throw error;
      }
    }
  };
  if (!busy.has(id)) busy.set(id, trying().finally(() => busy.delete(id)));
  return busy.get(id);
};

// --- Cleaning up ---

/** Old versions go when no open page comes from them any more. */
const tidy = async (opening) => {
  const open = new Set([opening, ...(await clients.matchAll({ includeUncontrolled: true })).map((one) => one.id)]);
  const used = new Set([...(await held()).values()].map(({ cacheName }) => cacheName));
  if (await caches.has(WINDOWS)) {
    const windows = await caches.open(WINDOWS);
    for (const request of await windows.keys()) {
      if (open.has(pathOf(request.url).slice("venster/".length))) used.add(await (await windows.match(request)).text());
      else await windows.delete(request);
    }
  }
  for (const name of await ownCaches(PLACE)) {
    const [id] = name.slice(PLACE.length).split(" ");
    if (!used.has(name) && !busy.has(id)) await caches.delete(name);
  }
};

/** Forget a gemeente; with the last one everything goes, this worker too. */
const forget = async (id) => {
  await busy.get(id)?.catch(() => {});
  for (const name of await ownCaches(`${PLACE}${id} `)) await caches.delete(name);
  if ((await held()).size) return;
  for (const name of await ownCaches()) await caches.delete(name);
  await registration.unregister();
};

// --- Which cache an open page came from ---

const windowKey = (id) => address(`venster/${id}`);
const noteWindow = async (id, cacheName) => id && (await caches.open(WINDOWS)).put(windowKey(id), new Response(cacheName));
const cacheOfWindow = async (id) => (await caches.match(windowKey(id), { cacheName: WINDOWS }))?.text();

// --- Answering ---

const keptPage = async (event, path) => {
  if (path === OVERVIEW && (await caches.has(SHELL))) {
    await noteWindow(event.resultingClientId, SHELL);
    return read(path, SHELL);
  }
  const place = await keeper(path);
  const answer = place && (await read(path, place.cacheName));
  if (!answer) return undefined;
  await noteWindow(event.resultingClientId, place.cacheName);
  const refresh = keep(place.list.id).catch(() => {}); // no network: the kept one is what there is
  event.waitUntil(refresh.then(() => tidy(event.resultingClientId)));
  return answer;
};

/** No network, not kept: an address inside a kept gemeente does not exist; of any other we only know that it is not here. */
const noPage = async (event, path) => {
  const inside = [...(await held()).values()].find(({ list }) => path.startsWith(`gemeenten/${list.id}/`));
  const missing = inside && (await read("404.html", inside.cacheName));
  if (!missing) return Response.redirect(`${address(OVERVIEW)}#${encodeURIComponent(event.request.url)}`);
  await noteWindow(event.resultingClientId, inside.cacheName);
  return new Response(missing.body, { status: 404, headers: missing.headers });
};

/** What is kept; a fault in the storage of the browser never stands between a visitor and the network. */
const unlessFault = (reading) => reading.catch(() => undefined);

const visit = async (event) => {
  const path = pathOf(event.request.url);
  const kept = (await unlessFault(keptPage(event, path))) ?? (await unlessFault(keptFolder(path)));
  if (kept) return kept;
  try {
    return await fetch(event.request);
  } catch {
    return noPage(event, path);
  }
};

/** An address without its last slash, as a server would answer it. */
const keptFolder = async (path) => ((await keeper(`${path}/`)) ? Response.redirect(address(`${path}/`)) : undefined);

const load = async (event) => {
  const path = pathOf(event.request.url);
  const own = async () => {
    const cacheName = await cacheOfWindow(event.clientId);
    return cacheName && read(path, cacheName);
  };
  const kept = await unlessFault(own());
  if (kept) return kept;
  try {
    return await fetch(event.request);
  } catch (error) {
    const place = await keeper(path);
    const other = place && (await read(path, place.cacheName));
    if (other) return other;
    throw error;
  }
};

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(registration.scope)) return;
  event.respondWith(mode === "navigate" ? visit(event) : load(event));
});

const install = async () => (await caches.has(SHELL)) || fillNew(SHELL, SCHIL.bestanden);
addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(install());
});
addEventListener("activate", (event) => {
  const clean = async () => {
    for (const name of await ownCaches(`${OWN}schil `)) if (name !== SHELL) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(clean());
});

// --- What the page asks: every answer ends with what is kept now ---

const ASKED = {
  stand: () => {},
  bewaar: async (id, tell) => {
    await install();
    await keep(id, tell);
  },
  verwijder: forget,
};
const reason = (error) => (error.name === "QuotaExceededError" ? "vol" : error instanceof TypeError ? "geen-net" : error.message);
addEventListener("message", (event) => {
  const { vraag, id } = event.data;
  const [port] = event.ports;
  if (!Object.hasOwn(ASKED, vraag) || (id !== undefined && !/^[a-z0-9-]+$/.test(id))) return;
  const answer = async () => {
    try {
      await ASKED[vraag](id, (deel) => port.postMessage({ deel }));
      port.postMessage({ stand: await summary() });
    } catch (error) {
      port.postMessage({ fout: reason(error) });
    }
  };
  event.waitUntil(answer());
});
