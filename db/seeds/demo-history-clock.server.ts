import { sql } from "kysely";
import type { Trx } from "#app/lib/db.server.ts";

const appendOnly = ["payment_evidence", "ledger_entries", "audit_log"] as const;

/**
 * Lets the demo's history lie in the past: what the domain has just written in this transaction is dated back.
 * The append-only guards are off inside this transaction and for the tables' owner alone; it runs on an
 * empty database only, before anyone is served.
 */
export async function withGuardsOff(trx: Trx, work: () => Promise<void>): Promise<void> {
  for (const table of appendOnly)
    await sql`alter table ${sql.table(table)} disable trigger append_only`.execute(trx);
  await work();
  for (const table of appendOnly)
    await sql`alter table ${sql.table(table)} enable trigger append_only`.execute(trx);
}

/** Dates back every row of this payment's history that still carries the transaction's own time. */
export async function dateBack(trx: Trx, paymentId: string, at: Date): Promise<void> {
  await sql`
    with evidence as (
      update payment_evidence set recorded_at = ${at} where payment_id = ${paymentId} and recorded_at = now()),
    ledger as (
      update ledger_entries set created_at = ${at} where payment_id = ${paymentId} and created_at = now()),
    audited as (
      update audit_log set at = ${at} where at = now()),
    told as (
      update outbox_events set at = ${at} where at = now()),
    seats as (
      update enrollments set created_at = ${at}, updated_at = ${at}, waiting_since = ${at} where payment_id = ${paymentId} and created_at = now()),
    delivered as (
      update payment_webhooks set processed_at = ${at} where payment_id = ${paymentId} and processed_at = now()),
    problems as (
      update exceptions set first_seen_at = ${at}, last_seen_at = ${at},
        history = (select jsonb_agg(entry || jsonb_build_object('at', ${at}::timestamptz)) from jsonb_array_elements(history) entry)
      where first_seen_at = now())
    update payments set updated_at = ${at} where id = ${paymentId}`.execute(trx);
}
