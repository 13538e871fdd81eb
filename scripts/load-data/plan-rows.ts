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

/** Every payment's person, course, money and fate, oldest first, in a table that the others are made from. */
export function payments({ payments: count, users }: SchoolSize): string {
  return `
    create unlogged table loading.payments as
    select n, loading.make_id('pay', loading.ms(created_at), n::text) as id, loading.make_id('att', loading.ms(created_at), n::text) as attempt_id,
      student_id, course_id, course_approves, amount_minor, currency, gateway, status, created_at, decided_at, method,
      case status when 'refunded' then amount_minor when 'partially_refunded' then amount_minor / 2 else 0 end as refunded_minor,
      decided_at + interval '1 day' * (1 + loading.chance(n, 8, 20)) as refunded_at,
      loading.make_id('whk', loading.ms(decided_at), n::text) as delivery_id,
      (case gateway when 'paymob' then (300000000 + n)::text else 'lnk' || substr(md5('order' || n), 1, 15) end) as order_ref,
      (case gateway when 'paymob' then (190000000 + n)::text else 'txn' || substr(md5('txn' || n), 1, 15) end) as transaction_ref
    from (
      select n, student_id, course_id, course_approves, created_at, gateway, price as amount_minor, currency,
        created_at + interval '1 second' * (30 + loading.chance(n, 3, 600)) as decided_at,
        case when gateway = 'ikhokha' or loading.chance(n, 4, 10) < 7 then 'card' else 'wallet' end as method,
        case
          when fate < 705 then 'succeeded' when fate < 725 then 'partially_refunded' when fate < 760 then 'refunded'
          when fate < 880 then 'failed' when fate < 960 or created_at < now() - interval '2 days' then 'expired'
          else 'pending' end as status
      from (
        select row.n, p.id as student_id, c.id as course_id, c.approves as course_approves, gateway, currency, c.prices[place] as price,
          loading.chance(row.n, 2, 1000) as fate,
          now() - interval '${days} days' + (row.n - 1) * (interval '${days} days' / ${count}) as created_at
        from generate_series(1, ${count}) as row(n)
        cross join lateral (select 1 + loading.chance(row.n, 9, 20) as draw) d
        cross join lateral (select case when draw <= 12 then 1 when draw <= 13 then 3 else 2 end as place) w
        cross join lateral (select (array['EGP','ZAR','SAR'])[place] as currency, (array['paymob','ikhokha','paymob'])[place] as gateway) g
        join loading.people p on p.n = 1 + (row.n - 1) % ${users}
        join loading.courses c on c.n = 1 + (((row.n - 1) % ${users}) * 7 + (row.n - 1) / ${users}) % (select count(*) from loading.courses)
      ) drawn
    ) decided
    order by n;
    analyze loading.payments`;
}
