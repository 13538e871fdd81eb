import { type Kysely, sql } from "kysely";

/**
 * Frozen. decide_enrollment as 0021 made it, but for one step: who waits for the course while another decides about the
 * same row looks at the row again before a seat is counted. Two who refused a course's only student at once counted that
 * seat back twice, and the second was told of a fault; two who approved for the last seat, that the course was full.
 * Written anew a function forgets its settings: they are those of 0128.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function decide_enrollment(input jsonb) returns jsonb language plpgsql
      set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
    declare
      e enrollments;
      now_is enrollments;
      what text := input->>'decision';
      expected int := (input->>'expected_version')::int;
      target text;
      seats int;
      hours int;
      draft refund_drafts;
      held constant text[] := array['pending_approval','approved','active','suspended'];
      who constant text := input->>'actor_type';
      whose constant text := input->>'actor_id';
    begin
      select * into e from enrollments where id = input->>'enrollment_id';
      if not found then return jsonb_build_object('outcome', 'missing'); end if;
      if e.version <> expected then return enrollment_standing(e) || jsonb_build_object('outcome', 'stale'); end if;
      if what = 'undo' then
        target := case when e.decision <> 'undo' and e.decided_version = e.version
          and (input->>'within_seconds' is null or e.decided_at > now() - make_interval(secs => (input->>'within_seconds')::int)) then e.decided_from end;
      else
        target := input->'moves'->e.source->>e.status;
      end if;
      if target is null then return enrollment_standing(e) || jsonb_build_object('outcome', 'not_allowed'); end if;

      -- The course before the enrollment, as the writer of payments does.
      seats := (target = any(held))::int - (e.status = any(held))::int;
      if target = 'approved' then select pay_within_hours into hours from courses where id = e.course_id; end if;
      if seats <> 0 then
        perform from courses where id = e.course_id for no key update;
        select * into now_is from enrollments where id = e.id;
        if now_is.version <> expected then return enrollment_standing(now_is) || jsonb_build_object('outcome', 'stale'); end if;
      end if;
      if seats = 1 then
        update courses set enrolled_count = enrolled_count + 1 where id = e.course_id and (capacity is null or enrolled_count < capacity);
        if not found then return enrollment_standing(e) || jsonb_build_object('outcome', 'full'); end if;
      elsif seats = -1 then
        update courses set enrolled_count = enrolled_count - 1 where id = e.course_id;
      end if;

      update enrollments set status = target, version = version + 1, updated_at = now(),
        pay_by = case when target = 'approved' then now() + make_interval(hours => hours) end,
        waiting_since = case when what = 'restore' then now() else waiting_since end,
        decision = what, decision_reason = nullif(btrim(input->>'reason'), ''), decided_by = whose, decided_at = now(),
        decided_from = e.status, decided_version = expected + 1
      where id = e.id and version = expected returning * into now_is;
      if not found then
        -- Someone was first while this one waited for the row.
        if seats <> 0 then update courses set enrolled_count = enrolled_count - seats where id = e.course_id; end if;
        select * into e from enrollments where id = e.id;
        return enrollment_standing(e) || jsonb_build_object('outcome', 'stale');
      end if;

      -- Money for a seat that was refused is to be given back; the draft says how much, and waits for a person.
      if target = 'rejected' and e.payment_id is not null then
        insert into refund_drafts (id, payment_id, enrollment_id, amount_minor, currency, reason, created_by)
        select input->>'draft_id', p.id, e.id, p.captured_minor - p.refunded_minor, p.currency, coalesce(now_is.decision_reason, 'The enrollment was rejected.'), whose
        from payments p where p.id = e.payment_id and p.captured_minor > p.refunded_minor
        on conflict do nothing returning * into draft;
      elsif e.status = 'rejected' then
        update refund_drafts set status = 'withdrawn', version = version + 1, updated_at = now()
        where enrollment_id = e.id and status = 'draft' returning * into draft;
      end if;

      insert into audit_log (actor_type, actor_id, action, subject_type, subject_id, before, after, reason, request_id)
      values (who, whose, input->>'kind', 'enrollment', e.id, jsonb_build_object('status', e.status, 'decision', e.decision),
        jsonb_build_object('status', target, 'decision', what, 'pay_by', now_is.pay_by), now_is.decision_reason, input->>'request_id');
      insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, audience, data)
      values ('enrollments', input->>'kind', 'enrollment', e.id, now_is.version, array[e.student_id],
        jsonb_build_object('status', target, 'previous', e.status, 'decision', what, 'courseId', e.course_id, 'paymentId', e.payment_id));
      if draft.id is not null then
        insert into audit_log (actor_type, actor_id, action, subject_type, subject_id, after, reason, request_id)
        values (who, whose, case draft.status when 'draft' then 'refund.drafted' else 'refund.draft_withdrawn' end, 'refund_draft', draft.id,
          jsonb_build_object('payment_id', draft.payment_id, 'amount_minor', draft.amount_minor, 'currency', draft.currency, 'status', draft.status), draft.reason, input->>'request_id');
        insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, audience, data)
        values ('payments', case draft.status when 'draft' then 'refund.drafted' else 'refund.draft_withdrawn' end, 'refund_draft', draft.id, draft.version, array[e.student_id],
          jsonb_build_object('paymentId', draft.payment_id, 'amountMinor', draft.amount_minor, 'currency', draft.currency, 'status', draft.status));
      end if;
      return jsonb_build_object('outcome', 'decided', 'status', target, 'previous', e.status, 'version', now_is.version,
        'refund', case when draft.status = 'draft' then jsonb_build_object('id', draft.id, 'amountMinor', draft.amount_minor, 'currency', draft.currency) end);
    end $$`.execute(db);
}
