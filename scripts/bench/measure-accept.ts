import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import type pg from "pg";
import { freePort } from "#scripts/postgres/free-port.ts";
import { atLeast, atMost, type Figure, median } from "#scripts/stage/figures.ts";
import { pause, until } from "#scripts/stage/managed-process.ts";
import { openStage } from "#scripts/stage/stage.ts";

const run = promisify(execFile);
const perRound = 6_000;
const rounds = 5;

/** Webhooks accepted and durable a second against a bare server, turn by turn, and the log syncs each one costs. */
export async function measureAccept(): Promise<Figure[]> {
  const stage = await openStage();
  const port = await freePort();
  const reference = spawn(process.execPath, ["scripts/bench/reference-server.ts", String(port)], {
    env: stage.env,
    stdio: "inherit",
  });
  try {
    await stage.web.start();
    const bare = `http://127.0.0.1:${port}`;
    await until(
      "the reference answers",
      () =>
        fetch(bare, { method: "POST" }).then(
          () => true,
          () => false,
        ),
      10_000,
    );
    let order = 600_000_000;
    const load = async (origin: string) => {
      order += perRound;
      const { stdout } = await run(
        process.execPath,
        ["scripts/bench/load-callbacks.ts", origin, String(perRound), String(order)],
        {
          env: stage.env,
        },
      );
      const { accepted, seconds } = JSON.parse(stdout) as { accepted: number; seconds: number };
      if (accepted !== perRound) throw new Error(`${origin} accepted ${accepted} of ${perRound}`);
      return accepted / seconds;
    };
    // Warm both, then in turns, so that a slow minute of the machine falls on both.
    await load(stage.webUrl);
    await load(bare);
    const ours: number[] = [];
    const theirs: number[] = [];
    let syncs = 0;
    for (let round = 0; round < rounds; round++) {
      const before = await walSyncs(stage.pool);
      ours.push(await load(stage.webUrl));
      syncs += (await walSyncs(stage.pool)) - before;
      theirs.push(await load(bare));
    }
    return [
      atLeast(
        {
          name: "main.webhooks_per_second",
          value: median(ours),
          unit: "/s",
          against: `bare node:http + pg ${Math.round(median(theirs))}/s, 32 connections`,
        },
        median(theirs),
        0.7,
      ),
      atMost({ name: "main.wal_syncs_per_webhook", value: syncs / (perRound * rounds), unit: "syncs" }, 0.35),
    ];
  } finally {
    reference.kill();
    await stage.close();
  }
}

/** Syncs of the write-ahead log so far. Backends report their counts up to a second late. */
async function walSyncs(pool: pg.Pool): Promise<number> {
  await pause(1_500);
  const { rows } = await pool.query(
    "select coalesce(sum(fsyncs), 0)::int as syncs from pg_stat_io where object = 'wal'",
  );
  return rows[0].syncs;
}
