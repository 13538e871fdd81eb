import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "#scripts/postgres/free-port.ts";
import { useDatabase } from "#tests/support/database.ts";

const { url: databaseUrl } = useDatabase();
const root = resolve(import.meta.dirname, "../..");
const parts = [
  "app",
  "db",
  "scripts",
  "public",
  "package.json",
  "tsconfig.json",
  "vite.config.ts",
  "remix.config.js",
];

/** The sources in a folder of their own, so that a change is nobody else's. */
function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), "bursar-dev-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

test("development boots, serves a page, and serves it anew after a change of its source", {
  timeout: 180_000,
}, async () => {
  const folder = checkout();
  const port = await freePort();
  const child = spawn(process.execPath, ["scripts/dev.ts"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH ?? "",
      NODE_ENV: "development",
      PORT: String(port),
      SANDBOX_PORT: String(await freePort()),
      SANDBOX_SMTP_PORT: String(await freePort()),
      BURSAR_DATA_DIR: join(folder, ".data"),
      BURSAR_DEMO: "0",
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: "a secret of the development test, of 32 characters".replace(",", ""),
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  const ended = once(child, "close");
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  const page = () => fetch(`http://127.0.0.1:${port}/login`).then((answer) => answer.text());
  await expect.poll(() => said, { timeout: 120_000, interval: 500 }).toContain("Bursar is ready");
  expect(await page()).toMatch(/<title>[^<]+ · [^<]+<\/title>/);
  const titles = join(folder, "app/components/page-title.ts");
  writeFileSync(titles, readFileSync(titles, "utf8").replaceAll(" · ", ", changed while it ran, "));
  await expect.poll(page, { timeout: 45_000, interval: 500 }).toContain("changed while it ran");
});
