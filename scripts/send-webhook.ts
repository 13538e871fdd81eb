import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readSandboxKeys } from "#scripts/sandbox/keys.ts";
import { refuseUnlessLoopback } from "#scripts/sandbox/loopback.ts";
import {
  postableSamples,
  type Sample,
  type SampleSubject,
  signSample,
} from "#scripts/sandbox/sign-sample.ts";
import { dataDirOf } from "#scripts/start/data-dir.ts";
import { findRunning, type Running } from "#scripts/start/running.ts";

// `npm run send-webhook -- <gateway> <sample>`: signs a recorded callback and posts it to the local server.
// Secrets and APP_URL from the environment, else those of the `npm start` that is running.
const usage = `Usage: npm run send-webhook -- <gateway> <sample> [options]

  --payment <pay_…>   about this payment: its latest attempt's order, reference, amount and currency
  --order <id>        about this order (Paymob order id, iKhokha paylink id)
  --amount <minor>    for this amount in minor units (Paymob; iKhokha callbacks carry none)

The sample's name may leave out the gateway. iKhokha's callbacks are hints: the server asks the gateway before it believes them.`;

const running = findRunning(dataDirOf(process.env));
const samples = postableSamples(readSamples());
try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      payment: { type: "string" },
      order: { type: "string" },
      amount: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const [gateway, name] = positionals;
  if (!gateway || !name || values.help) return listSamples(gateway);
  const sample = samples.find(
    (each) => each.gateway === gateway && [name, `${gateway}-${name}`].includes(each.name),
  );
  if (!sample) throw new Error(`There is no sample "${name}" of ${gateway}. Without a name, all are listed.`);
  if (values.amount !== undefined && !/^[1-9]\d{0,12}$/.test(values.amount))
    throw new Error("--amount takes minor units, such as 45000 for EGP 450.00.");

  const origin = process.env.APP_URL || running?.url || `http://127.0.0.1:${process.env.PORT || 3000}`;
  const refused = refuseUnlessLoopback(origin);
  if (refused) throw new Error(`APP_URL is ${origin}. ${refused}`);
  const subject: SampleSubject = values.payment ? await readPayment(values.payment, running) : {};
  if (values.order) subject.order = values.order;
  if (values.amount) subject.amountMinor = Number(values.amount);
  await post(sample, origin, subject);
}

async function post(sample: Sample, origin: string, subject: SampleSubject): Promise<void> {
  const { url, headers, body } = signSample(sample, origin, readSandboxKeys(process.env), subject);
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(15_000),
  }).catch((error: Error) => {
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    throw new Error(`No answer from ${origin} (${cause}). Is \`npm start\` running?`);
  });
  const answer = await response.text();
  console.log(`${sample.name} → ${new URL(url).pathname}`);
  console.log(`${response.status} ${response.statusText}${answer ? `\n${answer}` : " (empty body)"}`);
  if (!response.ok) process.exitCode = 1;
}

/** The gateway's ids and the amount of a payment's latest attempt. */
async function readPayment(paymentId: string, running: Running | null): Promise<SampleSubject> {
  const url = process.env.DATABASE_URL || running?.databaseUrl;
  if (!url) throw new Error("--payment needs DATABASE_URL, or a running `npm start`.");
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select id, gateway_order_ref, amount_minor, currency from payment_attempts
       where payment_id = $1 and gateway_order_ref is not null order by number desc limit 1`,
      [paymentId],
    );
    if (!rows[0]) throw new Error(`${paymentId} has no attempt that reached a gateway.`);
    const { id, gateway_order_ref: order, amount_minor: minor, currency } = rows[0];
    return { order, reference: id, amountMinor: Number(minor), currency };
  } finally {
    await client.end();
  }
}

function listSamples(gateway: string | undefined): void {
  console.log(`${usage}\n\nSamples:`);
  for (const each of samples.filter((sample) => !gateway || sample.gateway === gateway))
    console.log(`  ${each.gateway.padEnd(8)} ${each.name.padEnd(42)} ${each.kind}`);
}

function readSamples(): Sample[] {
  const file = new URL("../tests/gateways/fixtures/gateway-samples.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).samples;
}
