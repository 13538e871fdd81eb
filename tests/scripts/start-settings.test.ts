import { statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { demandPort, portOf } from "#scripts/start/ports.ts";
import { localSessionSecret } from "#scripts/start/session-secret.ts";
import { childEnv, readSettings } from "#scripts/start/settings.ts";
import { temporaryFolder } from "#tests/support/temporary-folder.ts";

const folder = () => temporaryFolder("settings");
const bare = { NODE_ENV: "test" } as NodeJS.ProcessEnv;

async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return (server.address() as { port: number }).port;
}

test("a taken port is named with the variable to set, and left alone", async () => {
  const port = await takenPort();
  await expect(demandPort("SANDBOX_PORT", port, "127.0.0.1")).rejects.toThrow(
    new RegExp(`Port ${port} .* taken by another program, which is left alone. Set SANDBOX_PORT to`),
  );
});

test("0 picks a free port; what is no port is refused by name", async () => {
  const port = await portOf({ ...bare, PORT: "0" }, "PORT", 3000, "127.0.0.1");
  await demandPort("PORT", port, "127.0.0.1");
  await expect(portOf({ ...bare, PORT: "http" }, "PORT", 3000, "127.0.0.1")).rejects.toThrow(
    'PORT is "http"',
  );
  await expect(portOf({ ...bare, PORT: "70000" }, "PORT", 3000, "127.0.0.1")).rejects.toThrow("PORT");
});

test("the local session secret is made once, for its owner's eyes only", () => {
  const dataDir = folder();
  const secret = localSessionSecret(dataDir);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(localSessionSecret(dataDir)).toBe(secret);
  expect(localSessionSecret(folder())).not.toBe(secret);
  expect(statSync(join(dataDir, "session-secret")).mode & 0o777).toBe(0o600);
});

test("with nothing set: embedded database, sandbox, demo data, on loopback only", async () => {
  const settings = await readSettings(bare, folder());
  expect(settings).toMatchObject({ host: "127.0.0.1", embeddedDatabase: true, demo: true });
  const env = childEnv(bare, settings, { databaseUrl: "postgres://127.0.0.1/x", development: false });
  expect(env).toMatchObject({
    APP_URL: settings.url,
    DATABASE_URL: "postgres://127.0.0.1/x",
    NODE_ENV: "production",
  });
  expect(env.PAYMOB_BASE_URL).toBe(settings.sandbox?.origin);
});

test("with DATABASE_URL no secret is made up and no demo data is loaded", async () => {
  const given = { ...bare, DATABASE_URL: "postgres://db.example.com/bursar" };
  const settings = await readSettings(given, folder());
  expect(settings).toMatchObject({ embeddedDatabase: false, demo: false });
  expect(() => childEnv(given, settings, { development: false })).toThrow("SESSION_SECRET");
});

test("real gateway keys keep the sandbox and its keys away", async () => {
  const given = { ...bare, IKHOKHA_APP_ID: "IK1", IKHOKHA_APP_SECRET: "secret" };
  const settings = await readSettings(given, folder());
  expect(settings.sandbox).toBeNull();
  const problems = () => childEnv(given, settings, { development: false });
  expect(problems).toThrow(/IKHOKHA_BASE_URL[\s\S]*IKHOKHA_ENTITY_ID/);
});
