import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

/** Money of one payment in suspense, by currency: received, and what of it was not given back or set right. */
export async function findSuspense(
  db: Db,
  paymentId: string,
): Promise<Array<{ currency: string; amountMinor: number; leftMinor: number }>> {
  const { rows } = await sql<{ currency: string; amountMinor: number; leftMinor: number }>`
    select currency, sum(amount_minor) filter (where kind = 'suspense_in')::bigint as "amountMinor",
      sum(case when kind = 'suspense_in' then amount_minor else -amount_minor end)::bigint as "leftMinor"
    from ledger_entries where payment_id = ${paymentId} and kind in ('suspense_in','suspense_out')
    group by currency order by currency`.execute(db);
  return rows;
}
