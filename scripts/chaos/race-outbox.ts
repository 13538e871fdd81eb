import { isAfter } from "#app/features/outbox/cursor.ts";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";
import { exactly, type Figure, type Measurement } from "#scripts/stage/figures.ts";
import { pause, until } from "#scripts/stage/managed-process.ts";
import { openStage } from "#scripts/stage/stage.ts";
import { startTail, writeAtRandom } from "#tests/support/outbox.ts";

export const raceOutbox: Measurement = {
  figures: ["main.outbox_lost", "main.outbox_repeated", "main.outbox_out_of_order"],
  measure: race,
};

/** Sixteen writers, twenty thousand commits held open at random: a tail that follows must hear each event once. */
async function race(): Promise<Figure[]> {
  const stage = await openStage();
  try {
    const tail = await startTail(stage.db);
    const heard: string[] = [];
    let disordered = 0;
    let last: OutboxEvent | undefined;
    tail.subscribe(
      (events) => {
        for (const event of events) {
          heard.push(event.subject.id);
          if (last && !isAfter(event, last)) disordered += 1;
          last = event;
        }
      },
      () => heard.push("reset"),
    );
    const committed = await writeAtRandom(stage.databaseUrl, { writers: 16, commits: 20_000 });
    await until(
      "the tail has heard as many as were committed",
      async () => heard.length >= committed.length,
      60_000,
    ).catch(() => undefined);
    await pause(1_000);
    await tail.stop();
    const times = new Map<string, number>();
    for (const id of heard) times.set(id, (times.get(id) ?? 0) + 1);
    return [
      exactly(
        "main.outbox_lost",
        committed.filter((id) => !times.has(id)).length,
        0,
        `of ${committed.length} events`,
      ),
      exactly("main.outbox_repeated", heard.length - times.size, 0, "events"),
      exactly("main.outbox_out_of_order", disordered, 0, "events"),
    ];
  } finally {
    await stage.close();
  }
}
