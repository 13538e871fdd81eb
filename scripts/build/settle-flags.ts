import type { Plugin } from "vite";

/**
 * Browsers need not carry what Remix does without a flag that remix.config.js sets, or with one that it does not: in
 * Remix's own browser files each flag becomes its value, and the bundler drops the branches that are never taken.
 */
export function settleFlags(flags: Readonly<Record<string, boolean>>): Plugin {
  return {
    name: "settle-flags",
    enforce: "pre",
    apply: "build",
    transform(code, id, options) {
      if (options?.ssr || !/\/@remix-run\/react\/dist\/esm\/\w[\w-]*\.js$/.test(id)) return null;
      const changed = code
        .replace(/\b(?:window\.__remixContext\.)?future\.(v3_\w+)/g, (read, flag: string) =>
          flag in flags ? String(flags[flag]) : read,
        )
        .replace(/\bwindow\.__remixContext\.isSpaMode\b/g, "false");
      return changed === code ? null : { code: changed, map: null };
    },
  };
}
