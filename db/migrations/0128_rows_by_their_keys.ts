import { type Kysely, sql } from "kysely";

const onePaymentAtATime = [
  "lock_payment(text)",
  "read_payment(text)",
  "give_seats(jsonb)",
  "write_changes(jsonb)",
  "open_exception(jsonb)",
  "resolve_exception(text, text, text, text)",
  "decide_enrollment(jsonb)",
  "decide_bulk_item(text, integer, jsonb)",
  "roll_up_payments(text[], text)",
  "roll_up_enrollments(text[], text)",
];

/**
 * Frozen. Without scans of a table (0110) a plan made while it was young still read all of it, through its primary key,
 * to build a hash for the sixteen rows of a batch: among 7,000 deliveries that was a third of what writing their changes
 * cost, and it grew with each. Without hash and merge joins each row is looked up by its key. The newest evidence of a
 * payment was searched backwards through everybody's; adding nothing to its id keeps the planner from that.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function write_changes(inputs jsonb) returns jsonb language plpgsql as $$
    declare
      stale int[];
      taken jsonb;
      seats jsonb;
      item jsonb;
    begin
      perform 1 from payments where id in (select i->'payment'->>'id' from jsonb_array_elements(inputs) i) order by id for update;

      -- Decided without the lock, a change holds only if nothing has moved since: neither before this line, which sees what
      -- the lock waited for, nor by an earlier change of the same payment in this batch.
      select array_agg(place) into stale
      from (select i, (i->>'place')::int as place, row_number() over (partition by i->'payment'->>'id' order by (i->>'place')::int) as nth
        from jsonb_array_elements(inputs) i) t
      where i->'expect' is not null and (nth > 1 or not exists (
        select from payments p where p.id = i->'payment'->>'id' and p.version = (i->'expect'->>'version')::int
          and (select coalesce(max(e.id + 0), 0) from payment_evidence e where e.payment_id = p.id) = (i->'expect'->>'evidence')::bigint
          and (select count(*) from payment_attempts a where a.payment_id = p.id) = (i->'expect'->>'attempts')::int));
      if stale is null then taken := inputs;
      else
        select coalesce(jsonb_agg(i), '[]') into taken from jsonb_array_elements(inputs) i where (i->>'place')::int <> all (stale);
      end if;

      insert into payment_evidence (payment_id, attempt_id, kind, source, gateway, transaction_ref, amount_minor, currency, refunded_minor,
          gateway_time, gateway_at, method, code, gateway_code, reason, delivery_id, actor_id, dedupe_key, recorded_at)
      select i->'payment'->>'id', e.attempt_id, e.kind, e.source, e.gateway, e.transaction_ref, e.amount_minor, e.currency, e.refunded_minor,
          e.gateway_time, e.gateway_at, e.method, e.code, e.gateway_code, e.reason, e.delivery_id, e.actor_id, e.dedupe_key, coalesce((i->>'now')::timestamptz, now())
      from jsonb_array_elements(taken) i, jsonb_populate_recordset(null::payment_evidence, coalesce(i->'evidence', '[]')) e
      on conflict on constraint payment_evidence_once do nothing;

      insert into ledger_entries (payment_id, kind, debit_account, credit_account, amount_minor, currency, entry_key)
      select i->'payment'->>'id', l.kind, l.debit_account, l.credit_account, l.amount_minor, l.currency, l.entry_key
      from jsonb_array_elements(taken) i, jsonb_populate_recordset(null::ledger_entries, coalesce(i->'ledger', '[]')) l;

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
      from jsonb_array_elements(taken) i, jsonb_populate_recordset(null::payment_attempts, coalesce(i->'attempts', '[]')) u
      where a.id = u.id and a.payment_id = i->'payment'->>'id';

      update payments t set
        status = p->>'status',
        gateway = coalesce(p->>'gateway', t.gateway),
        captured_minor = (p->>'captured_minor')::bigint,
        refunded_minor = (p->>'refunded_minor')::bigint,
        completed_at = (p->>'completed_at')::timestamptz,
        failure_code = p->>'failure_code',
        failure_reason = p->>'failure_reason',
        review_reason = p->>'review_reason',
        next_check_at = (p->>'next_check_at')::timestamptz,
        version = version + (case when (p->>'changed')::boolean then 1 else 0 end),
        updated_at = case when (p->>'changed')::boolean then now() else updated_at end
      from (select i->'payment' as p from jsonb_array_elements(taken) i) x
      where t.id = p->>'id' and ((p->>'changed')::boolean or t.next_check_at is distinct from (p->>'next_check_at')::timestamptz);

      update payment_webhooks w set status = 'processed', processed_at = now(), leased_until = null, last_error = null,
        outcome = d->>'outcome', payment_id = coalesce(d->>'payment_id', w.payment_id),
        transaction_ref = coalesce(d->>'transaction_ref', w.transaction_ref), note = d->>'note'
      from (select nullif(i->'delivery', 'null') as d from jsonb_array_elements(taken) i) x
      where w.id = d->>'id';

      -- The courses' rows last: they are the busiest locks, held only through commit.
      select give_seats(jsonb_agg(jsonb_build_object('place', i->'place', 'seat', i->'seat', 'payment', jsonb_build_object('id', i->'payment'->'id'))
        order by (i->>'place')::int)) into seats
      from jsonb_array_elements(taken) i where nullif(i->'seat', 'null') is not null;
      -- Decided without the lock, the whole of it is decided again.
      if exists (select from jsonb_array_elements(taken) i where seats->>(i->>'place') = 'held' and i->'expect' is not null) then
        raise exception 'the seat went to another payment meanwhile' using errcode = 'BU001';
      end if;

      insert into audit_log (actor_type, actor_id, action, subject_type, subject_id, before, after, reason, request_id, delivery_id)
      select c->>'actor_type', c->>'actor_id', c->>'kind', c->>'subject_type', c->>'subject_id', nullif(c->'before', 'null'), nullif(c->'after', 'null'),
        c->>'reason', c->>'request_id', c->>'delivery_id'
      from jsonb_array_elements(taken) i, jsonb_array_elements(coalesce(i->'changes', '[]')) c
      where (c->>'only_if_seat' is null or c->>'only_if_seat' = seats->>(i->>'place')) and c->>'no_audit' is null;

      insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, audience, data)
      select c->>'topic', c->>'kind', c->>'subject_type', c->>'subject_id', (c->>'subject_version')::int,
        array(select jsonb_array_elements_text(c->'audience')), c->'data'
      from jsonb_array_elements(taken) i, jsonb_array_elements(coalesce(i->'changes', '[]')) c
      where c->>'only_if_seat' is null or c->>'only_if_seat' = seats->>(i->>'place');

      for item in
        select x || jsonb_build_object('opens', opens) from jsonb_array_elements(taken) i,
          lateral (select x, true as opens from jsonb_array_elements(coalesce(i->'exceptions', '[]')) x
            union all select x, false from jsonb_array_elements(coalesce(i->'resolve', '[]')) x) each
        where x->>'only_if_seat' is null or x->>'only_if_seat' = seats->>(i->>'place')
      loop
        if (item->>'opens')::boolean then perform open_exception(item);
        else perform resolve_exception(item->>'dedupe_key', null, item->>'how');
        end if;
      end loop;

      -- Each in its place.
      return (select jsonb_agg(case when (i->>'place')::int = any (stale) then '{"stale": true}'
          else jsonb_build_object('seat', seats->>(i->>'place')) end order by (i->>'place')::int)
        from jsonb_array_elements(inputs) i);
    end $$`.execute(db);
  // A function that is replaced forgets its settings: all of them again.
  for (const name of onePaymentAtATime)
    for (const setting of [
      "enable_seqscan = off",
      "enable_hashjoin = off",
      "enable_mergejoin = off",
      "plan_cache_mode = force_generic_plan",
    ])
      await sql`alter function ${sql.raw(name)} set ${sql.raw(setting)}`.execute(db);
}
