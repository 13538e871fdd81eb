import type { WordFiles } from "#app/messages/catalogue.browser.ts";

export default import.meta.glob("./en/*.ts") as WordFiles;
