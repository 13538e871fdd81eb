import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "#scripts/postgres/free-port.ts";
import { EventClient, type StreamedEvent } from "#scripts/stage/event-client.ts";
import { ManagedProcess } from "#scripts/stage/managed-process.ts";
import { buildIfStale } from "#scripts/start/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { signedIn } from "#tests/support/sign-in.ts";

/** Two web processes on one database, as behind a proxy that sends one person here and another there. */

const { db, url } = useDatabase();
const processes: ManagedProcess[] = [];
const origins: string[] = [];

beforeAll(async () => {
  await buildIfStale(resolve(import.meta.dirname, "../.."), { say: console.log });
  for (const port of [await freePort(), await freePort()]) {
    const origin = `http://127.0.0.1:${port}`;
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      APP_URL: "http://127.0.0.1:3000",
      DATABASE_URL: url,
      SESSION_SECRET: process.env.SESSION_SECRET,
      LOG_LEVEL: "warn",
      BURSAR_PROCESS: "web",
    };
    const answers = () =>
      fetch(`${origin}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      );
    const web = new ManagedProcess("web", env, answers);
    processes.push(web);
    origins.push(origin);
    await web.start();
  }
}, 240_000);
afterAll(() => Promise.all(processes.map((one) => one.stop())));

test("who has a row open in one process is told to those who look through another, coming and going", async () => {
  const omar = await signedIn(db, "registrar", "Omar Nabil");
  const mona = await signedIn(db, "admin", "Mona Adel");
  const [here, there] = origins as [string, string];
  const heard: StreamedEvent[] = [];
  const stream = new EventClient(`${there}/events?topics=operations`, mona.cookie, (events) =>
    heard.push(...events.filter((event) => event.kind === "presence.changed")),
  );
  await stream.connect();
  const beat = async (isThere: boolean) => {
    const body = JSON.stringify({
      subject: "enr_01row",
      tab: "5f0a3c1e-9a55-4b7c-8f43-1b1b0c6d2a11",
      there: isThere,
    });
    const headers = { cookie: omar.cookie, origin: "http://127.0.0.1:3000" };
    expect((await fetch(`${here}/admin/presence`, { method: "POST", headers, body })).status).toBe(204);
  };
  const seen = async () => {
    const answer = await fetch(`${there}/admin/presence?subjects=enr_01row`, {
      headers: { cookie: mona.cookie },
    });
    return ((await answer.json()) as { lookers: Array<{ name: string }> }).lookers.map(({ name }) => name);
  };
  for (const [isThere, names] of [
    [true, ["Omar Nabil"]],
    [false, []],
  ] as const) {
    const before = heard.length;
    await beat(isThere);
    await vi.waitFor(() => expect(heard.length).toBe(before + 1), { timeout: 5_000, interval: 10 });
    expect(await seen()).toEqual(names);
  }
  stream.drop();
}, 30_000);
