import { type Kysely, sql } from "kysely";

/** Frozen. What the lists filter and sort by: an index for each order, and for what few rows have. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Few payments of a million may have a gateway, currency and status at once: the planner must know which, and find them.
  await sql`create index payments_by_kind on payments (gateway, currency, status, created_at desc, id desc)`.execute(
    db,
  );
  await sql`create statistics payments_kinds (mcv) on gateway, currency, status from payments`.execute(db);
  await sql`create index payments_by_amount on payments (currency, amount_minor, id)`.execute(db);
  await sql`create index payments_by_completion on payments (completed_at, id) where completed_at is not null`.execute(
    db,
  );
  await sql`drop index payments_by_update`.execute(db);
  await sql`create index payments_by_update on payments (updated_at, id)`.execute(db);

  await sql`create index payment_webhooks_odd on payment_webhooks (outcome, received_at desc, id desc) where outcome not in ('applied','nothing_new')`.execute(
    db,
  );

  await sql`create index exceptions_by_kind on exceptions (status, kind, last_seen_at desc, id desc)`.execute(
    db,
  );
  await sql`create index exceptions_by_age on exceptions (first_seen_at, id)`.execute(db);
  await sql`create index exceptions_by_last on exceptions (last_seen_at, id)`.execute(db);

  await sql`create index audit_log_newest on audit_log (at, id)`.execute(db);
  await sql`create index audit_log_by_action on audit_log (action, at, id)`.execute(db);
}
