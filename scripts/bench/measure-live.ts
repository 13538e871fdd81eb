import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { createInterface } from "node:readline";
import { atMost, type Figure, percentile } from "#scripts/stage/figures.ts";
import { pause, until } from "#scripts/stage/managed-process.ts";
import { approvedCallback } from "#scripts/stage/paymob-callback.ts";
import { postOne } from "#scripts/stage/post-callbacks.ts";
import { preparePayments } from "#scripts/stage/prepare-payments.ts";
import { signedInAs } from "#scripts/stage/staff-cookie.ts";
import { openStage } from "#scripts/stage/stage.ts";

const perSecond = 200;
const seconds = 20;
/** Long enough for every process to have compiled what it runs over and over: it does so once in weeks. */
const warmUpSeconds = 15;
const streams = 200;
const now = () => performance.timeOrigin + performance.now();

/** A steady stream of deliveries with a full office watching: how fast each is accepted, and seen. */
export async function measureLive(): Promise<Figure[]> {
  const stage = await openStage();
  try {
    await stage.web.start();
    await stage.worker.start();
    const { cookie } = await signedInAs(stage, "admin");
    const warmUp = perSecond * warmUpSeconds;
    const payments = await preparePayments(stage.pool, warmUp + perSecond * seconds);
    // Left alone, what setting the stage wrote goes to the disk in one piece half a minute later, before every commit.
    await stage.pool.query("checkpoint");
    const callbacks = payments.map((payment) => approvedCallback(payment.orderId));
    const watcher = spawn(
      process.execPath,
      ["scripts/bench/watch-events.ts", `${stage.webUrl}/events?topics=payments`, cookie, String(streams)],
      { env: stage.env, stdio: ["pipe", "pipe", "inherit"] },
    );
    const lines = createInterface({ input: watcher.stdout });
    await once(lines, "line");

    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    const url = new URL(stage.webUrl);
    const accepted = new Map<string, { at: number; took: number }>();
    const posting: Promise<void>[] = [];
    const began = performance.now();
    for (const [index, callback] of callbacks.entries()) {
      const due = began + (index * 1000) / perSecond;
      const early = due - performance.now();
      if (early > 0) await pause(early);
      const sent = performance.now();
      posting.push(
        postOne(url, agent, callback).then((status) => {
          if (status !== 200) throw new Error(`a delivery was answered ${status}`);
          if (index >= warmUp)
            accepted.set(payments[index]!.paymentId, { at: now(), took: performance.now() - sent });
        }),
      );
    }
    await Promise.all(posting);
    const behind = "select 1 from payment_webhooks where status <> 'processed' limit 1";
    await until("the worker has caught up", async () => (await stage.pool.query(behind)).rowCount === 0);
    await pause(2_000);
    watcher.stdin.end();
    const [line] = (await once(lines, "line")) as [string];
    const seen = new Map(JSON.parse(line) as Array<[string, number]>);
    const unseen = [...accepted.keys()].filter((paymentId) => !seen.has(paymentId)).length;
    if (unseen > 0) throw new Error(`${unseen} of ${accepted.size} payments were accepted and never seen`);
    agent.destroy();
    const lags = [...accepted].map(([paymentId, { at }]) => seen.get(paymentId)! - at);
    return [
      atMost(
        {
          name: "main.accept_p99",
          value: percentile(
            [...accepted.values()].map((one) => one.took),
            0.99,
          ),
          unit: "ms",
        },
        15,
      ),
      atMost({ name: "main.accepted_to_event_p99", value: percentile(lags, 0.99), unit: "ms" }, 100),
    ];
  } finally {
    await stage.close();
  }
}
