import { judged, judgePayments } from "#scripts/chaos/judge-payments.ts";
import { shuffled } from "#scripts/chaos/shuffled.ts";
import { exactly, type Figure, type Measurement } from "#scripts/stage/figures.ts";
import { pause, until } from "#scripts/stage/managed-process.ts";
import { approvedCallback, type SignedCallback } from "#scripts/stage/paymob-callback.ts";
import { type Posted, postCallbacks } from "#scripts/stage/post-callbacks.ts";
import { preparePayments } from "#scripts/stage/prepare-payments.ts";
import { openStage, type Stage } from "#scripts/stage/stage.ts";

const payments = 1_000;
const connections = 32;

export const deliverInPeace: Measurement = {
  figures: [...judged("main.delivered"), "main.delivered.server_errors", "main.delivered.all_accepted"],
  measure: () => deliver("main.delivered", async () => undefined),
};

export const deliverUnderKills: Measurement = {
  figures: [...judged("main.killed"), "main.killed.kills", "main.killed.all_accepted"],
  measure: () => deliver("main.killed", killMeanwhile),
};

/**
 * A thousand payments, one in twenty paid with a wrong amount, each delivered one to five times, in random order,
 * with one in twenty more wrongly signed, from 32 connections. What was answered 200 must end right.
 */
async function deliver(
  prefix: string,
  meanwhile: (stage: Stage, posting: Promise<unknown>) => Promise<number | undefined>,
): Promise<Figure[]> {
  const stage = await openStage();
  try {
    await Promise.all([stage.web.start(), stage.worker.start(), stage.sandbox.start()]);
    const prepared = await preparePayments(stage.pool, payments);
    const wrong = prepared.filter((_, index) => index % 20 === 0);
    const callbacks: SignedCallback[] = [];
    let good = 0;
    for (const [index, payment] of prepared.entries()) {
      const callback = approvedCallback(payment.orderId, {
        amountMinor: index % 20 === 0 ? 44_000 : undefined,
      });
      const times = 1 + Math.floor(Math.random() * 5);
      good += times;
      for (let i = 0; i < times; i++) callbacks.push(callback);
      if (index % 20 === 10) callbacks.push(approvedCallback(payment.orderId, { tamper: true }));
    }
    const posting = postCallbacks(stage.webUrl, shuffled(callbacks), { connections, retry: true });
    const kills = await meanwhile(stage, posting);
    const posted = await posting;
    await settle(stage);
    const figures = await judgePayments(stage.pool, prefix, {
      honest: prepared.filter((payment) => !wrong.includes(payment)).map((payment) => payment.paymentId),
      wrong: wrong.map((payment) => payment.paymentId),
    });
    figures.push(exactly(`${prefix}.all_accepted`, posted.statuses.get(200) ?? 0, good, "answers of 200"));
    // While processes are down a 503 is the honest answer; in peace there is no excuse for one.
    if (kills === undefined)
      figures.push(exactly(`${prefix}.server_errors`, serverErrors(posted), 0, "answers"));
    else figures.push(exactly(`${prefix}.kills`, kills, 22, "kills and crashes"));
    return figures;
  } finally {
    await stage.close();
  }
}

const serverErrors = (posted: Posted) =>
  [...posted.statuses].reduce((sum, [status, count]) => sum + (status >= 500 || status === 0 ? count : 0), 0);

/** Until every stored delivery has come to its end; leases of killed workers run out on the way. */
async function settle(stage: Stage): Promise<void> {
  const open = "select 1 from payment_webhooks where status in ('received','processing','failed') limit 1";
  await until(
    "the inbox is worked off",
    async () => (await stage.pool.query(open)).rowCount === 0,
    180_000,
    250,
  );
}

/** Twenty SIGKILLs, web and worker in turn, and two crashes of the database server, spread over the run. */
async function killMeanwhile(stage: Stage, posting: Promise<unknown>): Promise<number> {
  let done = false;
  void posting.finally(() => {
    done = true;
  });
  let kills = 0;
  for (let round = 0; round < 20; round++) {
    const victim = round % 2 === 0 ? stage.web : stage.worker;
    await victim.kill();
    kills += 1;
    if (round === 6 || round === 13) {
      await stage.crashDatabase();
      kills += 1;
    }
    await victim.start();
    await pause(done ? 20 : 150 + Math.random() * 250);
  }
  return kills;
}
