import { type Kysely, sql } from "kysely";

/**
 * Frozen. Changes of several payments in one statement and one commit. read_payment becomes plpgsql, which keeps its
 * plan: as an SQL function it was planned anew at each call, half of its time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop function read_payment(text)`.execute(db);
  await sql`
    create function read_payment(wanted text) returns jsonb language plpgsql stable as $$
    begin
      return (select jsonb_build_object(
        'now', now(),
        'payment', to_jsonb(p),
        'attempts', coalesce((select jsonb_agg(to_jsonb(a) - 'checkout_url' order by a.number) from payment_attempts a where a.payment_id = p.id), '[]'),
        'evidence', coalesce((select jsonb_agg(to_jsonb(e) order by e.id) from payment_evidence e where e.payment_id = p.id), '[]'),
        'enrollment', (select to_jsonb(n) from enrollments n where n.student_id = p.student_id and n.course_id = p.course_id and n.status in ('pending_approval','active','suspended')),
        'past_enrollment', (select to_jsonb(n) from enrollments n where n.payment_id = p.id order by n.created_at desc limit 1)
      ) from payments p where p.id = wanted);
    end $$`.execute(db);

  // Each change stands or falls by itself; all of them share the commit. Payments are locked first and by id, courses
  // after them and by id: two batches that meet wait for each other and never in a circle.
  await sql`
    create function write_payments(inputs jsonb) returns jsonb language plpgsql as $$
    declare
      item record;
      results jsonb := '{}';
    begin
      perform 1 from payments where id in (select i->'payment'->>'id' from jsonb_array_elements(inputs) i) order by id for update;
      for item in
        select value, (ordinality - 1)::text as place from jsonb_array_elements(inputs) with ordinality
        order by value->'seat'->>'course_id' nulls first, ordinality
      loop
        begin
          results := results || jsonb_build_object(item.place, write_payment(item.value));
        exception when others then
          results := results || jsonb_build_object(item.place, jsonb_build_object('error', sqlerrm, 'code', sqlstate));
        end;
      end loop;
      return results;
    end $$`.execute(db);
}
