import { sql } from "kysely";
import { foldSearch } from "#app/features/people/search-text.ts";
import { gatewayNames } from "#app/gateways/gateway.ts";
import type { Db } from "#app/lib/db.server.ts";

const most = 50;

/**
 * Which payments and which students a search names: a payment or attempt id (whole, or a payment's beginning), a
 * gateway's order or transaction reference (whole), the beginning of a student's name or e-mail address. `cut`: it
 * stopped at its bound, and there may be more.
 */
export async function findSearchTargets(
  db: Db,
  search: string,
): Promise<{ paymentIds: string[]; studentIds: string[]; cut: boolean }> {
  if (/^pay_[0-9a-z]*$/i.test(search)) {
    const start = search.toLowerCase();
    const rows = await db
      .selectFrom("payments")
      .select("id")
      .where("id", ">=", start)
      .where("id", "<=", start.padEnd(30, "z"))
      .orderBy("id", "desc")
      .limit(most)
      .execute();
    return { paymentIds: rows.map((row) => row.id), studentIds: [], cut: rows.length >= most };
  }
  const [attempts, deliveries, students] = await Promise.all([
    db
      .selectFrom("payment_attempts")
      .select("payment_id")
      .where((eb) =>
        eb.or([
          eb("id", "=", search),
          eb("gateway_transaction_ref", "=", search),
          eb.and([eb("gateway", "in", gatewayNames), eb("gateway_order_ref", "=", search)]),
        ]),
      )
      .limit(most)
      .execute(),
    // A transaction that was declined before another one of the same order succeeded is known from its delivery.
    db
      .selectFrom("payment_webhooks")
      .select("payment_id")
      .where("transaction_ref", "=", search)
      .where("payment_id", "is not", null)
      .limit(most)
      .execute(),
    findStudents(db, search),
  ]);
  return {
    paymentIds: [...new Set([...attempts, ...deliveries].map((row) => row.payment_id!))],
    studentIds: students,
    cut: students.length >= most,
  };
}

/** Those whose name begins so before those whose address does, each in the order of its own index: nothing else is read. */
async function findStudents(db: Db, search: string): Promise<string[]> {
  const email = `${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const name = foldSearch(search);
  const { rows } = await sql<{ id: string }>`
    (select id from users where search_name like ${`${name}%`} and ${name !== ""} order by search_name, id limit ${most})
    union all
    (select id from users where search_email like ${email} order by search_email, id limit ${most})`.execute(
    db,
  );
  return [...new Set(rows.map((row) => row.id))].slice(0, most);
}
