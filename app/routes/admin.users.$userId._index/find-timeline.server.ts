import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

export const pageSize = 30;

/** One thing that happened, as the database tells it. */
export interface TimelineRow {
  at: Date;
  /** `source:id`, which settles ties. */
  key: string;
  source: "payment" | "evidence" | "delivery" | "mail" | "note" | "audit";
  ref: string;
  actor: string | null;
  note: string | null;
  facts: Record<string, unknown>;
}

/**
 * A page of everything that happened to a person, newest first: payments, evidence, deliveries, mail, notes, and the
 * audit of their account, seats, places in line, cases and drafts of refunds, also what came with accounts merged into theirs. By key, each source bounded.
 */
export async function findTimeline(db: Db, userId: string, before: { at: string; key: string } | null) {
  const end = before ?? { at: "9999-01-01T00:00:00Z", key: "~" };
  const branch = (at: string, key: string) => sql`
    (${sql.raw(at)}, ${sql.raw(key)}) < (${end.at}::timestamptz, ${end.key}) order by ${sql.raw(at)} desc, ${sql.raw(key)} desc limit ${sql.lit(pageSize + 1)}`;
  const { rows } = await sql<TimelineRow & { exact: string }>`
    with mine as materialized (select id from users where id = ${userId} or merged_into = ${userId}),
    paid as materialized (select id, course_id, amount_minor, currency, gateway, created_at from payments where student_id = ${userId}),
    subjects as materialized (
      select 'user' as type, id from mine
      union all select 'enrollment', id from enrollments where student_id = ${userId}
      union all select 'case', id from support_cases where student_id = ${userId}
      union all select 'waitlist_entry', id from waitlist_entries where student_id = ${userId}
      union all select 'refund_draft', d.id from paid p join refund_drafts d on d.payment_id = p.id)
    select *, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact from (
      (select p.created_at as at, ('payment:' || p.id) collate "C" as key, 'payment' as source, p.id as ref, null as actor, null as note,
          jsonb_build_object('amount', p.amount_minor, 'currency', p.currency, 'course', c.title, 'payment', p.id) as facts
        from paid p join courses c on c.id = p.course_id where ${branch("p.created_at", "('payment:' || p.id) collate \"C\"")})
      union all
      (select e.recorded_at, ('evidence:' || lpad(e.id::text, 19, '0')) collate "C", 'evidence', e.id::text, (select name from users where id = e.actor_id), e.reason,
          jsonb_build_object('kind', e.kind, 'source', e.source, 'amount', coalesce(case when e.kind = 'refunded' then e.refunded_minor end, e.amount_minor), 'currency', coalesce(e.currency, p.currency),
            'gateway', coalesce(e.gateway, p.gateway), 'transaction', e.transaction_ref, 'payment', p.id)
        from paid p join payment_evidence e on e.payment_id = p.id where ${branch("e.recorded_at", "('evidence:' || lpad(e.id::text, 19, '0')) collate \"C\"")})
      union all
      (select w.received_at, ('delivery:' || w.id) collate "C", 'delivery', w.id, null, w.note,
          jsonb_build_object('gateway', w.gateway, 'kind', w.kind, 'status', w.status, 'outcome', w.outcome, 'seen', w.seen_count, 'payment', p.id)
        from paid p join payment_webhooks w on w.payment_id = p.id where ${branch("w.received_at", "('delivery:' || w.id) collate \"C\"")})
      union all
      (select m.created_at, ('mail:' || m.id) collate "C", 'mail', m.id, (select name from users where id = m.requested_by), coalesce(m.subject, m.last_error),
          jsonb_build_object('kind', m.kind, 'state', m.state, 'payment', m.payment_id, 'case', m.case_id)
        from mails m where m.user_id = ${userId} and ${branch("m.created_at", "('mail:' || m.id) collate \"C\"")})
      union all
      (select n.created_at, ('note:' || n.id) collate "C", 'note', n.id, (select name from users where id = n.author_id), n.body, '{}'
        from person_notes n where n.user_id = ${userId} and ${branch("n.created_at", "('note:' || n.id) collate \"C\"")})
      union all
      (select a.at, ('audit:' || lpad(a.id::text, 19, '0')) collate "C", 'audit', a.id::text,
          coalesce((select name from users where id = a.actor_id), case a.actor_type when 'gateway' then a.actor_id end), a.reason,
          jsonb_build_object('action', a.action, 'subject', a.subject_id, 'type', a.subject_type, 'before', a.before, 'after', a.after)
        from subjects s join audit_log a on a.subject_type = s.type and a.subject_id = s.id
        where a.action <> 'user.noted' and ${branch("a.at", "('audit:' || lpad(a.id::text, 19, '0')) collate \"C\"")})
    ) everything order by at desc, key desc limit ${pageSize + 1}`.execute(db);
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1)! : null;
  return {
    rows: page.map(({ exact: _, ...row }) => row),
    older: last ? `${last.exact}~${last.key}` : null,
  };
}

/** Where a page goes on, from the address; null for none, and for what nobody wrote here. */
export function readPlace(text: string | null): { at: string; key: string } | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~([a-z]{4,8}:\w{1,70})$/.exec(text ?? "");
  return match && !Number.isNaN(Date.parse(match[1]!)) ? { at: match[1]!, key: match[2]! } : null;
}
