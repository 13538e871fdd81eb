import type { Plugin } from "vite";

/**
 * Remix loads the whole document anew when a page's code cannot be fetched, even for a link that was only pointed at.
 * After a deployment that is right; with the server out of reach it puts the browser's own error page in the place of
 * ours, which knows what to do. So it asks first whether anyone is there, fetches once more what a browser may remember
 * as failed, and leaves alone what is only fetched ahead.
 */
export function stayWhenCutOff(): Plugin {
  return {
    name: "stay-when-cut-off",
    enforce: "pre",
    apply: "build",
    transform(code, id) {
      const file = /\/@remix-run\/react\/dist\/esm\/(routeModules|links)\.js$/.exec(id)?.[1];
      if (!file) return null;
      let changed = code;
      for (const [from, to] of changes[file as keyof typeof changes]) {
        if (changed.split(from).length !== 2) this.error(`${file}.js of Remix no longer says: ${from}`);
        changed = changed.replace(from, () => to);
      }
      return { code: changed, map: null };
    },
  };
}

const changes = {
  routeModules: [
    ["loadRouteModule(route, routeModulesCache) {", "loadRouteModule(route, routeModulesCache, ahead) {"],
    [
      "catch (error) {",
      // The words of Chrome for a fetch that went nowhere: unreachable.ts knows them.
      `catch (error) {
    if (ahead) throw error;
    const isThere = await fetch("/healthz").then((answer) => answer.ok, () => false);
    if (!isThere) throw new TypeError("Failed to fetch");
    try {
      const address = route.module + "?again=" + Date.now();
      return routeModulesCache[route.id] = await import(/* @vite-ignore */ address);
    } catch {
      // Gone for good, as after a deployment: what follows reports the first error and loads the document anew.
    }`,
    ],
  ],
  links: [
    [
      "await loadRouteModule(manifest.routes[match.route.id], routeModules);",
      "await loadRouteModule(manifest.routes[match.route.id], routeModules, true).catch(() => ({}));",
    ],
  ],
} satisfies Record<string, Array<[from: string, to: string]>>;
