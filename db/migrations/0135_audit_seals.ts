import { type Kysely, sql } from "kysely";

/**
 * Frozen. Seals of the audit log, a chain of hashes over what was committed, and the record of each check of it. Entries
 * are named one by one (`ids`), so that one whose transaction committed late joins a later seal, and a restored
 * database goes on with the same chain.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_seals (
      number bigint primary key check (number > 0),
      ids int8multirange not null check (not isempty(ids)),
      entries int not null check (entries > 0),
      through_id bigint not null,
      digests bytea not null check (length(digests) = 32 * entries),
      hash bytea not null check (length(hash) = 32),
      sealed_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table audit_sealer (
      one boolean primary key default true check (one),
      floor_id bigint not null default 0
    )`.execute(db);
  await sql`insert into audit_sealer default values`.execute(db);
  await sql`
    create table audit_checks (
      id bigint generated always as identity primary key,
      checked_at timestamptz not null default now(),
      seals bigint not null,
      entries bigint not null,
      hash bytea,
      faults int not null check (faults >= 0)
    )`.execute(db);
  for (const table of ["audit_seals", "audit_checks"]) {
    await sql`create trigger append_only before update or delete on ${sql.table(table)} for each row execute function refuse_change()`.execute(
      db,
    );
    await sql`create trigger append_only_truncate before truncate on ${sql.table(table)} execute function refuse_change()`.execute(
      db,
    );
  }
  // The same text for the same entry in any session: no time zone, no order of keys, no float.
  await sql`
    create function audit_digest(entry audit_log) returns bytea language sql stable parallel safe return
      sha256(convert_to(jsonb_build_array(entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        entry.actor_type, entry.actor_id, entry.action, entry.subject_type, entry.subject_id, entry.before, entry.after,
        entry.reason, entry.request_id, entry.delivery_id)::text, 'UTF8'))`.execute(db);
  await sql`alter table exceptions drop constraint exceptions_kind_check`.execute(db);
  await sql`
    alter table exceptions add constraint exceptions_kind_check check (kind in ('paid_not_enrolled','enrolled_not_paid',
      'two_payments_one_seat','payment_mismatch','facts_disagree','unattributed_money','dead_delivery','malformed_delivery',
      'bad_signatures','status_drift','count_drift','ledger_drift','audit_altered'))`.execute(db);
}
