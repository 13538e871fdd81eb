import { type Kysely, sql } from "kysely";

/** Frozen: literal values only. The tables of the main job. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists citext`.execute(db);

  await sql`
    create table users (
      id text primary key check (id like 'usr\\_%'),
      email citext not null unique check (email like '_%@_%'),
      name text not null check (length(btrim(name)) between 1 and 200),
      phone text,
      password_hash text not null,
      role text not null check (role in ('owner','admin','finance','registrar','support','auditor','student')),
      locale text not null default 'en',
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db);

  await sql`
    create table sessions (
      id text primary key check (length(id) = 64),
      user_id text not null references users on delete cascade,
      created_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      expires_at timestamptz not null,
      ip text,
      user_agent text
    )`.execute(db);
  await sql`create index sessions_by_user on sessions (user_id)`.execute(db);
  await sql`create index sessions_by_expiry on sessions (expires_at)`.execute(db);

  await sql`
    create table courses (
      id text primary key check (id like 'crs\\_%'),
      title text not null check (length(btrim(title)) > 0),
      summary text not null,
      description text not null,
      starts_at timestamptz,
      capacity int check (capacity > 0),
      enrolled_count int not null default 0 check (enrolled_count >= 0),
      status text not null default 'draft' check (status in ('draft','published','archived')),
      access_url text,
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint courses_not_oversold check (capacity is null or enrolled_count <= capacity)
    )`.execute(db);
  await sql`create index courses_catalogue on courses (status, starts_at, id)`.execute(db);

  await sql`
    create table course_prices (
      course_id text not null references courses on delete cascade,
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      amount_minor bigint not null check (amount_minor > 0),
      primary key (course_id, currency)
    )`.execute(db);

  await sql`
    create table payments (
      id text primary key check (id like 'pay\\_%'),
      student_id text not null references users,
      course_id text not null references courses,
      amount_minor bigint not null check (amount_minor > 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      status text not null default 'created' check (status in ('created','redirected','pending','succeeded','failed','expired','needs_review','partially_refunded','refunded','voided','disputed','lost')),
      gateway text not null check (gateway in ('paymob','ikhokha')),
      idempotency_key text not null check (length(idempotency_key) between 1 and 200),
      captured_minor bigint not null default 0 check (captured_minor >= 0),
      refunded_minor bigint not null default 0 check (refunded_minor >= 0),
      completed_at timestamptz,
      failure_code text,
      failure_reason text,
      review_reason text,
      next_check_at timestamptz,
      last_checked_at timestamptz,
      checks int not null default 0,
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint payments_idempotency unique (student_id, idempotency_key),
      constraint payments_refunds_within_captures check (refunded_minor <= captured_minor),
      constraint payments_paid_has_time check (status not in ('succeeded','partially_refunded') or completed_at is not null),
      constraint payments_failed_has_code check (status not in ('failed','expired') or failure_code is not null)
    )`.execute(db);
  // A second click resumes the first one's payment. Only what checkout makes is guarded: evidence may bring an older
  // payment back to pending beside a newer one, and must never be refused for that.
  await sql`create unique index payments_one_created on payments (student_id, course_id, currency) where status = 'created'`.execute(
    db,
  );
  await sql`create index payments_newest on payments (created_at desc, id desc)`.execute(db);
  await sql`create index payments_by_status on payments (status, created_at desc, id desc)`.execute(db);
  await sql`create index payments_by_student on payments (student_id, created_at desc, id desc)`.execute(db);
  await sql`create index payments_by_course on payments (course_id, created_at desc, id desc)`.execute(db);
  await sql`create index payments_due on payments (next_check_at) where next_check_at is not null`.execute(
    db,
  );

  await sql`
    create table payment_attempts (
      id text primary key check (id like 'att\\_%'),
      payment_id text not null references payments,
      number int not null check (number > 0),
      gateway text not null check (gateway in ('paymob','ikhokha')),
      status text not null default 'creating' check (status in ('creating','open','refused','unknown','abandoned')),
      amount_minor bigint not null check (amount_minor > 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      gateway_order_ref text,
      gateway_intention_ref text,
      gateway_transaction_ref text,
      paymob_transaction_id text generated always as (case when gateway = 'paymob' then gateway_transaction_ref end) stored,
      ikhokha_paylink_id text generated always as (case when gateway = 'ikhokha' then gateway_order_ref end) stored,
      method text check (method in ('card','wallet','kiosk','cash','bnpl','unknown')),
      checkout_url text,
      error_code text,
      error_message text,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (payment_id, number),
      constraint payment_attempts_order_ref unique (gateway, gateway_order_ref),
      check (status <> 'open' or (gateway_order_ref is not null and checkout_url is not null))
    )`.execute(db);
  await sql`create index payment_attempts_by_transaction on payment_attempts (gateway_transaction_ref) where gateway_transaction_ref is not null`.execute(
    db,
  );
  await sql`create index payment_attempts_unsettled on payment_attempts (created_at) where status in ('creating','unknown')`.execute(
    db,
  );

  await sql`
    create table payment_webhooks (
      id text primary key check (id like 'whk\\_%'),
      gateway text not null check (gateway in ('paymob','ikhokha')),
      kind text not null,
      event_key text,
      verdict text not null check (verdict in ('accepted','bad_signature')),
      verdict_reason text,
      status text not null check (status in ('received','processing','processed','failed','dead','rejected')),
      outcome text check (outcome in ('applied','nothing_new','mismatch','unattributed','malformed','unsupported','noted')),
      raw_body bytea not null,
      headers jsonb not null,
      signature text,
      request_ip text,
      request_id text,
      seen_count int not null default 1 check (seen_count > 0),
      attempts int not null default 0 check (attempts >= 0),
      next_attempt_at timestamptz not null default now(),
      leased_until timestamptz,
      last_error text,
      payment_id text references payments,
      transaction_ref text,
      received_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      processed_at timestamptz,
      check ((verdict = 'bad_signature') = (status = 'rejected')),
      check ((verdict = 'accepted') = (event_key is not null)),
      check (status <> 'processed' or (processed_at is not null and outcome is not null))
    )`.execute(db);
  await sql`create unique index payment_webhooks_event on payment_webhooks (gateway, event_key)`.execute(db);
  await sql`create index payment_webhooks_due on payment_webhooks (next_attempt_at) where status in ('received','processing','failed')`.execute(
    db,
  );
  await sql`create index payment_webhooks_newest on payment_webhooks (received_at desc, id desc)`.execute(db);
  await sql`create index payment_webhooks_by_status on payment_webhooks (status, received_at desc, id desc)`.execute(
    db,
  );
  await sql`create index payment_webhooks_by_payment on payment_webhooks (payment_id, received_at) where payment_id is not null`.execute(
    db,
  );

  await sql`
    create table payment_evidence (
      id bigint generated always as identity primary key,
      payment_id text not null references payments,
      attempt_id text references payment_attempts,
      kind text not null check (kind in ('redirected','refused','pending','authorized','succeeded','failed','expired','refunded','voided','mismatch','unknown_status','seat_taken','disputed','dispute_won','dispute_lost','override')),
      source text not null check (source in ('settlement','poll','return','webhook','staff','checkout','system')),
      gateway text check (gateway in ('paymob','ikhokha')),
      transaction_ref text,
      amount_minor bigint,
      currency text check (currency ~ '^[A-Z]{3}$'),
      refunded_minor bigint check (refunded_minor >= 0),
      gateway_time text,
      gateway_at timestamptz,
      method text check (method in ('card','wallet','kiosk','cash','bnpl','unknown')),
      code text,
      gateway_code text,
      reason text,
      delivery_id text references payment_webhooks,
      actor_id text references users,
      dedupe_key text not null,
      recorded_at timestamptz not null default now(),
      constraint payment_evidence_once unique (payment_id, dedupe_key),
      check (kind not in ('succeeded','refunded','voided') or (amount_minor > 0 and currency is not null and transaction_ref is not null)),
      check (kind <> 'override' or (actor_id is not null and reason is not null and code is not null))
    )`.execute(db);

  await sql`
    create table enrollments (
      id text primary key check (id like 'enr\\_%'),
      student_id text not null references users,
      course_id text not null references courses,
      payment_id text references payments,
      status text not null check (status in ('pending_approval','active','suspended','rejected','revoked','transferred')),
      source text not null check (source in ('payment','staff')),
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      check (source <> 'payment' or payment_id is not null)
    )`.execute(db);
  await sql`create unique index enrollments_one_live on enrollments (student_id, course_id) where status in ('pending_approval','active','suspended')`.execute(
    db,
  );
  await sql`create index enrollments_newest on enrollments (created_at desc, id desc)`.execute(db);
  await sql`create index enrollments_by_course on enrollments (course_id, created_at desc, id desc)`.execute(
    db,
  );
  await sql`create index enrollments_by_status on enrollments (status, created_at desc, id desc)`.execute(db);
  await sql`create index enrollments_by_payment on enrollments (payment_id) where payment_id is not null`.execute(
    db,
  );

  await sql`
    create table ledger_entries (
      id bigint generated always as identity primary key,
      payment_id text not null references payments,
      kind text not null check (kind in ('capture','refund','void')),
      debit_account text not null,
      credit_account text not null,
      amount_minor bigint not null check (amount_minor > 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      entry_key text not null,
      created_at timestamptz not null default now(),
      constraint ledger_entries_once unique (payment_id, entry_key),
      check (debit_account <> credit_account)
    )`.execute(db);
  await sql`create index ledger_entries_by_day on ledger_entries (created_at)`.execute(db);

  await sql`
    create table exceptions (
      id text primary key check (id like 'exc\\_%'),
      dedupe_key text not null unique,
      kind text not null check (kind in ('paid_not_enrolled','enrolled_not_paid','two_payments_one_seat','payment_mismatch','facts_disagree','unattributed_money','dead_delivery','malformed_delivery','bad_signatures','status_drift','count_drift','ledger_drift')),
      severity text not null default 'warning' check (severity in ('warning','critical')),
      status text not null default 'open' check (status in ('open','resolved','ignored')),
      payment_id text references payments,
      enrollment_id text references enrollments,
      delivery_id text references payment_webhooks,
      student_id text references users,
      course_id text references courses,
      facts jsonb not null default '{}',
      history jsonb not null default '[]',
      occurrences int not null default 1 check (occurrences > 0),
      repair_attempts int not null default 0,
      first_seen_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      resolved_at timestamptz,
      resolved_by text,
      resolution text,
      version int not null default 1,
      check ((status = 'open') = (resolved_at is null))
    )`.execute(db);
  await sql`create index exceptions_open on exceptions (kind, first_seen_at) where status = 'open'`.execute(
    db,
  );
  await sql`create index exceptions_by_status on exceptions (status, last_seen_at desc, id desc)`.execute(db);
  await sql`create index exceptions_by_payment on exceptions (payment_id) where payment_id is not null`.execute(
    db,
  );

  await sql`
    create table outbox_events (
      seq bigint generated always as identity,
      xid xid8 not null default pg_current_xact_id(),
      topic text not null check (topic in ('payments','enrollments','users','webhooks','exceptions','notifications','operations')),
      kind text not null,
      subject_type text not null,
      subject_id text not null,
      subject_version int not null,
      audience text[] not null default '{}',
      data jsonb not null,
      at timestamptz not null default now()
    ) partition by range (at)`.execute(db);
  await sql`create index outbox_events_cursor on outbox_events (xid, seq)`.execute(db);
  await sql`create table outbox_events_default partition of outbox_events default`.execute(db);
  await sql`
    create table outbox_epoch (
      epoch text primary key,
      system_identifier text not null,
      created_at timestamptz not null default now()
    )`.execute(db);

  await sql`
    create table audit_log (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      actor_type text not null check (actor_type in ('student','staff','gateway','system')),
      actor_id text,
      action text not null,
      subject_type text not null,
      subject_id text not null,
      before jsonb,
      after jsonb,
      reason text,
      request_id text,
      delivery_id text,
      xid xid8 not null default pg_current_xact_id()
    )`.execute(db);
  await sql`create index audit_log_by_subject on audit_log (subject_type, subject_id, id)`.execute(db);
  await sql`create index audit_log_by_actor on audit_log (actor_id, id) where actor_id is not null`.execute(
    db,
  );

  await sql`
    create table worker_heartbeats (
      worker_id text primary key,
      started_at timestamptz not null default now(),
      beat_at timestamptz not null default now()
    )`.execute(db);

  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
    end $$`.execute(db);
  for (const table of ["audit_log", "payment_evidence", "ledger_entries"]) {
    await sql`create trigger append_only before update or delete on ${sql.table(table)} for each row execute function refuse_change()`.execute(
      db,
    );
    await sql`create trigger append_only_truncate before truncate on ${sql.table(table)} execute function refuse_change()`.execute(
      db,
    );
  }
}
