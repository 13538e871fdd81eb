import { createServer, type Server } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { createElement } from "react";
import { createApp } from "#app/http/create-app.server.ts";
import { listen } from "#app/http/listen.server.ts";
import { readEnv } from "#app/lib/env.server.ts";

export interface TestServer {
  server: Server;
  origin: string;
}

/** The product's HTTP server in front of these routes only, on a free port. */
export async function serveRoutes(
  modules: Record<string, Record<string, unknown>>,
  environment: Record<string, string> = {},
  entry: Record<string, unknown> = {},
  assetsDirectory?: string,
): Promise<TestServer> {
  const env = readEnv({
    NODE_ENV: "test",
    APP_URL: "http://127.0.0.1:3000",
    DATABASE_URL: "postgres://127.0.0.1:1/unused",
    SESSION_SECRET: "a-secret-of-the-tests-0123456789abcdef",
    ...environment,
  });
  const build = buildOf(modules, entry);
  const server = createServer(
    createApp({ env, build: () => build, ...(assetsDirectory && { assetsDirectory }) }),
  );
  const port = await listen(server, "127.0.0.1", 0);
  return { server, origin: `http://127.0.0.1:${port}` };
}

/** What the compiler would have made of these modules: ids as in app/routes, paths as their names say. */
function buildOf(modules: Record<string, Record<string, unknown>>, entry: Record<string, unknown>) {
  const routes = Object.entries(modules).map(([id, module]) => ({
    id,
    parentId: id === "root" ? undefined : "root",
    path: id === "root" ? "" : id.replace("routes/", "").replace("_site.", ""),
    module: { ...(id === "root" && { default: () => createElement("html") }), ...module },
  }));
  const manifest = routes.map(({ module, ...route }) => [
    route.id,
    { ...route, module: "/m.js", hasLoader: "loader" in module, hasAction: "action" in module },
  ]);
  return {
    mode: "test",
    entry: { module: { default: () => new Response("document"), ...entry } },
    routes: Object.fromEntries(routes.map((route) => [route.id, route])),
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
}
