import { createServer } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { createApp } from "#app/http/create-app.server.ts";
import { listen } from "#app/http/listen.server.ts";
import { readEnv } from "#app/lib/env.server.ts";
import type { TestServer } from "#tests/support/web-server.ts";

type Module = Record<string, unknown>;

export interface AppRoute {
  id: string;
  parentId?: string;
  path?: string;
  index?: boolean;
  module: Module;
}

const appDirectory = resolve(import.meta.dirname, "../../app");

/** Every route the compiler would find in app/, with its module. */
export async function everyRoute(): Promise<AppRoute[]> {
  // The compiler's own reading of file names; the package says nothing of it in its types' entry.
  const { flatRoutes } = (await import("@remix-run/dev/dist/config/flat-routes.js" as string)) as {
    flatRoutes: (directory: string) => Record<string, Omit<AppRoute, "module"> & { file: string }>;
  };
  const found = [{ id: "root", file: "root.tsx", path: "" }, ...Object.values(flatRoutes(appDirectory))];
  return Promise.all(
    found.map(async ({ file, ...route }) => ({
      ...route,
      module: (await import(pathToFileURL(resolve(appDirectory, file)).href)) as Module,
    })),
  );
}

/** A route and all those it is drawn in, outermost first. */
export function lineOf(route: AppRoute, all: readonly AppRoute[]): AppRoute[] {
  const parent = all.find(({ id }) => id === (route.parentId ?? (route.id === "root" ? "" : "root")));
  return parent ? [...lineOf(parent, all), route] : [route];
}

/**
 * The product's HTTP server with all its routes. Statuses and headers are real; documents are a word, unless another
 * module draws them.
 */
export async function serveEveryRoute(
  routes: readonly AppRoute[],
  document: Module = { default: aWord },
): Promise<TestServer> {
  const env = readEnv({
    NODE_ENV: "test",
    APP_URL: "http://127.0.0.1:3000",
    DATABASE_URL: process.env.DATABASE_URL,
    SESSION_SECRET: process.env.SESSION_SECRET,
  });
  const withParents = routes.map((route) => ({
    ...route,
    parentId: route.id === "root" ? undefined : (route.parentId ?? "root"),
  }));
  const manifest = withParents.map(({ module, ...route }) => [
    route.id,
    { ...route, module: "/m.js", hasLoader: "loader" in module, hasAction: "action" in module },
  ]);
  const build = {
    mode: "test",
    entry: { module: document },
    routes: Object.fromEntries(withParents.map((route) => [route.id, route])),
    assets: {
      entry: { imports: [], module: "/e.js" },
      routes: Object.fromEntries(manifest),
      url: "",
      version: "1",
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future: { v3_singleFetch: true },
    isSpaMode: false,
  } as unknown as ServerBuild;
  const server = createServer(createApp({ env, build: () => build }));
  const port = await listen(server, "127.0.0.1", 0);
  return { server, origin: `http://127.0.0.1:${port}` };
}

const aWord = (_request: Request, status: number, headers: Headers) =>
  new Response("document", { status, headers });
