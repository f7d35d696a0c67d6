// The correction page: shows the facts that the fragment names, and makes an answer of what the owner fills in.
// Nothing is sent: the owner mails the answer, or places it as an issue. `zorgpaden apply` reads it.
(() => {
  "use strict";

  // Longer links are cut off by mail programs and servers.
  const MOST = { mail: 1900, issue: 6000 }, WIDTH = 66;
  const VELDEN = { telefoon: "Telefoon", email: "E-mail", website: "Website", bereikbaar: "Bereikbaar" };
  const UNSEEN = /[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]/gu;

  const plain = (text) => text.normalize("NFC").replace(/[\s\p{Cc}]+/gu, " ").replace(UNSEEN, "").trim();

  // A text in double quotes, in lines so short that no mail program breaks them elsewhere.
  const quoted = (text, indent, before) => {
    const lines = [];
    for (const word of JSON.stringify(text).split(" ")) {
      const last = lines.length - 1, room = WIDTH - (last ? indent : before);
      if (last >= 0 && lines[last].length + word.length < room) lines[last] += ` ${word}`;
      else lines.push(word);
    }
    return lines.join(`\n${" ".repeat(indent)}`);
  };
  const line = (indent, key, text) => `${" ".repeat(indent)}${key}: ${quoted(text, indent + 2, indent + key.length + 2)}`;

  const block = ({ deel, op, door, hoe, antwoorden }) => [
    "# begin antwoord",
    line(0, "deel", deel),
    line(0, "op", op),
    line(0, "door", door),
    ...(hoe ? [line(0, "hoe", hoe)] : []),
    "antwoorden:",
    ...antwoorden.flatMap((one) => [
      `  - soort: ${one.soort}`,
      line(4, "id", one.id),
      line(4, "kenmerk", one.kenmerk),
      ...(one.klopt ? ["    klopt: ja"] : []),
      ...["stond", "wordt"].flatMap((which) => {
        const given = Object.entries(one[which]);
        return given.length ? [`    ${which}:`, ...given.map(([veld, text]) => line(6, veld, text))] : [];
      }),
      ...(one.opmerking ? [line(4, "opmerking", one.opmerking)] : []),
    ]),
    "# einde antwoord",
    "",
  ].join("\n");

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  };

  const start = () => {
    const host = document.querySelector("[data-correctie]");
    if (!host) return;
    const { make, json } = self.zp;
    const { root, wijze, issue } = host.dataset;
    const find = (name, from = host) => from.querySelector(`[data-${name}]`);
    const form = find("formulier"), lijst = find("lijst"), stand = find("stand"), fouten = find("fouten"), klaar = find("klaar");
    const veld = (id) => form.querySelector(`#${id}`);
    let asked = [], gegevens, file = "";

    // --- What is asked ---
    const feiten = (fact) => Object.entries(fact.tekst ?? {
      "Wie opneemt": fact.functie,
      ...Object.fromEntries(Object.entries(fact.velden).map(([name, text]) => [VELDEN[name], text || "staat er niet"])),
    });
    const vraag = ({ soort, id, fact }, nr) => {
      const box = document.querySelector("#vraag").content.firstElementChild.cloneNode(true);
      find("naam", box).textContent = fact.naam;
      find("feiten", box).append(...feiten(fact).flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]));
      find("nagegaan", box).textContent = fact.nagegaan;
      find("pagina", box).href = root + fact.pagina;
      find("pagina", box).append(make("span", { class: "zp-verborgen" }, ` over ${fact.naam}`));
      const anders = find("anders", box);
      for (const one of box.querySelectorAll("[type=radio]")) {
        one.name = `oordeel-${nr}`;
        one.addEventListener("change", () => { anders.hidden = one.value !== "anders"; });
      }
      box.querySelector("[role=radiogroup]").setAttribute("aria-label", `Klopt dit nog: ${fact.naam}?`);
      if (soort === "afspraak") find("velden", box).remove();
      for (const input of box.querySelectorAll("[data-veld]")) {
        input.value = fact.velden[input.dataset.veld];
        const uitleg = make("p", { class: "zp-klein", id: `uitleg-${nr}-${input.dataset.veld}` }, input.dataset.uitleg);
        input.setAttribute("aria-describedby", uitleg.id);
        input.closest(".zp-veld").append(uitleg);
      }
      return { soort, id, fact, box };
    };

    const toon = async () => {
      const words = new URLSearchParams(location.hash.slice(1));
      const deel = words.get("deel") ?? "";
      const wanted = ["voorziening", "afspraak"].flatMap((soort) => [...new Set((words.get(soort) ?? "").split(","))].filter(Boolean).map((id) => ({ soort, id })));
      asked = [];
      form.hidden = klaar.hidden = true;
      lijst.replaceChildren();
      if (!/^(gemeente|regio)-[a-z0-9-]+$/.test(deel) || !wanted.length) {
        stand.textContent = "Open deze pagina met de link in de mail die u kreeg. Dan staan hier de gegevens.";
        return;
      }
      try {
        gegevens = { deel, ...(await json(`${root}redactie/correctie/${deel}.json`)) };
      } catch {
        stand.textContent = "De gegevens zijn nu niet te laden. Antwoord dan op de mail die u kreeg.";
        return;
      }
      const known = ({ soort, id }) => Object.hasOwn(gegevens[soort], id);
      const gone = wanted.filter((one) => !known(one)).map(({ id }) => id);
      asked = wanted.filter(known).map((one, nr) => vraag({ ...one, fact: gegevens[one.soort][one.id] }, nr));
      lijst.append(...asked.map(({ box }) => box));
      if (asked.length === 1) asked[0].box.querySelector("[value=niet]").parentElement.remove();
      form.hidden = !asked.length;
      stand.textContent = `${gegevens.naam}: ${asked.length} ${asked.length === 1 ? "gegeven" : "gegevens"}.`
        + (gone.length ? ` Niet meer op de site: ${gone.join(", ")}.` : "");
    };

    // --- The answer ---
    const wrong = [];
    const refuse = (input, text) => {
      input.setAttribute("aria-invalid", "true");
      wrong.push([input, text]);
    };
    const oordeel = ({ soort, id, fact, box }) => {
      const gekozen = box.querySelector("[type=radio]:checked")?.value ?? "niet";
      if (gekozen === "niet") return [];
      const one = { soort, id, kenmerk: fact.kenmerk, klopt: gekozen === "klopt", stond: {}, wordt: {}, opmerking: "" };
      for (const [name, text] of Object.entries(fact.velden ?? {})) if (text) one.stond[name] = text;
      if (one.klopt) return [one];
      for (const input of box.querySelectorAll("[data-veld]")) {
        const name = input.dataset.veld, text = plain(input.value);
        if (text === fact.velden[name]) continue;
        one.stond[name] = fact.velden[name];
        one.wordt[name] = text;
        if (text && !new RegExp(input.dataset.patroon, "iu").test(text)) refuse(input, `${fact.naam}, ${VELDEN[name]}: ${input.dataset.uitleg}`);
      }
      one.opmerking = plain(find("opmerking", box).value);
      one.klopt = find("rest", box)?.checked ?? false;
      if (!Object.keys(one.wordt).length && !one.opmerking) {
        refuse(box.querySelector("[data-veld], [data-opmerking]"), `${fact.naam}: verander wat niet klopt, of schrijf een opmerking.`);
      }
      return [one];
    };
    const lees = () => {
      wrong.length = 0;
      for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
      const antwoorden = asked.flatMap(oordeel);
      for (const id of ["door", "op"]) {
        const input = veld(id), text = plain(input.value);
        if (!text || (id === "op" && text > today())) refuse(input, input.dataset.verplicht);
      }
      if (!antwoorden.length) wrong.push([asked[0].box.querySelector("input"), "Kies bij een gegeven of het klopt."]);
      return { deel: gegevens.deel, op: veld("op").value, door: plain(veld("door").value), hoe: plain(veld("hoe").value), antwoorden };
    };

    const adres = (titel, tekst) => {
      const [title, body] = [titel, tekst].map(encodeURIComponent);
      if (wijze === "issue") return issue.replace("{titel}", () => title).replace("{tekst}", () => body);
      const mail = gegevens.mail || host.dataset.mail;
      return `mailto:${mail}?subject=${title}&body=${body}`;
    };
    const verstuur = (antwoord) => {
      const tekst = block(antwoord), titel = `Antwoord op de controleronde: ${gegevens.naam}`;
      const whole = wijze === "issue"
        ? adres(titel, `\`\`\`yaml\n${tekst}\`\`\`\n`)
        : adres(titel, `Goedendag,\n\nHierbij mijn antwoord op de vraag of de gegevens nog kloppen.\n\n${tekst}`.replace(/\n/g, "\r\n"));
      const long = whole.length > MOST[wijze];
      find("te-lang").hidden = !long;
      find("verstuur").href = !long ? whole : adres(titel, wijze === "issue" ? "" : "Goedendag,\r\n\r\nHierbij mijn antwoord, als bestand: antwoord.yml.\r\n");
      URL.revokeObjectURL(file);
      file = URL.createObjectURL(new Blob([tekst], { type: "application/yaml" }));
      find("bewaar").href = file;
      find("bewaar").download = "antwoord.yml";
      const mail = gegevens.mail || host.dataset.mail;
      find("naar").hidden = wijze !== "mail" || !mail;
      find("adres").textContent = mail;
      klaar.querySelector("pre").textContent = tekst;
      klaar.querySelector("details").open = long && wijze === "issue";
      klaar.hidden = false;
      klaar.focus();
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const antwoord = lees();
      fouten.textContent = wrong.map(([, text]) => text).join(" ");
      if (wrong.length) wrong[0][0].focus();
      else verstuur(antwoord);
    });
    // What is shown as ready is what was filled in.
    form.addEventListener("input", () => { klaar.hidden = true; });
    veld("op").value = veld("op").max = today();
    const vul = () => {
      host.dataset.vult = "";
      toon().finally(() => { host.dataset.vult = "klaar"; });
    };
    addEventListener("hashchange", vul);
    vul();
  };
  document.addEventListener("DOMContentLoaded", start);
})();
