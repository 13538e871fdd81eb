import { type Kysely, sql } from "kysely";

/** Frozen. Mail as a log of its own, the persisted cursor of each reader of the outbox, and which job pool a worker runs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table outbox_consumers (
      name text primary key check (name ~ '^[a-z_]{1,40}$'),
      epoch text not null,
      xid xid8 not null,
      seq bigint not null,
      last_event_at timestamptz not null default now(),
      replay_since timestamptz,
      updated_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table mails (
      id text primary key check (id ~ '^mal_[0-9a-z]+$'),
      kind text not null check (kind in ('receipt', 'payment_failed', 'payment_link', 'enrollment_approved',
        'enrollment_rejected', 'enrollment_revoked', 'pay_invitation', 'waitlist_offer', 'case_answer')),
      user_id text not null references users (id),
      payment_id text references payments (id),
      enrollment_id text references enrollments (id),
      case_id text,
      dedupe_key text not null unique,
      facts jsonb not null default '{}',
      requested_by text references users (id),
      resend_of text references mails (id),
      state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'not_configured', 'unknown')),
      locale text,
      subject text,
      body_text text,
      message_id text not null unique,
      sent_to text,
      attempts int not null default 0 check (attempts >= 0),
      last_error text,
      claim text,
      claim_until timestamptz,
      handed_over_at timestamptz,
      sent_at timestamptz,
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      check ((state = 'sending') = (claim_until is not null)),
      check (state <> 'sent' or (sent_at is not null and sent_to is not null and subject is not null))
    )`.execute(db);
  await sql`create index mails_newest on mails (created_at desc, id desc)`.execute(db);
  await sql`create index mails_of_user on mails (user_id, created_at desc, id desc)`.execute(db);
  await sql`create index mails_of_payment on mails (payment_id, created_at desc) where payment_id is not null`.execute(
    db,
  );
  await sql`create index mails_of_case on mails (case_id, created_at desc) where case_id is not null`.execute(
    db,
  );
  await sql`create index mails_by_state on mails (state, created_at desc, id desc) where state <> 'sent'`.execute(
    db,
  );
  await sql`alter table worker_heartbeats add column job_pool text`.execute(db);
}
