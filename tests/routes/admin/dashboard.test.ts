import { expect, test, vi } from "vitest";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { rebuildRollups } from "#app/features/reports/build-rollups.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { loader as overview } from "#app/routes/admin._index/route.tsx";
import { loader as payments } from "#app/routes/admin.payments._index/route.tsx";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
const zone = "Africa/Cairo";

type Part<T> = { value: T } | { errorId: string };

/** What a part brought, at once or later. */
async function whole<T>(part: Part<T> | Promise<Part<T>>): Promise<T> {
  const arrived = await part;
  if ("errorId" in arrived) throw new Error(`the part failed: ${arrived.errorId}`);
  return arrived.value;
}

async function listed(query: Record<string, string>, cookie: string) {
  return payments(routeArgs(`/admin/payments?${new URLSearchParams(query)}`, { cookie }));
}

test("every number is the length or the sum of the list it opens", async () => {
  for (let n = 0; n < 4; n++) await build.paid({ amountMinor: 10_000 + n });
  const zar = await build.paid({ gateway: "ikhokha" });
  await build.payment();
  await applyEvidence(db, {
    paymentId: zar.id,
    actor: { type: "gateway", id: "ikhokha" },
    evidence: [
      evidence({
        kind: "refunded",
        gateway: "ikhokha",
        attempt_id: zar.attempt.id,
        transaction_ref: zar.attempt.orderRef,
        amount_minor: zar.amountMinor,
        refunded_minor: 5_000,
        currency: "ZAR",
      }),
    ],
  });
  await rebuildRollups(db, zone);
  const { cookie } = await signedIn(db, "finance");
  const parts = await overview(routeArgs("/admin?days=7&currency=EGP", { cookie }));

  const today = await whole(parts.today);
  expect(today.currencies.map((one) => one.currency).sort()).toEqual(["EGP", "ZAR"]);
  for (const { currency, payments: count, captured, refunded } of today.currencies) {
    const { rows, total } = await listed(
      { status: "captured", currency, paidFrom: today.day, paidTo: today.day },
      cookie,
    );
    expect(total).toEqual({ count, exact: true });
    expect(rows.reduce((sum, row) => sum + row.captured_minor, 0)).toBe(captured);
    expect(rows.reduce((sum, row) => sum + row.refunded_minor, 0)).toBe(refunded);
  }

  const success = await whole(parts.success);
  for (const { gateway, reached, collected } of success.gateways) {
    const days = { gateway, from: success.from, to: success.to };
    expect((await listed({ status: "reached", ...days }, cookie)).total.count).toBe(reached);
    expect((await listed({ status: "captured", ...days }, cookie)).total.count).toBe(collected);
  }
  expect(success.gateways).toHaveLength(2);

  for (const day of (await whole(parts.payments)).days)
    expect((await listed({ from: day.day, to: day.day }, cookie)).total.count).toBe(day.started);

  const revenue = await whole(parts.revenue);
  expect(revenue.currency).toBe("EGP");
  for (const { day, captured } of revenue.days) {
    const { rows } = await listed(
      { status: "captured", currency: "EGP", paidFrom: day, paidTo: day },
      cookie,
    );
    expect(rows.reduce((sum, row) => sum + row.captured_minor, 0)).toBe(captured);
  }
});

test("a part that fails says its error's id, which is in the log, and the others arrive", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const { cookie } = await signedIn(db, "owner");
  await db.schema.alterTable("payment_rollups").renameTo("payment_rollups_away").execute();
  const parts = await overview(routeArgs("/admin", { cookie }));
  const failed = (await parts.today) as { errorId: string };
  expect(failed.errorId).toMatch(/^err_/);
  expect(await whole(parts.deliveries)).toMatchObject({ failed: 0, dead: 0 });
  await Promise.all(Object.values(parts));
  await db.schema.alterTable("payment_rollups_away").renameTo("payment_rollups").execute();
  expect(logged.mock.calls.map(([entry]) => (entry as { errorId: string }).errorId)).toContain(
    failed.errorId,
  );
  logged.mockRestore();
});
