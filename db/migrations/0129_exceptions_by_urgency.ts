import { type Kysely, sql } from "kysely";

/**
 * Frozen. Exceptions in the order in which they press: a kind's place is stored, so that an index has it. What read a
 * kind's rows by its name reads them by its place, but for the sweeps.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table exceptions add column urgency int not null generated always as (case kind
      when 'paid_not_enrolled' then 1 when 'two_payments_one_seat' then 2 when 'payment_mismatch' then 3
      when 'unattributed_money' then 4 when 'ledger_drift' then 5 when 'status_drift' then 6 when 'dead_delivery' then 7
      when 'enrolled_not_paid' then 8 when 'facts_disagree' then 9 when 'malformed_delivery' then 10
      when 'bad_signatures' then 11 when 'count_drift' then 12 else 13 end) stored`.execute(db);
  await sql`create index exceptions_status_urgency on exceptions (status, urgency, first_seen_at, id)`.execute(
    db,
  );
  await sql`create index exceptions_status_urgency_last on exceptions (status, urgency, last_seen_at, id)`.execute(
    db,
  );
  await sql`create index exceptions_urgency on exceptions (urgency, first_seen_at, id)`.execute(db);
  await sql`create index exceptions_urgency_last on exceptions (urgency, last_seen_at, id)`.execute(db);
  await sql`drop index exceptions_by_kind, exceptions_kind_age, exceptions_kind_last`.execute(db);
}
