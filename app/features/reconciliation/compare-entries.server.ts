import { openException } from "#app/features/exceptions/open-exception.server.ts";
import { isMoney, unattributedMoney } from "#app/features/exceptions/unattributed-money.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { evidenceFromFact } from "#app/features/payments/evidence-from-fact.ts";
import { verifyPayment } from "#app/features/payments/verify-payment.server.ts";
import type { GatewayName, HistoryEntry } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";

/** How many entries are looked up at once. */
const page = 200;

/** Holds a gateway's list against our attempts; what is new in it becomes evidence, what nobody knows an exception. */
export async function compareEntries(
  db: Db,
  gateways: Gateways,
  gateway: GatewayName,
  entries: readonly HistoryEntry[],
): Promise<{ changed: number; raised: number }> {
  const result = { changed: 0, raised: 0 };
  for (let at = 0; at < entries.length; at += page) {
    const part = entries.slice(at, at + page);
    const attempts = await attemptsOf(db, gateway, part);
    const known = await knownFacts(
      db,
      attempts.map((attempt) => attempt.id),
    );
    for (const entry of part) {
      const { fact } = entry;
      const attempt = attempts.find((one) => one.gateway_order_ref === entry.orderRef);
      const claimed = attempts.find((one) => one.id === entry.attemptRef && one.gateway_order_ref === null);
      if (attempt) {
        const collected = known.has(`${attempt.id}:${fact.transactionRef}:money`);
        // A list of what was not paid tells us nothing, unless we think it was.
        if (!isMoney(fact.state) && !(fact.state === "failed" && collected)) continue;
        const row = evidenceFromFact({ attempt, fact, source: "poll" });
        if (!row || known.has(keyOf(row))) continue;
        const actor = {
          type: "gateway",
          id: gateway,
          reason: "Found in the gateway's own history.",
        } as const;
        const applied = await applyEvidence(db, { paymentId: attempt.payment_id, evidence: [row], actor });
        if (applied.outcome === "applied") result.changed += 1;
      } else if (claimed) {
        // Its id at the gateway was never answered to us: the gateway is asked by our own reference.
        await verifyPayment(db, gateways, { paymentId: claimed.payment_id, source: "poll" });
        result.changed += 1;
      } else if (isMoney(fact.state)) {
        const exception = { ...unattributedMoney(gateway, fact, "history"), id: newId("exc") };
        if (await openException(db, exception)) result.raised += 1;
      }
    }
  }
  return result;
}

function attemptsOf(db: Db, gateway: GatewayName, entries: readonly HistoryEntry[]) {
  const orders = entries.map((entry) => entry.orderRef ?? "");
  const references = entries.map((entry) => entry.attemptRef ?? "");
  return db
    .selectFrom("payment_attempts")
    .select(["id", "payment_id", "gateway", "amount_minor", "currency", "gateway_order_ref"])
    .where("gateway", "=", gateway)
    .where((eb) => eb.or([eb("gateway_order_ref", "in", orders), eb("id", "in", references)]))
    .execute();
}

interface Known {
  attempt_id: string | null;
  kind: string;
  transaction_ref: string | null;
  amount_minor: number | null;
  refunded_minor: number | null;
}

const keyOf = (row: Known) =>
  [row.attempt_id, row.transaction_ref, row.kind, row.amount_minor, row.refunded_minor].join(":");

/** What gateways' own answers told us before, so that a list that agrees writes nothing. */
async function knownFacts(db: Db, attemptIds: string[]): Promise<ReadonlySet<string>> {
  if (attemptIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("payment_evidence")
    .select(["attempt_id", "kind", "transaction_ref", "amount_minor", "refunded_minor", "source"])
    .where(
      "payment_id",
      "in",
      db.selectFrom("payment_attempts").select("payment_id").where("id", "in", attemptIds),
    )
    .execute();
  const answered = rows.filter((row) => ["poll", "return", "settlement"].includes(row.source));
  const money = rows.filter((row) => ["succeeded", "refunded", "voided"].includes(row.kind));
  return new Set([
    ...answered.map(keyOf),
    ...money.map((row) => `${row.attempt_id}:${row.transaction_ref}:money`),
  ]);
}
