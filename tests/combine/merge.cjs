// Runs the real merge of the site: {landelijk, lokaal, gemeenten, vragen} in, one answer per question out.
"use strict";

const { combineer, fragmentVan, geldig, keuzeUit, weef } = require("../../theme/assets/samenvoegen.js");

const read = async () => {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  return JSON.parse(text);
};

read().then(({ landelijk, lokaal, gemeenten, fragmenten = [], weven = [] }) => {
  const merged = fragmenten.map((fragment) => {
    const keuze = geldig(landelijk, gemeenten, keuzeUit(fragment));
    const { voorzieningen, ...model } = combineer(landelijk, lokaal[keuze.gemeente] ?? null, keuze);
    return { keuze, fragment: fragmentVan(keuze), model, bekend: Object.keys(voorzieningen) };
  });
  process.stdout.write(JSON.stringify({ merged, geweven: weven.map(weef) }));
});
