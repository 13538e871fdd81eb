import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { OutboxTail, type TailOptions } from "#app/features/outbox/tail.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Topic } from "#db/schema.ts";

export interface EventToAdd {
  topic?: Topic;
  id: string;
  audience?: string[];
}

const insert = `insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, audience, data)
  values ($1, 'payment.succeeded', 'payment', $2, 1, $3, $4)`;

/** Writes one event on this connection, in its transaction if it has one. */
export async function addEvent(on: pg.ClientBase | pg.Pool, event: EventToAdd): Promise<void> {
  const { topic = "payments", id, audience = [] } = event;
  await on.query(insert, [topic, id, audience, JSON.stringify({ id })]);
}

/**
 * `writers` connections that commit `commits` transactions between them, each of one to three events, held open for
 * a random moment, one in twenty rolled back. The ids of all events that were committed.
 */
export async function writeAtRandom(
  url: string,
  { writers, commits, holdMs = 4 }: { writers: number; commits: number; holdMs?: number },
): Promise<string[]> {
  const committed: string[] = [];
  let left = commits;
  const write = async (writer: number) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    while (left > 0) {
      left -= 1;
      const ids = Array.from({ length: randomInt(1, 4) }, (_, i) => `evt_${writer}_${left}_${i}`);
      await client.query("begin");
      for (const id of ids) await addEvent(client, { id });
      if (randomInt(3) === 0) await delay(randomInt(holdMs + 1));
      const kept = randomInt(20) > 0;
      await client.query(kept ? "commit" : "rollback");
      if (kept) committed.push(...ids);
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return committed;
}

/** A tail that looks often and needs no hints. Stop it before its database goes. */
export async function startTail(db: Db, options: Partial<TailOptions> = {}): Promise<OutboxTail> {
  const tail = new OutboxTail({ db: () => db, onHint: () => () => undefined, pollMs: 15, ...options });
  await tail.start();
  return tail;
}
