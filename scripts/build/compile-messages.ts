import compile from "icu-minify/compile";
import type { Plugin } from "vite";

type Words = { [key: string]: string | Words };

/**
 * Reads the messages' ICU syntax while building, so that browsers need no parser (9 KB): each file of the catalogue
 * becomes the parsed messages, and use-intl's formatter the one that only formats. Servers keep the plain words, and so
 * does development: its bundle of use-intl is made before any plugin is asked, and parses.
 */
export function compileMessages(): Plugin {
  return {
    name: "compile-messages",
    enforce: "pre",
    apply: "build",
    resolveId(source, importer, { ssr }) {
      if (ssr || source !== "use-intl/format-message") return null;
      return this.resolve("use-intl/format-message/format-only", importer, { skipSelf: true });
    },
    async load(id, options) {
      if (options?.ssr || !/\/app\/messages\/[a-z]{2}\/\w+\.ts$/.test(id)) return null;
      const { default: words } = (await import(id)) as { default: Words };
      return { code: `export default ${JSON.stringify(compiled(words))};`, map: null };
    },
  };
}

const compiled = (words: Words): object =>
  Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === "string" ? compile(value) : compiled(value),
    ]),
  );
