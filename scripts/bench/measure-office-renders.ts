import type pg from "pg";
import type { CDPSession } from "playwright-core";
import { openOfficeInBrowser, untilLive } from "#scripts/bench/office-browser.ts";
import { atMost, type Figure } from "#scripts/stage/figures.ts";
import { pause } from "#scripts/stage/managed-process.ts";

const perSecond = 1_000;
const everyMs = 50;
const seconds = 10;

/** A thousand events a second in front of the overview: how often it is drawn, and how busy that keeps the page. */
export async function measureOfficeRenders(): Promise<Figure[]> {
  const office = await openOfficeInBrowser();
  try {
    const context = await office.signIn("owner");
    const page = await context.newPage();
    // React itself says when it has drawn, to whoever stands where its developer tools would.
    await page.addInitScript(() => {
      const drawn = { times: 0 };
      const nothing = () => undefined;
      Object.assign(window, {
        drawn,
        __REACT_DEVTOOLS_GLOBAL_HOOK__: {
          supportsFiber: true,
          inject: () => 1,
          onScheduleFiberRoot: nothing,
          onCommitFiberUnmount: nothing,
          onPostCommitFiberRoot: nothing,
          onCommitFiberRoot: () => {
            drawn.times += 1;
          },
        },
      });
    });
    await page.goto("/admin");
    await untilLive(page);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Performance.enable");
    const drawn = () => page.evaluate(() => (window as unknown as { drawn: { times: number } }).drawn.times);
    const flooding = flood(office.stage.pool, seconds + 3);
    await pause(2_000);
    const before = { drawn: await drawn(), busy: await busySeconds(devtools), at: performance.now() };
    await pause(seconds * 1_000);
    const after = { drawn: await drawn(), busy: await busySeconds(devtools), at: performance.now() };
    const written = await flooding;
    const passed = (after.at - before.at) / 1_000;
    console.error(`  ${Math.round(written)} events a second were written`);
    if (after.drawn === before.drawn) throw new Error("the page drew nothing");
    if (written < perSecond * 0.9) throw new Error("the events were not written fast enough");
    return [
      atMost(
        {
          name: "office.renders_per_second_at_1000_events",
          value: (after.drawn - before.drawn) / passed,
          unit: "/s",
        },
        10,
      ),
      atMost(
        {
          name: "office.busy_share_at_1000_events",
          value: (after.busy - before.busy) / passed,
          unit: "of the main thread",
        },
        0.5,
      ),
    ];
  } finally {
    await office.close();
  }
}

/** Seconds that the page's main thread has worked so far. */
async function busySeconds(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return metrics.find((metric) => metric.name === "TaskDuration")!.value;
}

/** Writes events of payments at a steady rate, each batch with the hint that a verb gives; how many a second it were. */
async function flood(pool: pg.Pool, lasting: number): Promise<number> {
  const began = performance.now();
  const batch = (perSecond * everyMs) / 1_000;
  let written = 0;
  for (let due = began; due < began + lasting * 1_000; due += everyMs) {
    await pause(Math.max(0, due - performance.now()));
    await pool.query(
      `insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, data)
       select 'payments', 'payment.succeeded', 'payment', 'pay_flood' || ($1::int + n), 1,
         '{"status":"succeeded","amountMinor":45000,"currency":"EGP","gateway":"paymob"}'
       from generate_series(1, $2::int) n`,
      [written, batch],
    );
    await pool.query("select pg_notify('bursar_wake', 'outbox:flood')");
    written += batch;
  }
  return written / ((performance.now() - began) / 1_000);
}
