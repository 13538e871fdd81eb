import { sql } from "kysely";
import { expect, test } from "vitest";
import { readPayments } from "#app/features/payments/list-payments.server.ts";
import { paymentList } from "#app/features/payments/payment-list.ts";
import { readList } from "#app/lib/list.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const build = builders(db);

test.each(["updated", "-updated"])(
  "a file asked for by last change (%s) has every payment once, though one changes while it is written",
  async (sort) => {
    const [course, { id: studentId }] = [await build.course(), await build.user()];
    const made: string[] = [];
    for (let i = 0; i < 60; i++) made.push((await build.payment({ courseId: course.id, studentId })).id);
    const asked = readList(paymentList, new URLSearchParams({ course: course.id, sort }));
    const file: string[] = [];
    for await (const batch of (await readPayments(db, asked, "Africa/Cairo")).batches) {
      // Of those not yet read and of those that were, one is refunded meanwhile.
      if (file.length === 0)
        await sql`update payments set updated_at = now() + interval '1 second' where id in (${batch[3]!.id}, ${made.find((id) => !batch.some((row) => row.id === id))!})`.execute(
          db,
        );
      file.push(...batch.map((row) => row.id));
    }
    expect(file.sort()).toEqual(made.sort());
  },
);
