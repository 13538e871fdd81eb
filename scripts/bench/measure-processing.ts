import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";
import { claimDeliveries } from "#app/features/webhooks/claim-deliveries.server.ts";
import { workOne } from "#app/features/webhooks/run-inbox.server.ts";
import { type NewDelivery, storeDeliveries } from "#app/features/webhooks/store-deliveries.server.ts";
import { createGateways, type Gateways } from "#app/gateways/registry.server.ts";
import { createDb, createPool } from "#app/lib/db.server.ts";
import { readEnv } from "#app/lib/env.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { Database } from "#db/schema.ts";
import { atLeast, type Figure, median } from "#scripts/stage/figures.ts";
import { until } from "#scripts/stage/managed-process.ts";
import { approvedCallback } from "#scripts/stage/paymob-callback.ts";
import { type PreparedPayment, preparePayments } from "#scripts/stage/prepare-payments.ts";
import { openStage, type Stage } from "#scripts/stage/stage.ts";

const perRound = 2_000;
const rounds = 3;
/** Connections of the bare loop: with more of them it gets no faster on two cores. */
const lanes = 4;

/** Payments one worker takes from a stored delivery to a granted seat a second, against its own SQL in a bare loop. */
export async function measureProcessing(): Promise<Figure[]> {
  const stage = await openStage();
  const gateways = createGateways(readEnv(process.env));
  try {
    const template = await captureStatements(stage, gateways);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(await workerRound(stage, gateways));
      theirs.push(await bareRound(stage, gateways, template));
    }
    return [
      atLeast(
        {
          name: "main.payments_processed_per_second",
          value: median(ours),
          unit: "/s",
          against: `the same SQL in a bare loop ${Math.round(median(theirs))}/s, ${lanes} connections`,
        },
        median(theirs),
        0.6,
      ),
    ];
  } finally {
    await stage.close();
  }
}

async function fillInbox(stage: Stage, gateways: Gateways): Promise<PreparedPayment[]> {
  const payments = await preparePayments(stage.pool, perRound);
  await storeDeliveries(
    stage.pool,
    payments.map((payment) => deliveryFor(payment, gateways)),
  );
  await stage.pool.query("vacuum analyze");
  return payments;
}

function deliveryFor(payment: PreparedPayment, gateways: Gateways): NewDelivery {
  const { path, body } = approvedCallback(payment.orderId);
  const raw = Buffer.from(body);
  const answer = gateways.get("paymob")!.authenticate(raw, new Headers(), new URL(path, "http://127.0.0.1"));
  if (answer.verdict !== "authentic") throw new Error("the measurement's own callback does not verify");
  return {
    id: newId("whk"),
    gateway: "paymob",
    kind: answer.envelope.kind,
    eventKey: answer.envelope.eventKey,
    verdictReason: null,
    rawBody: raw,
    headers: "{}",
    signature: null,
    requestIp: null,
    requestId: null,
  };
}

/** The real worker process, from its first claim to its last commit. */
async function workerRound(stage: Stage, gateways: Gateways): Promise<number> {
  await fillInbox(stage, gateways);
  await stage.worker.start();
  const left = async () =>
    (await stage.pool.query("select 1 from payment_webhooks where status <> 'processed' limit 1"))
      .rowCount === 0;
  await until("the worker empties its inbox", left, 120_000);
  await stage.worker.stop();
  const { rows } = await stage.pool.query(
    `select count(*)::int as done, extract(epoch from max(processed_at) - min(processed_at))::float8 as seconds
     from (select processed_at from payment_webhooks order by received_at desc limit ${perRound}) last`,
  );
  return rows[0].done / rows[0].seconds;
}

/** The statements of one delivery as the product sends them, with their parameters. */
interface Statement {
  sql: string;
  parameters: unknown[];
}

/** Records what processing one delivery sends, so that the bare loop sends exactly that. */
async function captureStatements(stage: Stage, gateways: Gateways) {
  const [payment] = await preparePayments(stage.pool, 1);
  const delivery = deliveryFor(payment!, gateways);
  await storeDeliveries(stage.pool, [delivery]);
  const statements: Statement[] = [];
  const recording = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: stage.pool }),
    log: (event) => {
      statements.push({ sql: event.query.sql, parameters: [...event.query.parameters] });
    },
  });
  const [claimed] = await claimDeliveries(recording, 1);
  statements.length = 0;
  await workOne(recording, gateways, claimed!);
  const transaction = String(JSON.parse(claimed!.rawBody.toString()).obj.id);
  return { payment: payment!, deliveryId: delivery.id, transaction, statements };
}

/** The same claims and statements over as many connections, without adapters, reducer or log. */
async function bareRound(
  stage: Stage,
  gateways: Gateways,
  template: Awaited<ReturnType<typeof captureStatements>>,
): Promise<number> {
  const payments = new Map(
    (await fillInbox(stage, gateways)).map((payment) => [String(payment.orderId), payment]),
  );
  const pool = createPool(stage.databaseUrl, { max: lanes + 1 });
  const db = createDb(pool);
  const began = performance.now();
  let done = 0;
  for (;;) {
    const claimed = await claimDeliveries(db, lanes * 4);
    if (claimed.length === 0) break;
    const queue = [...claimed];
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        const client = await pool.connect();
        for (let delivery = queue.shift(); delivery; delivery = queue.shift()) {
          const { obj } = JSON.parse(delivery.rawBody.toString());
          await runStatements(
            client,
            template,
            payments.get(String(obj.order.id))!,
            delivery.id,
            String(obj.id),
          );
          done += 1;
        }
        client.release();
      }),
    );
  }
  const rate = done / ((performance.now() - began) / 1000);
  await pool.end();
  const { rows } = await stage.pool.query(
    "select count(*)::int as left from payment_webhooks where status <> 'processed'",
  );
  if (done !== perRound || rows[0].left !== 0)
    throw new Error(`the bare loop processed ${done}, left ${rows[0].left}`);
  return rate;
}

async function runStatements(
  client: pg.PoolClient,
  template: Awaited<ReturnType<typeof captureStatements>>,
  payment: PreparedPayment,
  deliveryId: string,
  transaction: string,
): Promise<void> {
  const enrollment = newId("enr");
  let lastEvidence = 0;
  const asThis = (value: unknown) =>
    typeof value !== "string"
      ? value
      : value
          .replaceAll(template.payment.paymentId, payment.paymentId)
          .replaceAll(template.payment.attemptId, payment.attemptId)
          .replaceAll(template.payment.studentId, payment.studentId)
          .replaceAll(template.payment.courseId, payment.courseId)
          .replaceAll(String(template.payment.orderId), String(payment.orderId))
          .replaceAll(template.deliveryId, deliveryId)
          .replaceAll(template.transaction, transaction)
          .replace(/enr_[0-9a-z]{26}/g, enrollment)
          // The write makes sure that nothing moved since the read: of this payment, not of the recorded one.
          .replace(/("expect":\{"version":\d+,"evidence":)\d+/, `$1${lastEvidence}`);
  for (const { sql, parameters } of template.statements) {
    const values = parameters.map((value) =>
      Array.isArray(value) ? value.map((one) => asThis(one)) : asThis(value),
    );
    const { rows } = await client.query(sql, values);
    lastEvidence = rows[0]?.read?.evidence.at(-1)?.id ?? lastEvidence;
  }
}
