import { relative, resolve } from "node:path";
import type { Rollup } from "vite";

const root = resolve(import.meta.dirname, "../..");
const officeFrame = "app/routes/admin/route.tsx";
const siteFrame = "app/routes/_site.tsx";
/** Where people of each side come in first: what other pages share does not wait for them. */
const overview = "app/routes/admin._index/route.tsx";
const catalogue = "app/routes/_site.courses._index/route.tsx";
const everywhere = ["app/root.tsx", "app/entry.client.tsx"];
/** What checks as one types: some 30 KB that only pages with such a form fetch. */
const formPackages = /\/node_modules\/(zod|@conform-to)\//;

type Graph = Pick<Rollup.ManualChunkMeta, "getModuleIds" | "getModuleInfo">;

const groupings = new WeakMap<Graph["getModuleInfo"], (id: string) => string | undefined>();

/**
 * Which file a module of the browser's side goes into, by who uses it. Left alone the bundler makes a file of whatever
 * two pages share: sixty for one page of the office. A group never imports one that is fetched by fewer pages:
 * packages of every page; our part of every page; what both sides use; each frame; pages of one side.
 */
export function groupChunks(id: string, graph: Graph): string | undefined {
  let groupOf = groupings.get(graph.getModuleInfo);
  if (!groupOf) {
    groupOf = grouping(graph);
    groupings.set(graph.getModuleInfo, groupOf);
  }
  return groupOf(id);
}

function grouping({ getModuleIds, getModuleInfo }: Graph): (id: string) => string | undefined {
  const imports = (id: string) => getModuleInfo(id)?.importedIds ?? [];
  const users = new Map<string, Set<string>>();
  for (const entry of getModuleIds()) {
    if (!getModuleInfo(entry)?.isEntry) continue;
    for (const id of reach(entry, imports))
      users.set(id, (users.get(id) ?? new Set()).add(relative(root, entry.split("?")[0]!)));
  }
  const byUsers = (id: string) => (formPackages.test(id) ? "forms" : groupOf(id, users.get(id) ?? new Set()));
  // What every page has imports schemas for the server alone (paths.ts): the bundler drops them.
  const ofSomePages = (id: string) =>
    imports(id).filter((one) => !/^(framework|base)$/.test(byUsers(one) ?? ""));
  return (id) => {
    const group = byUsers(id);
    if (group === undefined || /^(framework|base|forms)$/.test(group)) return group;
    return [...reach(id, ofSomePages)].some((one) => formPackages.test(one)) ? `${group}-forms` : group;
  };
}

function groupOf(id: string, users: ReadonlySet<string>): string | undefined {
  if (everywhere.some((entry) => users.has(entry)))
    return id.startsWith("\0") || id.includes("/node_modules/") ? "framework" : "base";
  const office = [...users].filter((user) => user.startsWith("app/routes/admin"));
  const isFrames = users.has(officeFrame) || users.has(siteFrame);
  if (office.length > 0 && office.length < users.size)
    return isFrames || users.has(overview)
      ? "shared"
      : users.has(catalogue)
        ? "shared-parts"
        : "shared-pages";
  if (isFrames) return office.length === 0 ? "site" : "office";
  if (users.size < 2) return undefined;
  if (office.length === 0) return users.has(catalogue) ? "site-parts" : "site-pages";
  return users.has(overview) ? "office-parts" : "office-pages";
}

/** A module and all that it imports, as far as it is fetched with it. */
function reach(from: string, imports: (id: string) => readonly string[]): Set<string> {
  const reached = new Set([from]);
  for (const id of reached) for (const next of imports(id)) reached.add(next);
  return reached;
}
