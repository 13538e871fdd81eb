import { expect, test } from "vitest";
import { listPayments } from "#app/features/payments/list-payments.server.ts";
import { paymentList } from "#app/features/payments/payment-list.ts";
import { readList } from "#app/lib/list.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const build = builders(db);

const found = async (search: string) => {
  const asked = readList(paymentList, new URLSearchParams({ q: search }));
  return (await listPayments(db, asked, "Africa/Cairo")).rows.map((row) => row.id);
};

test("a search finds a payment by each of the ways to name it", async () => {
  const student = await build.user({ name: "Mona Adel" });
  const payment = await build.payment({ studentId: student.id });
  await build.payment();
  for (const name of [student.email, "mona", payment.id, payment.attempt.id, payment.attempt.orderRef])
    expect(await found(name), name).toEqual([payment.id]);
});

test("a search that names nothing finds nothing", async () => {
  await build.payment();
  expect(await found("nobody@example.com")).toEqual([]);
});
