import { startCheckout } from "#app/features/checkout/start-checkout.server.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";
import { createGateways } from "#app/gateways/registry.server.ts";
import { readEnv } from "#app/lib/env.server.ts";
import { newId } from "#app/lib/ids.ts";
import { judged, judgePayments } from "#scripts/chaos/judge-payments.ts";
import type { Figure, Measurement } from "#scripts/stage/figures.ts";
import { until } from "#scripts/stage/managed-process.ts";
import { openStage, type Stage } from "#scripts/stage/stage.ts";

const payments = 1_000;

export const dropEveryWebhook: Measurement = { figures: judged("main.dropped"), measure: drop };

/**
 * A thousand students check out and pay through both gateways, and not one webhook is ever sent; one in twenty pays a
 * wrong amount. The ladder of checks alone must find every payment.
 */
async function drop(): Promise<Figure[]> {
  const stage = await openStage();
  try {
    await Promise.all([stage.sandbox.start(), stage.worker.start()]);
    const gateways = createGateways(readEnv(process.env));
    const courses = await sellCourses(stage);
    const honest: string[] = [];
    const wrong: string[] = [];
    let next = 0;
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        while (next < payments) {
          const index = next++;
          const gateway: GatewayName = index % 2 ? "ikhokha" : "paymob";
          const result = await startCheckout(stage.db, gateways, {
            student: await enrollStudent(stage),
            courseId: courses[index % courses.length]!,
            gateway,
            idempotencyKey: newId("req"),
            appUrl: stage.webUrl,
          });
          if (result.outcome !== "redirect") throw new Error(`checkout ended ${result.outcome}`);
          await pay(stage, result.url, index % 20 === 0);
          (index % 20 === 0 ? wrong : honest).push(result.paymentId);
        }
      }),
    );
    const open = "select 1 from payments where status in ('created','redirected','pending') limit 1";
    await until(
      "the ladder finds every payment",
      async () => (await stage.pool.query(open)).rowCount === 0,
      240_000,
      500,
    );
    return await judgePayments(stage.pool, "main.dropped", { honest, wrong });
  } finally {
    await stage.close();
  }
}

async function pay(stage: Stage, url: string, wrongAmount: boolean): Promise<void> {
  const answer = await fetch(`${stage.sandboxUrl}/_sandbox/pay`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ url, outcome: "approve", delivery: wrongAmount ? "other_amount" : "never" }),
  });
  if (!answer.ok)
    throw new Error(`the sandbox did not take a payment: ${answer.status} ${await answer.text()}`);
}

async function sellCourses(stage: Stage): Promise<string[]> {
  // Swallow at the sandbox's door what its outcomes would still send (a wrong amount comes with a webhook of its own).
  await fetch(`${stage.sandboxUrl}/_sandbox/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ gateway: "all", endpoint: "webhooks", mode: "drop" }),
  });
  const ids = Array.from({ length: 20 }, () => newId("crs"));
  await stage.pool.query(
    `insert into courses (id, title, summary, description, status)
     select id, 'Measured course', 'For measurements.', 'For measurements.', 'published' from unnest($1::text[]) id`,
    [ids],
  );
  await stage.pool.query(
    `insert into course_prices (course_id, currency, amount_minor)
     select id, currency, 45000 from unnest($1::text[]) id cross join unnest(array['EGP','ZAR']) currency`,
    [ids],
  );
  return ids;
}

async function enrollStudent(stage: Stage) {
  const id = newId("usr");
  const student = { id, name: "Measured Student", email: `${id}@example.com`, phone: "+201000000000" };
  await stage.db
    .insertInto("users")
    .values({ ...student, password_hash: "none", role: "student" })
    .execute();
  return student;
}
