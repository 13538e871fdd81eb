import type { SchoolSize } from "#scripts/load-data/load-school.ts";
import { courseCount, days } from "#scripts/load-data/plan-rows.ts";

const list = (...words: string[]) => `array[${words.map((word) => `'${word.replaceAll("'", "''")}'`)}]`;
const first = list(
  ..."Ahmed Mona Omar Layla Youssef Fatma Karim Nour Hassan Salma Thabo Naledi Sipho Lerato Johan Anika Pieter Zanele Siobhán Liam".split(
    " ",
  ),
);
const last = list(
  ..."Adel Mansour Farouk Nabil Hosny Ibrahim Khalil Saad Dlamini Nkosi Mokoena Botha Naidoo O'Brien Pillay Radwan Zaki Sithole Fourie Gamal".split(
    " ",
  ),
);
const firstArabic = list(
  ..."أحمد منى عمر ليلى يوسف فاطمة كريم نور حسن سلمى محمود إيمان طارق هبة آية".split(" "),
);
const lastArabic = list(
  ..."عادل منصور فاروق نبيل حسني إبراهيم خليل سعد رضوان زكي جمال الشريف المصري حجازي مصطفى".split(" "),
);
const subjects = list(
  "Data Analysis",
  "Bookkeeping",
  "Spoken English",
  "Web Development",
  "Project Management",
  "Graphic Design",
  "Arabic Calligraphy",
  "Nursing Assistance",
  "Solar Installation",
  "Public Speaking",
);

/** Students, and the list of their ids by number. */
export const people = ({ users }: SchoolSize) => `
  create unlogged table loading.people as
  select n, loading.make_id('usr', loading.ms(at), n::text) as id, at
  from generate_series(1, ${users}) n
  cross join lateral (select now() - interval '${days + 20} days' + (n - 1) * (interval '${days} days' / ${users}) as at) t;
  insert into users (id, email, name, phone, password_hash, role, locale, created_at, updated_at)
  select id, 'student' || n || '@example.com',
    case when arabic then loading.pick(${firstArabic}, n, 11) || ' ' || loading.pick(${lastArabic}, n, 12)
      else loading.pick(${first}, n, 11) || ' ' || loading.pick(${last}, n, 12) || case when loading.chance(n, 13, 4) = 0 then ' ' || loading.pick(${last}, n, 14) else '' end end,
    case when loading.chance(n, 15, 10) < 8 then case when n % 3 = 0 then '+278' else '+2010' end || lpad((n::bigint * 7919 % 100000000)::text, 8, '0') end,
    'none', 'student', case when arabic then 'ar' else 'en' end, at, at
  from loading.people
  cross join lateral (select loading.chance(n, 10, 10) < 3 as arabic) a
 `;

/** Courses, a tenth of which wait for approval, with their prices by number. */
export const courses = (size: SchoolSize) => `
  create unlogged table loading.courses as
  select n, loading.make_id('crs', loading.ms(now() - interval '${days + 30} days') + n, n::text) as id, n % 10 = 0 as approves,
    array[20000 + 5000 * loading.chance(n, 20, 80), 9900 + 1000 * loading.chance(n, 21, 90), 2500 + 500 * loading.chance(n, 22, 60)]::bigint[] as prices
  from generate_series(1, ${courseCount(size)}) n;
  insert into courses (id, title, summary, description, starts_at, status, approval_mode, created_at, updated_at)
  select id, loading.pick(${subjects}, n, 23) || ' ' || n, 'Evenings, in small groups.', 'Evenings, in small groups, with feedback on your own work.',
    date_trunc('day', now()) + interval '1 day' * (loading.chance(n, 24, 120) - 60), case when n % 12 = 0 then 'archived' else 'published' end,
    case when approves then 'after_payment' else 'none' end, now() - interval '${days + 30} days', now() - interval '${days + 30} days'
  from loading.courses`;

export const prices = `
  insert into course_prices (course_id, currency, amount_minor)
  select id, currency, amount from loading.courses, unnest(array['EGP','ZAR','SAR'], prices) as t (currency, amount)`;

const isPaid = "status in ('succeeded','partially_refunded','refunded')";

export const payments = `
  insert into payments (id, student_id, course_id, amount_minor, currency, status, gateway, idempotency_key, captured_minor, refunded_minor,
    completed_at, failure_code, failure_reason, next_check_at, version, created_at, updated_at)
  select id, student_id, course_id, amount_minor, currency, status, gateway, 'loaded-' || n, case when ${isPaid} then amount_minor else 0 end, refunded_minor,
    case when ${isPaid} then decided_at end, case status when 'failed' then 'declined' when 'expired' then 'expired' end,
    case status when 'failed' then 'Do not honour' end, case status when 'pending' then now() + interval '1 minute' * (60 + loading.chance(n, 5, 1380)) end,
    case status when 'pending' then 2 when 'refunded' then 4 when 'partially_refunded' then 4 else 3 end, created_at,
    case when refunded_minor > 0 then least(refunded_at, now()) else decided_at end
  from loading.payments`;

export const attempts = `
  insert into payment_attempts (id, payment_id, number, gateway, status, amount_minor, currency, gateway_order_ref, gateway_transaction_ref, method,
    checkout_url, expires_at, created_at, updated_at)
  select attempt_id, id, 1, gateway, 'open', amount_minor, currency, order_ref, case when status <> 'expired' then transaction_ref end,
    case when status <> 'expired' then method end, 'https://checkout.example/' || order_ref, created_at + interval '1 hour', created_at, decided_at
  from loading.payments`;

export const deliveries = `
  insert into payment_webhooks (id, gateway, kind, event_key, verdict, status, outcome, raw_body, headers, request_ip, attempts, payment_id, transaction_ref,
    next_attempt_at, received_at, last_seen_at, processed_at)
  select delivery_id, gateway, case gateway when 'paymob' then 'TRANSACTION' else 'payment' end, 'loaded:' || n, 'accepted', 'processed', 'applied',
    convert_to(json_build_object('type', 'TRANSACTION', 'obj', json_build_object('id', transaction_ref, 'pending', status = 'pending', 'success', ${isPaid},
      'amount_cents', amount_minor, 'currency', currency, 'order', json_build_object('id', order_ref)))::text, 'UTF8'),
    '{}', '127.0.0.1', 1, id, transaction_ref, decided_at, decided_at, decided_at, decided_at + interval '40 milliseconds'
  from loading.payments where status <> 'expired'`;

export const evidence = `
  insert into payment_evidence (payment_id, attempt_id, kind, source, gateway, transaction_ref, amount_minor, currency, refunded_minor, gateway_time, gateway_at,
    method, code, reason, delivery_id, dedupe_key, recorded_at)
  select id, attempt_id, e.kind, e.source, gateway, case when e.told then transaction_ref end, amount_minor, currency, e.refunded,
    case when e.told then to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.US') end, case when e.told then e.at end, case when e.told then method end,
    e.code, case when e.kind = 'failed' then 'Do not honour' end, e.delivery, e.source || ':' || e.kind || ':' || attempt_id, e.at
  from loading.payments p
  cross join lateral (
    select 'redirected' as kind, 'checkout' as source, false as told, null::bigint as refunded, created_at as at, null as code, null as delivery
    union all select 'succeeded', 'webhook', true, 0, decided_at, null, delivery_id where ${isPaid}
    union all select status, case status when 'expired' then 'poll' else 'webhook' end, status <> 'expired', null, decided_at,
      case status when 'failed' then 'declined' when 'expired' then 'expired' end, case when status <> 'expired' then delivery_id end
      where status in ('failed','expired','pending')
    union all select 'refunded', 'poll', true, refunded_minor, least(refunded_at, now()), null, null where refunded_minor > 0
  ) e
 `;

export const ledger = `
  insert into ledger_entries (payment_id, kind, debit_account, credit_account, amount_minor, currency, entry_key, created_at)
  select id, 'capture', 'gateway:' || gateway, 'course_sales', amount_minor, currency, 'capture:' || transaction_ref, decided_at from loading.payments where ${isPaid}
  union all
  select id, 'refund', 'course_sales', 'gateway:' || gateway, refunded_minor, currency, 'refund:' || transaction_ref || ':' || refunded_minor, least(refunded_at, now())
  from loading.payments where refunded_minor > 0`;

/** Who paid has a seat, some of them still to be approved; who got everything back has lost it. */
export const paidSeats = `
  insert into enrollments (id, student_id, course_id, payment_id, status, source, version, created_at, updated_at, waiting_since)
  select loading.make_id('enr', decided_ms, n::text), student_id, course_id, id,
    case when status = 'refunded' then 'revoked' when course_approves and decided_at > now() - interval '60 days' then 'pending_approval' else 'active' end,
    'payment', case status when 'refunded' then 2 else 1 end, decided_at, decided_at, decided_at
  from loading.payments where ${isPaid}`;

/** The rest of the seats were given by staff, each person's in courses they did not pay for. */
export const grantedSeats = ({ payments, users, enrollments }: SchoolSize) => `
  insert into enrollments (id, student_id, course_id, status, source, version, created_at, updated_at, waiting_since)
  select loading.make_id('enr', loading.ms(t.at), 'granted' || row.n), p.id, c.id,
    (array['active','active','active','active','active','active','suspended','revoked','rejected','transferred'])[1 + loading.chance(row.n, 30, 10)], 'staff', 1, t.at, t.at, t.at
  from generate_series(1, (select greatest(0, ${enrollments} - count(*)) from loading.payments where ${isPaid})::int) as row(n)
  cross join lateral (select now() - interval '${days} days' + row.n * (interval '${days} days' / ${enrollments}) as at) t
  join loading.people p on p.n = 1 + (row.n - 1) % ${users}
  join loading.courses c on c.n = 1 + (((row.n - 1) % ${users}) * 7 + ${Math.ceil(payments / users)} + (row.n - 1) / ${users}) % (select count(*) from loading.courses)`;

export const audit = `
  insert into audit_log (at, actor_type, action, subject_type, subject_id, after, delivery_id)
  select decided_at, 'gateway', 'payment.' || status, 'payment', id, jsonb_build_object('status', status), case when status <> 'expired' then delivery_id end
  from loading.payments`;

export const countSeats = `
  update courses c set enrolled_count = n.live
  from (select course_id, count(*) as live from enrollments where status in ('pending_approval','active','suspended') group by course_id) n
  where n.course_id = c.id`;
