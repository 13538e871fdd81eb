import { resolve } from "node:path";
import type { Plugin } from "vite";

const routes = `${resolve(import.meta.dirname, "../../app/routes")}/`;

/**
 * Gives each page its `shouldRevalidate` while building: when a live event makes the page load anew, only those of its
 * loaders run whose `handle` names the event's topic (`topics`, or `follows`). A page that exports one of its own keeps it.
 */
export function reloadByTopic(): Plugin {
  return {
    name: "reload-by-topic",
    enforce: "pre",
    transform(code, id) {
      if (!id.startsWith(routes) || !/\.tsx?$/.test(id) || !isLoadedPage(code)) return null;
      return { code: `${code}\n${line}`, map: null };
    },
  };
}

const line = `import { reloadsOn as reloadsOnTopics } from "#app/lib/reload-scope.ts";
export const shouldRevalidate = reloadsOnTopics(handle.topics ?? handle.follows);
`;

function isLoadedPage(code: string): boolean {
  const exports = (name: string) =>
    new RegExp(`^export (?:async )?(?:function|const) ${name}\\b`, "m").test(code);
  return (
    /^export default /m.test(code) && ["handle", "loader"].every(exports) && !exports("shouldRevalidate")
  );
}
