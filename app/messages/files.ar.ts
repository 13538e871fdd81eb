import type { WordFiles } from "#app/messages/catalogue.browser.ts";

export default import.meta.glob("./ar/*.ts") as WordFiles;
