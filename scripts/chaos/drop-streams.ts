import { EventClient } from "#scripts/stage/event-client.ts";
import { exactly, type Figure, type Measurement } from "#scripts/stage/figures.ts";
import { pause, until } from "#scripts/stage/managed-process.ts";
import { approvedCallback } from "#scripts/stage/paymob-callback.ts";
import { postCallbacks } from "#scripts/stage/post-callbacks.ts";
import { preparePayments } from "#scripts/stage/prepare-payments.ts";
import { cookieFor, signedInAs } from "#scripts/stage/staff-cookie.ts";
import { openStage } from "#scripts/stage/stage.ts";

const clients = 100;
const drops = 20;
const payments = 2_000;

export const dropStreams: Measurement = {
  figures: ["main.stream_missing", "main.stream_foreign", "main.stream_repeated"],
  measure: drop,
};

/**
 * Half staff, half students hold streams that are cut twenty times each while payments arrive; each resumes with its
 * last id. Staff must have heard of every payment, a student of their own and of nobody else's.
 */
async function drop(): Promise<Figure[]> {
  const stage = await openStage();
  try {
    await Promise.all([stage.web.start(), stage.worker.start()]);
    const prepared = await preparePayments(stage.pool, payments);
    const staff = await signedInAs(stage, "finance");
    const url = `${stage.webUrl}/events?topics=payments,enrollments`;
    const watchers = await Promise.all(
      Array.from({ length: clients }, async (_, index) => {
        const own = index % 2 ? prepared[index]! : null;
        const cookie = own ? await cookieFor(stage, own.studentId) : staff.cookie;
        const heard: string[] = [];
        const client = new EventClient(url, cookie, (events) => {
          for (const event of events)
            if (event.kind === "payment.succeeded") heard.push(event.subject.id);
            else if (own && event.data.paymentId !== own.paymentId) heard.push(String(event.subject.id));
        });
        await client.connect();
        return { own, client, heard };
      }),
    );
    const posting = postCallbacks(
      stage.webUrl,
      prepared.map((payment) => approvedCallback(payment.orderId)),
      {
        connections: 8,
        retry: true,
      },
    );
    await Promise.all(
      watchers.map(async ({ client }) => {
        for (let cut = 0; cut < drops; cut++) {
          await pause(100 + Math.random() * 400);
          client.drop();
          await pause(Math.random() * 100);
          await client.connect();
        }
      }),
    );
    await posting;
    const all = "select 1 from payment_webhooks where status <> 'processed' limit 1";
    await until(
      "every delivery is processed",
      async () => (await stage.pool.query(all)).rowCount === 0,
      120_000,
    );
    await until(
      "every staff stream is caught up",
      async () => watchers.every(({ own, heard }) => own !== null || new Set(heard).size >= payments),
      20_000,
    ).catch(() => undefined);
    for (const { client } of watchers) client.drop();
    let missing = 0;
    let foreign = 0;
    let repeated = 0;
    for (const { own, heard, client } of watchers) {
      const unique = new Set(heard);
      repeated += heard.length - unique.size;
      const mine = own ? [own.paymentId] : prepared.map((payment) => payment.paymentId);
      missing += mine.filter((id) => !unique.has(id)).length + client.resets;
      if (own) foreign += [...unique].filter((id) => id !== own.paymentId).length;
    }
    return [
      exactly("main.stream_missing", missing, 0, "events"),
      exactly("main.stream_foreign", foreign, 0, "events"),
      exactly("main.stream_repeated", repeated, 0, "events"),
    ];
  } finally {
    await stage.close();
  }
}
