import type { SchoolSize } from "#scripts/load-data/load-school.ts";

/** The days the school has been there. */
export const days = 400;

/**
 * `make_id` is app/lib/ids.ts in SQL, its chance drawn from a seed; `chance` is a number below `sides` that follows
 * from a row's number; `pick` one of a list.
 */
export const helpers = `
  create schema if not exists loading;
  create or replace function loading.make_id(prefix text, ms bigint, seed text) returns text language sql immutable as $$
    select prefix || '_'
      || substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> 45) & 31)::int + 1, 1) || substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> 40) & 31)::int + 1, 1)
      || substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> 35) & 31)::int + 1, 1) || substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> 30) & 31)::int + 1, 1)
      || substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> 25) & 31)::int + 1, 1) || substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> 20) & 31)::int + 1, 1)
      || substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> 15) & 31)::int + 1, 1) || substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> 10) & 31)::int + 1, 1)
      || substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> 5) & 31)::int + 1, 1) || substr('0123456789abcdefghjkmnpqrstvwxyz', (ms & 31)::int + 1, 1)
      || substr(md5(prefix || seed), 1, 16)
  $$;
  create or replace function loading.ms(at timestamptz) returns bigint language sql stable as $$
    select floor(extract(epoch from at) * 1000)::bigint
  $$;
  create or replace function loading.chance(n bigint, seed int, sides int) returns int language sql immutable as $$
    select ((hashint8extended(n, seed) & 9007199254740991) % sides)::int
  $$;
  create or replace function loading.pick(list text[], n bigint, seed int) returns text language sql immutable as $$
    select list[1 + loading.chance(n, seed, array_length(list, 1))]
  $$;
  drop table if exists loading.people, loading.courses, loading.payments`;

/** How many courses there are: so many that nobody meets the same one twice. */
export function courseCount({ payments, users, enrollments }: SchoolSize): number {
  const each = Math.ceil(payments / users) + Math.ceil(enrollments / users);
  return Math.max(120, 2 * each);
}

/**
 * Every payment's person, course, money and fate, oldest first, in a table that the others are made from. Each
 * `offset 0` keeps what is below it from being worked out again for every use above.
 */
export function payments(size: SchoolSize): string {
  const { payments: count, users } = size;
  return `
    analyze loading.people, loading.courses;
    create unlogged table loading.payments as
    select n, loading.make_id('pay', created_ms, n::text) as id, loading.make_id('att', created_ms, n::text) as attempt_id,
      student_id, course_id, course_approves, amount_minor, currency, gateway, status, created_at, decided_at, decided_ms, method,
      case status when 'refunded' then amount_minor when 'partially_refunded' then amount_minor / 2 else 0 end as refunded_minor,
      decided_at + interval '1 day' * (1 + loading.chance(n, 8, 20)) as refunded_at,
      loading.make_id('whk', decided_ms, n::text) as delivery_id,
      (case gateway when 'paymob' then (300000000 + n)::text else 'lnk' || substr(md5('order' || n), 1, 15) end) as order_ref,
      (case gateway when 'paymob' then (190000000 + n)::text else 'txn' || substr(md5('txn' || n), 1, 15) end) as transaction_ref
    from (
      select *, created_at + interval '1 second' * seconds as decided_at, loading.ms(created_at) as created_ms, loading.ms(created_at) + 1000 * seconds as decided_ms,
        case
          when fate < 705 then 'succeeded' when fate < 725 then 'partially_refunded' when fate < 760 then 'refunded'
          when fate < 880 then 'failed' when fate < 960 or created_at < now() - interval '2 days' then 'expired'
          else 'pending' end as status
      from (
        select row.n, p.id as student_id, c.id as course_id, c.approves as course_approves, c.prices[place] as amount_minor,
          (array['EGP','ZAR','SAR'])[place] as currency, (array['paymob','ikhokha','paymob'])[place] as gateway,
          case when place = 2 or loading.chance(row.n, 4, 10) < 7 then 'card' else 'wallet' end as method,
          loading.chance(row.n, 2, 1000) as fate, 30 + loading.chance(row.n, 3, 600) as seconds,
          now() - interval '${days} days' + (row.n - 1) * (interval '${days} days' / ${count}) as created_at
        from (
          select n, case when draw <= 12 then 1 when draw <= 13 then 3 else 2 end as place, 1 + (n - 1) % ${users} as person,
            1 + (((n - 1) % ${users}) * 7 + (n - 1) / ${users}) % ${courseCount(size)} as course
          from (select n, 1 + loading.chance(n, 9, 20) as draw from generate_series(1, ${count}) n offset 0) numbered
          offset 0
        ) row
        join loading.people p on p.n = row.person
        join loading.courses c on c.n = row.course
        offset 0
      ) drawn
      offset 0
    ) decided;
    analyze loading.payments`;
}
