import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { type RunningSandbox, startSandbox } from "#scripts/sandbox/server.ts";
import { temporaryFolder } from "#tests/support/temporary-folder.ts";
import { ikhokhaHeaders, keys, secretKey } from "./school.ts";

let running: RunningSandbox[] = [];
afterEach(async () => {
  for (const sandbox of running) await sandbox.close();
  running = [];
});

const folder = () => temporaryFolder("sandbox");
async function start(recordsFile: string): Promise<RunningSandbox> {
  const sandbox = await startSandbox({ port: 0, recordsFile });
  running.push(sandbox);
  return sandbox;
}
async function post(at: RunningSandbox, path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(at.origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
  return { status: response.status, body: (await response.json()) as any };
}

const order = (reference: string) => ({
  amount: 45_000,
  currency: "EGP",
  payment_methods: [4097558],
  items: [{ name: "Data Analysis", amount: 45_000, quantity: 1 }],
  billing_data: {
    first_name: "Mona",
    last_name: "Adel",
    email: "m@example.com",
    phone_number: "+200000000000",
  },
  special_reference: reference,
  redirection_url: "http://127.0.0.1:9/result",
});
const link = (reference: string) => ({
  entityID: keys.IKHOKHA_ENTITY_ID,
  amount: 90_000,
  currency: "ZAR",
  requesterUrl: "http://127.0.0.1:3000",
  description: "Data Analysis",
  mode: "live",
  externalTransactionID: reference,
  urls: {
    callbackUrl: "http://127.0.0.1:9/hook",
    successPageUrl: "http://127.0.0.1:9/s",
    failurePageUrl: "http://127.0.0.1:9/f",
    cancelUrl: "http://127.0.0.1:9/c",
  },
});

test("a restart continues: open payments are found and paid, ids go on, a reference stays used", async () => {
  const file = join(folder(), "sandbox.json");
  const first = await start(file);
  const made = await post(first, "/v1/intention/", order("att_1"), secretKey);
  const path = "/public-api/v1/api/payment";
  const linked = await post(first, path, link("att_2"), ikhokhaHeaders(path + JSON.stringify(link("att_2"))));
  expect([made.status, linked.body.responseCode]).toEqual([201, "00"]);
  await first.close();
  running = [];

  const second = await start(file);
  const state = await (await fetch(`${second.origin}/_sandbox/state`)).json();
  expect(state).toMatchObject({
    paymob: { orders: [{ reference: "att_1" }] },
    ikhokha: { links: [{ externalTransactionId: "att_2" }] },
  });
  for (const reference of ["att_1", "att_2"])
    expect((await post(second, "/_sandbox/pay", { reference, delivery: "never" })).status).toBe(200);
  expect((await post(second, "/v1/intention/", order("att_1"), secretKey)).status).toBe(400);
  const next = await post(second, "/v1/intention/", order("att_3"), secretKey);
  expect(next.body.intention_order_id).toBeGreaterThan(made.body.intention_order_id);
});

test("a kill loses nothing older than a moment: the file is written after each change, whole", async () => {
  const dir = folder();
  const file = join(dir, "sandbox.json");
  const sandbox = await start(file);
  await post(sandbox, "/v1/intention/", order("att_9"), secretKey);
  await vi.waitFor(() =>
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ orders: [{ reference: "att_9" }] }),
  );
  expect(readdirSync(dir)).toEqual(["sandbox.json"]);
});

test("a file that cannot be read is set aside, and said", async () => {
  const dir = folder();
  const file = join(dir, "sandbox.json");
  writeFileSync(file, "{ half");
  const said: string[] = [];
  const write = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  await start(file);
  write.mockRestore();
  expect(said.join()).toContain("set aside");
  expect(readdirSync(dir)).toContain("sandbox.json.unreadable");
});
