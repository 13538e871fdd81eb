import pg from "pg";

/** What load-data does not make and the office lists too: mails, cases, refunds, exceptions, decisions of staff, each of some payment. */
export async function addExtras(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // As load-data does: what is written fits by how it is made.
  await client.query("set session_replication_role = replica; set synchronous_commit = off");
  for (const statement of [mails, cases, refunds, exceptions, decisions]) await client.query(statement);
  // Vacuum tells index scans that they need no row only of what is on the disk.
  await client.query("checkpoint");
  for (const table of ["mails", "support_cases", "refund_drafts", "exceptions", "audit_log"])
    await client.query(`vacuum (analyze) ${table}`);
  await client.end();
}

const drawn = "(select *, substr(id, 5) as rest, hashtext(id) & 1048575 as draw from payments) p";

const mails = `
  insert into mails (id, kind, user_id, payment_id, dedupe_key, state, locale, subject, body_text, message_id, sent_to, attempts, sent_at, created_at, updated_at)
  select 'mal_' || rest, case when draw % 100 = 0 then 'case_answer' when draw % 90 = 0 then 'waitlist_offer' else 'receipt' end, student_id, id, 'loaded:' || id,
    case when draw % 200 = 0 then 'failed' else 'sent' end, 'en', 'Your receipt', 'Thank you.', id || '@example.com', 'somebody@example.com', 1,
    case when draw % 200 <> 0 then updated_at end, updated_at, updated_at
  from ${drawn} where captured_minor > 0 and draw % 4 = 0`;

const cases = `
  insert into support_cases (id, student_id, payment_id, subject, status, origin, created_at, updated_at, resolved_at)
  select 'cas_' || rest, student_id, id, 'Where is my receipt?', case when draw % 2500 = 0 then 'open' else 'resolved' end,
    case when draw % 2 = 0 then 'student' else 'staff' end, created_at, updated_at, case when draw % 2500 <> 0 then updated_at end
  from ${drawn} where draw % 25 = 0`;

// One in 250 of them waits; the others were made.
const refunds = `
  insert into refund_drafts (id, payment_id, amount_minor, currency, reason, status, settled_at, created_at, updated_at)
  select 'rfd_' || rest, id, amount_minor, currency, 'The course does not take place', case when draw % 5000 = 0 then 'draft' else 'settled' end,
    case when draw % 5000 <> 0 then updated_at end, updated_at, updated_at
  from ${drawn} where captured_minor > 0 and draw % 20 = 0`;

const exceptions = `
  insert into exceptions (id, dedupe_key, kind, severity, status, payment_id, student_id, course_id, facts, first_seen_at, last_seen_at, resolved_at, resolution)
  select 'exc_' || rest, 'loaded:' || id, (array['paid_not_enrolled','enrolled_not_paid','two_payments_one_seat','payment_mismatch','facts_disagree','status_drift'])[1 + draw % 6],
    case when draw % 3 = 0 then 'critical' else 'warning' end, state, id, student_id, course_id, jsonb_build_object('capturedMinor', captured_minor, 'currency', currency),
    created_at, updated_at, case when state <> 'open' then updated_at end, case when state <> 'open' then 'It agrees now' end
  from ${drawn} cross join lateral (select case when draw % 1250 = 0 then 'open' when draw % 3 = 0 then 'ignored' else 'resolved' end as state) s
  where draw % 50 = 0`;

const decisions = `
  insert into audit_log (at, actor_type, actor_id, action, subject_type, subject_id, before, after, reason)
  select e.updated_at, 'staff', u.id, 'enrollment.approved', 'enrollment', e.id, '{"status": "pending_approval"}', '{"status": "active"}', null
  from enrollments e, (select id from users where role = 'admin' limit 1) u
  where hashtext(e.id) % 20 = 0`;
