import { type Expression, type SqlBool, sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { type Keyset, type KeysetPage, keysetPage } from "#app/lib/keyset.ts";

/** Money that a decision owes a student and that the gateway still holds; nothing here sends it. */
export interface RefundToMake {
  id: string;
  payment_id: string;
  enrollment_id: string | null;
  /** Minor units; never more than the gateway still holds of the payment. */
  amount_minor: number;
  currency: string;
  /** What the student was told. */
  reason: string;
  created_at: Date;
  student: string;
  course: string;
  gateway: string;
  /** The gateway's own number of the transaction, to find it there. */
  reference: string | null;
  created_by_name: string | null;
  key: Keyset;
}

/** One page of the refunds to be made, the latest first. */
export async function listRefundsToMake(
  db: Db,
  place: { before: Keyset | null; after: Keyset | null },
  size = 50,
): Promise<KeysetPage<RefundToMake>> {
  const direction = place.after ? "asc" : "desc";
  const start = place.before ?? place.after;
  let query = owed(db)
    .innerJoin("users as u", "u.id", "p.student_id")
    .innerJoin("courses as c", "c.id", "p.course_id")
    .leftJoin("users as s", "s.id", "d.created_by")
    .select(["d.id", "d.payment_id", "d.enrollment_id", "d.currency", "d.reason", "d.created_at"])
    .select(["u.name as student", "c.title as course", "p.gateway", "s.name as created_by_name"])
    .select(sql<number>`least(d.amount_minor, p.captured_minor - p.refunded_minor)`.as("amount_minor"))
    .select(
      sql<string | null>`(select coalesce(a.gateway_transaction_ref, a.gateway_order_ref)
        from payment_attempts a where a.payment_id = p.id order by a.gateway_transaction_ref is null, a.number desc limit 1)`.as(
        "reference",
      ),
    )
    .select(
      sql<string>`to_char(d.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("exact_at"),
    )
    .orderBy("d.created_at", direction)
    .orderBy("d.id", direction)
    .limit(size + 1);
  if (start) {
    const compare = place.before ? sql`<` : sql`>`;
    const follows: Expression<SqlBool> = sql`(d.created_at, d.id) ${compare} (${start.values[0]}::timestamptz, ${start.id})`;
    query = query.where(follows);
  }
  const rows = await query.execute();
  const keyed = rows.map(({ exact_at, ...row }) => ({ ...row, key: { values: [exact_at], id: row.id } }));
  return keysetPage(keyed, size, place);
}

/** How many there are, at most `most`, and since when the longest waits. */
export async function countRefundsToMake(
  db: Db,
  most: number,
): Promise<{ count: number; oldestAt: Date | null }> {
  const rows = await owed(db).select("d.created_at").orderBy("d.created_at").limit(most).execute();
  return { count: rows.length, oldestAt: rows[0]?.created_at ?? null };
}

/** A draft whose money went back already, at the gateway, waits for nobody. */
function owed(db: Db) {
  return db
    .selectFrom("refund_drafts as d")
    .innerJoin("payments as p", "p.id", "d.payment_id")
    .where("d.status", "=", "draft")
    .where("p.status", "not in", ["refunded", "voided", "lost"])
    .where(sql<boolean>`p.captured_minor > p.refunded_minor`);
}
