import { type Kysely, sql } from "kysely";

/**
 * Frozen. The two round trips of a change to a payment: read_payment (or lock_payment) reads everything its decision
 * needs, write_payment locks the row, makes sure the decision still holds, and writes all of it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table payment_webhooks add column note text`.execute(db);
  await sql`create index payments_by_update on payments (updated_at)`.execute(db);
  await sql`create index payments_to_review on payments (updated_at) where status = 'needs_review'`.execute(
    db,
  );

  // Everything one decision needs, of one moment.
  await sql`
    create function read_payment(wanted text) returns jsonb language sql stable as $$
      select jsonb_build_object(
        'now', now(),
        'payment', to_jsonb(p),
        'attempts', coalesce((select jsonb_agg(to_jsonb(a) - 'checkout_url' order by a.number) from payment_attempts a where a.payment_id = p.id), '[]'),
        'evidence', coalesce((select jsonb_agg(to_jsonb(e) order by e.id) from payment_evidence e where e.payment_id = p.id), '[]'),
        'enrollment', (select to_jsonb(n) from enrollments n where n.student_id = p.student_id and n.course_id = p.course_id and n.status in ('pending_approval','active','suspended')),
        'past_enrollment', (select to_jsonb(n) from enrollments n where n.payment_id = p.id order by n.created_at desc limit 1)
      ) from payments p where p.id = wanted
    $$`.execute(db);
  // The same under the row's lock: read only after the lock was got, so that it sees what the lock waited for.
  await sql`
    create function lock_payment(wanted text) returns jsonb language plpgsql as $$
    begin
      perform 1 from payments where id = wanted for update;
      return read_payment(wanted);
    end $$`.execute(db);

  await sql`
    create function open_exception(input jsonb) returns jsonb language plpgsql as $$
    declare
      was exceptions;
      now_is exceptions;
      moved text;
    begin
      select * into was from exceptions where dedupe_key = input->>'dedupe_key' for update;
      if not found then
        insert into exceptions (id, dedupe_key, kind, severity, payment_id, enrollment_id, delivery_id, student_id, course_id, facts, history)
        values (input->>'id', input->>'dedupe_key', input->>'kind', coalesce(input->>'severity', 'warning'), input->>'payment_id', input->>'enrollment_id',
          input->>'delivery_id', input->>'student_id', input->>'course_id', coalesce(input->'facts', '{}'),
          jsonb_build_array(jsonb_build_object('at', now(), 'what', 'opened', 'note', input->>'note')))
        on conflict (dedupe_key) do nothing
        returning * into now_is;
        if not found then return open_exception(input); end if;
        moved := 'exception.opened';
      elsif was.status = 'resolved' then
        update exceptions set status = 'open', resolved_at = null, resolved_by = null, resolution = null, last_seen_at = now(),
          occurrences = occurrences + 1, version = version + 1, facts = coalesce(input->'facts', facts),
          enrollment_id = coalesce(input->>'enrollment_id', enrollment_id), delivery_id = coalesce(input->>'delivery_id', delivery_id),
          history = history || jsonb_build_array(jsonb_build_object('at', now(), 'what', 'reopened', 'note', input->>'note'))
        where id = was.id returning * into now_is;
        moved := 'exception.reopened';
      else
        update exceptions set last_seen_at = now(), facts = coalesce(input->'facts', facts) where id = was.id returning * into now_is;
        return jsonb_build_object('id', now_is.id, 'moved', null);
      end if;
      insert into audit_log (actor_type, action, subject_type, subject_id, after)
      values ('system', moved, 'exception', now_is.id, jsonb_build_object('kind', now_is.kind, 'payment_id', now_is.payment_id));
      insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, data)
      values ('exceptions', moved, 'exception', now_is.id, now_is.version,
        jsonb_build_object('kind', now_is.kind, 'status', now_is.status, 'paymentId', now_is.payment_id, 'courseId', now_is.course_id));
      return jsonb_build_object('id', now_is.id, 'moved', moved);
    end $$`.execute(db);

  await sql`
    create function resolve_exception(wanted text, by_whom text, how text, actor text default 'system') returns boolean language plpgsql as $$
    declare
      now_is exceptions;
    begin
      update exceptions set status = 'resolved', resolved_at = now(), resolved_by = by_whom, resolution = how, version = version + 1,
        history = history || jsonb_build_array(jsonb_build_object('at', now(), 'what', 'resolved', 'by', by_whom, 'note', how))
      where dedupe_key = wanted and status = 'open' returning * into now_is;
      if not found then return false; end if;
      insert into audit_log (actor_type, actor_id, action, subject_type, subject_id, after, reason)
      values (actor, by_whom, 'exception.resolved', 'exception', now_is.id, jsonb_build_object('kind', now_is.kind, 'payment_id', now_is.payment_id), how);
      insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, data)
      values ('exceptions', 'exception.resolved', 'exception', now_is.id, now_is.version,
        jsonb_build_object('kind', now_is.kind, 'status', now_is.status, 'paymentId', now_is.payment_id, 'courseId', now_is.course_id));
      return true;
    end $$`.execute(db);

  await sql`
    create function write_payment(input jsonb) returns jsonb language plpgsql as $$
    declare
      p jsonb := input->'payment';
      seat jsonb := nullif(input->'seat', 'null');
      wanted text := p->>'id';
      seat_result text;
      seats_left boolean;
      item jsonb;
      expected jsonb := input->'expect';
    begin
      -- Decided without the lock: it holds only if nothing has changed since. Each line sees what the lock waited for.
      if expected is not null then
        perform 1 from payments where id = wanted and version = (expected->>'version')::int for update;
        if not found
          or (select coalesce(max(e.id), 0) from payment_evidence e where e.payment_id = wanted) <> (expected->>'evidence')::bigint
          or (select count(*) from payment_attempts a where a.payment_id = wanted) <> (expected->>'attempts')::int
        then return jsonb_build_object('stale', true); end if;
      end if;

      insert into payment_evidence (payment_id, attempt_id, kind, source, gateway, transaction_ref, amount_minor, currency, refunded_minor,
          gateway_time, gateway_at, method, code, gateway_code, reason, delivery_id, actor_id, dedupe_key, recorded_at)
      select wanted, e.attempt_id, e.kind, e.source, e.gateway, e.transaction_ref, e.amount_minor, e.currency, e.refunded_minor,
          e.gateway_time, e.gateway_at, e.method, e.code, e.gateway_code, e.reason, e.delivery_id, e.actor_id, e.dedupe_key, coalesce((input->>'now')::timestamptz, now())
      from jsonb_populate_recordset(null::payment_evidence, coalesce(input->'evidence', '[]')) e
      on conflict on constraint payment_evidence_once do nothing;

      insert into ledger_entries (payment_id, kind, debit_account, credit_account, amount_minor, currency, entry_key)
      select wanted, l.kind, l.debit_account, l.credit_account, l.amount_minor, l.currency, l.entry_key
      from jsonb_populate_recordset(null::ledger_entries, coalesce(input->'ledger', '[]')) l;

      update payment_attempts a set
        gateway_transaction_ref = coalesce(u.gateway_transaction_ref, a.gateway_transaction_ref),
        method = coalesce(u.method, a.method),
        status = coalesce(u.status, a.status),
        gateway_order_ref = coalesce(a.gateway_order_ref, u.gateway_order_ref),
        gateway_intention_ref = coalesce(a.gateway_intention_ref, u.gateway_intention_ref),
        checkout_url = coalesce(u.checkout_url, a.checkout_url),
        error_code = coalesce(u.error_code, a.error_code),
        error_message = coalesce(u.error_message, a.error_message),
        expires_at = coalesce(u.expires_at, a.expires_at),
        updated_at = now()
      from jsonb_populate_recordset(null::payment_attempts, coalesce(input->'attempts', '[]')) u
      where a.id = u.id and a.payment_id = wanted;

      update payments set
        status = p->>'status',
        gateway = coalesce(p->>'gateway', gateway),
        captured_minor = (p->>'captured_minor')::bigint,
        refunded_minor = (p->>'refunded_minor')::bigint,
        completed_at = (p->>'completed_at')::timestamptz,
        failure_code = p->>'failure_code',
        failure_reason = p->>'failure_reason',
        review_reason = p->>'review_reason',
        next_check_at = (p->>'next_check_at')::timestamptz,
        version = version + (case when (p->>'changed')::boolean then 1 else 0 end),
        updated_at = case when (p->>'changed')::boolean then now() else updated_at end
      where id = wanted and ((p->>'changed')::boolean or next_check_at is distinct from (p->>'next_check_at')::timestamptz);

      update payment_webhooks w set status = 'processed', processed_at = now(), leased_until = null, last_error = null,
        outcome = d->>'outcome', payment_id = coalesce(d->>'payment_id', w.payment_id),
        transaction_ref = coalesce(d->>'transaction_ref', w.transaction_ref), note = d->>'note'
      from (select nullif(input->'delivery', 'null') as d) x
      where w.id = d->>'id';

      -- The course row last: it is the busiest lock, held only through commit.
      if seat is not null then
        if exists (select 1 from enrollments where student_id = seat->>'student_id' and course_id = seat->>'course_id' and status in ('pending_approval','active','suspended')) then
          seat_result := 'held';
        else
          update courses set enrolled_count = enrolled_count + 1
          where id = seat->>'course_id' and (capacity is null or enrolled_count < capacity)
          returning true into seats_left;
          if seats_left then
            insert into enrollments (id, student_id, course_id, payment_id, status, source)
            values (seat->>'id', seat->>'student_id', seat->>'course_id', wanted, 'active', 'payment')
            on conflict do nothing;
            if found then
              seat_result := 'granted';
            else
              -- Another payment of the same student was first while this one waited for the course row.
              update courses set enrolled_count = enrolled_count - 1 where id = seat->>'course_id';
              seat_result := 'held';
            end if;
          else
            seat_result := 'full';
          end if;
        end if;
      end if;

      -- Decided without the lock, the whole of it is decided again.
      if seat_result = 'held' and expected is not null then
        raise exception 'the seat went to another payment meanwhile' using errcode = 'BU001';
      end if;

      insert into audit_log (actor_type, actor_id, action, subject_type, subject_id, before, after, reason, request_id, delivery_id)
      select c->>'actor_type', c->>'actor_id', c->>'kind', c->>'subject_type', c->>'subject_id', nullif(c->'before', 'null'), nullif(c->'after', 'null'),
        c->>'reason', c->>'request_id', c->>'delivery_id'
      from jsonb_array_elements(coalesce(input->'changes', '[]')) c
      where (c->>'only_if_seat' is null or c->>'only_if_seat' = seat_result) and c->>'no_audit' is null;

      insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, audience, data)
      select c->>'topic', c->>'kind', c->>'subject_type', c->>'subject_id', (c->>'subject_version')::int,
        array(select jsonb_array_elements_text(c->'audience')), c->'data'
      from jsonb_array_elements(coalesce(input->'changes', '[]')) c
      where c->>'only_if_seat' is null or c->>'only_if_seat' = seat_result;

      for item in select * from jsonb_array_elements(coalesce(input->'exceptions', '[]')) loop
        if item->>'only_if_seat' is null or item->>'only_if_seat' = seat_result then
          perform open_exception(item);
        end if;
      end loop;
      for item in select * from jsonb_array_elements(coalesce(input->'resolve', '[]')) loop
        if item->>'only_if_seat' is null or item->>'only_if_seat' = seat_result then
          perform resolve_exception(item->>'dedupe_key', null, item->>'how');
        end if;
      end loop;

      return jsonb_build_object('seat', seat_result);
    end $$`.execute(db);
}
