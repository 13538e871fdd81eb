import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";

export interface BuildSource {
  build: () => ServerBuild | Promise<ServerBuild>;
  /** The same for the same files; unset in development, where each start is another. */
  buildId?: string;
  assetsDirectory?: string;
  wordFiles?: Readonly<Record<string, string>>;
  vite?: RequestHandler;
  close(): Promise<void>;
}

/** What `remix vite:build` left in `directory`. Throws with a sentence when there is nothing. */
export async function productionBuild(directory: string): Promise<BuildSource> {
  const file = pathToFileURL(resolve(directory, "server/index.js")).href;
  const build = (await import(file).catch((error: { code?: string }) => {
    if (error.code === "ERR_MODULE_NOT_FOUND")
      throw new Error(`no complete build in ${directory}: run npm run build`, { cause: error });
    throw error;
  })) as ServerBuild;
  return {
    build: () => build,
    buildId: createHash("sha1")
      .update(await readFile(new URL(file)))
      .digest("base64url"),
    assetsDirectory: resolve(directory, "client"),
    wordFiles: await wordFilesOf(resolve(directory, ".vite/client-manifest.json")),
    close: async () => undefined,
  };
}

/** The sources themselves, rebuilt as they change; hot reload shares the server's own port. */
export async function developmentBuild(server: Server): Promise<BuildSource> {
  const { createServer } = await import("vite");
  const vite = await createServer({
    server: { middlewareMode: true, hmr: { server } },
    appType: "custom",
  });
  return {
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<unknown> as Promise<ServerBuild>,
    vite: vite.middlewares,
    close: () => vite.close(),
  };
}

/** The address of each file of app/messages, by "ar/payments", out of Vite's manifest. */
async function wordFilesOf(manifest: string): Promise<Record<string, string>> {
  const entries = JSON.parse(await readFile(manifest, "utf8")) as Record<string, { file: string }>;
  return Object.fromEntries(
    Object.entries(entries).flatMap(([source, { file }]) => {
      const name = /^app\/messages\/(\w+\/\w+)\.ts$/.exec(source)?.[1];
      return name ? [[name, `/${file}`]] : [];
    }),
  );
}
