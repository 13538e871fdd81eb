import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "#app/http/create-app.server.ts";
import { closeServer, listen } from "#app/http/listen.server.ts";
import { productionBuild } from "#app/http/load-build.server.ts";
import { readEnv } from "#app/lib/env.server.ts";
import { buildIfStale } from "#scripts/start/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { signedIn } from "#tests/support/sign-in.ts";

/** What the built product sends a browser that comes for the first time; `npm test` has built it before. */

const root = resolve(import.meta.dirname, "../..");
const { db, url } = useDatabase();
let build: ServerBuild;
let origin: string;
let close: () => Promise<void>;

beforeAll(async () => {
  await buildIfStale(root, { say: console.log });
  const source = await productionBuild(join(root, "build"));
  build = await source.build();
  const env = readEnv({
    NODE_ENV: "test",
    APP_URL: "http://127.0.0.1:3000",
    DATABASE_URL: url,
    SESSION_SECRET: process.env.SESSION_SECRET,
  });
  const server = createServer(createApp({ ...source, env }));
  origin = `http://127.0.0.1:${await listen(server, "127.0.0.1", 0)}`;
  close = async () => {
    await closeServer(server, () => undefined, 0);
  };
}, 240_000);
afterAll(() => close());

interface Chunk {
  file: string;
  imports?: string[];
  isDynamicEntry?: boolean;
}

const chunks = () =>
  JSON.parse(readFileSync(join(root, "build/.vite/client-manifest.json"), "utf8")) as Record<string, Chunk>;

/** The scripts that this document names, all that those import, and what is measured with when all else is done. */
async function firstScripts(path: string, cookie = ""): Promise<Map<string, number>> {
  const answer = await fetch(origin + path, { headers: { cookie } });
  const page = await answer.text();
  expect([path, answer.status]).toEqual([path, 200]);
  const named = [...page.matchAll(/\/(assets\/[\w.$()-]+\.js)/g)].map((match) => match[1]!);
  // The inline manifest names pages that a press may lead to; a browser fetches what its own page imports.
  const manifest = /window\.__remixManifest = (\{[\s\S]*?\n\});/.exec(page)?.[1] ?? "{}";
  const elsewhere = named.filter((file) => manifest.includes(file));
  const all = chunks();
  const byFile = new Map(Object.values(all).map((chunk) => [chunk.file, chunk]));
  const preloaded = [...page.matchAll(/rel="modulepreload" href="\/([^"]+)"/g)].map((match) => match[1]!);
  const first = named.filter((file) => !elsewhere.includes(file) || preloaded.includes(file));
  const vitals = Object.entries(all).find(([source]) => source.includes("/web-vitals/"))![1].file;
  const sizes = new Map<string, number>();
  const take = (file: string) => {
    if (sizes.has(file)) return;
    sizes.set(file, gzipSync(readFileSync(join(root, "build/client", file))).length);
    for (const next of byFile.get(file)?.imports ?? []) take(all[next]!.file);
  };
  for (const file of [...first, vitals]) take(file);
  return sizes;
}

const total = (sizes: Map<string, number>) => [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1000;

test("the office's first page brings at most 130 kB of script in all, in few files; a student's less, and none of the office", async () => {
  const { cookie } = await signedIn(db, "owner");
  const office = await firstScripts("/admin", cookie);
  const courses = await firstScripts("/courses");
  console.log(
    `first scripts: /admin ${total(office)} kB in ${office.size}, /courses ${total(courses)} kB in ${courses.size}`,
  );
  expect(office.size).toBeGreaterThan(8);
  expect(total(office)).toBeLessThanOrEqual(130);
  expect(office.size).toBeLessThanOrEqual(18);
  expect(total(courses)).toBeLessThanOrEqual(124);
  expect([...courses.keys()].filter((file) => /\/office/.test(file))).toEqual([]);
});

test("it brings no list of the words' files, of neither language, nor what Remix does without our flags", async () => {
  const { cookie } = await signedIn(db, "owner");
  const files = [...(await firstScripts("/admin", cookie)).keys()];
  const scripts = files.map((file) => readFileSync(join(root, "build/client", file), "utf8")).join("\n");
  expect(scripts).not.toMatch(/\.\/(en|ar)\/payments\.ts/);
  // Where routes are learned one by one: v3_lazyRouteDiscovery.
  expect(scripts).not.toContain("/__manifest");
  const lists = Object.entries(chunks()).filter(([source]) => /app\/messages\/files\./.test(source));
  expect(lists.map(([source]) => source).sort()).toEqual([
    "app/messages/files.ar.ts",
    "app/messages/files.en.ts",
  ]);
});

test("every page with a loader says by which events it is loaded anew", () => {
  const pages = Object.values(build.routes).filter(
    (route) => route!.module.loader && route!.module.default && route!.id !== "root",
  );
  expect(pages.length).toBeGreaterThan(40);
  const without = pages.filter((route) => !("shouldRevalidate" in route!.module));
  expect(without.map((route) => route!.id)).toEqual([]);
});
