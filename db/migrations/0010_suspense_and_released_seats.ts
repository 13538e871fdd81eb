import { type Kysely, sql } from "kysely";

/**
 * Frozen. Money that is not what was asked is booked to suspense; a seat that another payment held can be released; an
 * attempt whose price is no longer asked is superseded. What was known of wrong amounts before is booked here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table payment_evidence
      drop constraint payment_evidence_kind_check,
      add constraint payment_evidence_kind_check check (kind in ('redirected','refused','pending','authorized','succeeded','failed','expired','refunded','voided','mismatch','unknown_status','seat_taken','seat_released','disputed','dispute_won','dispute_lost','override')),
      add constraint payment_evidence_release_names_taken check (kind <> 'seat_released' or transaction_ref is not null)`.execute(
    db,
  );
  await sql`
    alter table ledger_entries
      drop constraint ledger_entries_kind_check,
      add constraint ledger_entries_kind_check check (kind in ('capture','refund','void','suspense_in','suspense_out')),
      add constraint ledger_entries_suspense_named check ((kind in ('suspense_in','suspense_out')) = ('suspense' in (debit_account, credit_account)))`.execute(
    db,
  );
  await sql`
    alter table payment_attempts
      drop constraint payment_attempts_status_check,
      add constraint payment_attempts_status_check check (status in ('creating','open','refused','unknown','abandoned','superseded'))`.execute(
    db,
  );
  await sql`create index ledger_entries_suspense on ledger_entries (payment_id) where kind in ('suspense_in','suspense_out')`.execute(
    db,
  );

  // The best source's word about each transaction: settlement, else the gateway's own answer, else a signed callback.
  await sql`
    insert into ledger_entries (payment_id, kind, debit_account, credit_account, amount_minor, currency, entry_key)
    select payment_id, 'suspense_in', 'gateway:' || gateway, 'suspense', amount_minor, currency,
      'suspense:received:' || transaction_ref || ':' || rank || ':' || amount_minor || ':0:' || currency
    from (
      select distinct on (e.payment_id, e.transaction_ref) e.payment_id, e.transaction_ref, e.gateway, e.amount_minor, e.currency,
        case e.source when 'settlement' then 3 when 'webhook' then 1 else 2 end as rank
      from payment_evidence e
      where e.kind = 'mismatch' and e.code in ('amount','currency') and e.source in ('settlement','poll','return','webhook')
        and e.amount_minor > 0 and e.currency is not null and e.transaction_ref is not null and e.gateway is not null
        and not exists (select 1 from payment_evidence c where c.payment_id = e.payment_id and c.transaction_ref = e.transaction_ref and c.kind in ('succeeded','refunded','voided'))
      order by e.payment_id, e.transaction_ref, case e.source when 'settlement' then 3 when 'webhook' then 1 else 2 end desc, e.amount_minor desc, e.currency desc) held`.execute(
    db,
  );
  await sql`
    insert into ledger_entries (payment_id, kind, debit_account, credit_account, amount_minor, currency, entry_key)
    select l.payment_id, 'suspense_out', 'suspense', l.debit_account, least(r.returned, l.amount_minor), l.currency, 'suspense:returned:' || substr(l.entry_key, 19)
    from ledger_entries l cross join lateral (
      select max(e.refunded_minor) as returned from payment_evidence e
      where e.payment_id = l.payment_id and e.kind = 'mismatch' and e.code in ('amount','currency') and e.currency = l.currency
        and e.source in ('settlement','poll','return','webhook') and starts_with(l.entry_key, 'suspense:received:' || e.transaction_ref || ':')) r
    where l.kind = 'suspense_in' and r.returned > 0`.execute(db);
}
