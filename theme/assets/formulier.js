// Starts the form (Decap CMS) with two habits of our own.
// 1. What an editor leaves empty is not written down. Decap would write '' and null, and a file would then say something
//    about a field that nobody filled in. `data-houd`: lists that mean something when they are empty.
// 2. No loose uploads: Decap puts those on the site at once, without anybody looking.
(() => {
  "use strict";
  const kept = (document.currentScript.dataset.houd || "").split(" ");

  // `value` is what Decap keeps: Immutable maps and lists, and text and numbers in them.
  const filled = (value, key) => {
    if (typeof value === "string") return value.trim() ? value : undefined;
    if (typeof value?.keySeq !== "function") return value ?? undefined;
    const isList = typeof value.setSize === "function";
    const rest = value.map((part, name) => filled(part, isList ? "" : name)).filter((part) => part !== undefined);
    return rest.size || (isList && kept.includes(key)) ? rest : undefined;
  };

  window.CMS_MANUAL_INIT = true; // else Decap may read its settings before it knows the rest of this file
  document.addEventListener("DOMContentLoaded", () => {
    const { CMS } = window;
    CMS.registerEventListener({ name: "preSave", handler: ({ entry }) => filled(entry.get("data"), "") });
    CMS.registerMediaLibrary({
      name: "default",
      init: () => ({ show() {}, hide() {}, enableStandalone: () => false }),
    });
    CMS.init();
  });
})();
