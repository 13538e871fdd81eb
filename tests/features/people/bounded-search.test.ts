import { sql } from "kysely";
import { expect, test } from "vitest";
import { enrollmentList } from "#app/features/enrollments/enrollment-list.ts";
import { listEnrollments } from "#app/features/enrollments/list-enrollments.server.ts";
import { exceptionList } from "#app/features/exceptions/exception-list.ts";
import { listExceptions } from "#app/features/exceptions/list-exceptions.server.ts";
import { mailList } from "#app/features/mail/mail-list.ts";
import { listMails } from "#app/features/mail/read-mails.server.ts";
import { listPayments } from "#app/features/payments/list-payments.server.ts";
import { paymentList } from "#app/features/payments/payment-list.ts";
import { refundList } from "#app/features/payments/refund-list.ts";
import { listRefunds } from "#app/features/payments/refunds-to-make.server.ts";
import { listPeople } from "#app/features/people/list-people.server.ts";
import { peopleList } from "#app/features/people/people-list.ts";
import { caseList } from "#app/features/support/case-list.ts";
import { listCases } from "#app/features/support/list-cases.server.ts";
import { readList } from "#app/lib/list.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const build = builders(db);
const zone = "Africa/Cairo";

/** As many of one name, each with a seat, a payment, an exception, a mail, a case and a refund to be made. */
async function manyNamed(name: string, count: number) {
  const { id: courseId } = await build.course();
  const tag = name.toLowerCase();
  await sql`
    insert into users (id, email, name, role, password_hash)
    select 'usr_' || ${tag}::text || n, ${tag}::text || n || '@example.com', ${name}::text || ' Adel', 'student', 'none' from generate_series(1, ${count}) n`.execute(
    db,
  );
  await sql`
    insert into enrollments (id, student_id, course_id, status, source)
    select 'enr_' || ${tag}::text || n, 'usr_' || ${tag}::text || n, ${courseId}, 'active', 'staff' from generate_series(1, ${count}) n`.execute(
    db,
  );
  await sql`
    insert into payments (id, student_id, course_id, amount_minor, currency, gateway, status, captured_minor, completed_at, idempotency_key)
    select 'pay_' || ${tag}::text || n, 'usr_' || ${tag}::text || n, ${courseId}, 1000, 'EGP', 'paymob', 'succeeded', 1000, now(), ${tag}::text || n from generate_series(1, ${count}) n`.execute(
    db,
  );
  await sql`
    insert into exceptions (id, dedupe_key, kind, severity, student_id)
    select 'exc_' || ${tag}::text || n, 'test:' || ${tag}::text || n, 'facts_disagree', 'warning', 'usr_' || ${tag}::text || n from generate_series(1, ${count}) n`.execute(
    db,
  );
  await sql`
    insert into mails (id, kind, user_id, dedupe_key, state, message_id)
    select 'mal_' || ${tag}::text || n, 'receipt', 'usr_' || ${tag}::text || n, 'test:' || ${tag}::text || n, 'queued', ${tag}::text || n from generate_series(1, ${count}) n`.execute(
    db,
  );
  await sql`
    insert into support_cases (id, student_id, subject, status, origin)
    select 'cas_' || ${tag}::text || n, 'usr_' || ${tag}::text || n, 'Where is my receipt?', 'open', 'staff' from generate_series(1, ${count}) n`.execute(
    db,
  );
  await sql`
    insert into refund_drafts (id, payment_id, amount_minor, currency, reason)
    select 'rfd_' || ${tag}::text || n, 'pay_' || ${tag}::text || n, 1000, 'EGP', 'It does not take place' from generate_series(1, ${count}) n`.execute(
    db,
  );
}

async function totals(q: string) {
  const query = new URLSearchParams({ q });
  const everywhere = new URLSearchParams({ q, status: "all" });
  return {
    people: (await listPeople(db, readList(peopleList, query), zone)).total,
    peopleByName: (await listPeople(db, readList(peopleList, new URLSearchParams({ q, sort: "name" })), zone))
      .total,
    enrollments: (await listEnrollments(db, readList(enrollmentList, everywhere), zone)).total,
    payments: (await listPayments(db, readList(paymentList, query), zone)).total,
    exceptions: (await listExceptions(db, readList(exceptionList, everywhere), zone)).total,
    mails: (await listMails(db, readList(mailList, query), zone)).total,
    cases: (await listCases(db, readList(caseList, everywhere), { staffId: "usr_staff", timeZone: zone }))
      .total,
    refunds: (await listRefunds(db, readList(refundList, query), zone)).total,
  };
}

test("where a search stops at its bound, each list says at least so many, never that they are all", async () => {
  await manyNamed("Mona", 230);
  const least = (count: number) => ({ count, exact: false, least: true });
  expect(await totals("Mona")).toEqual({
    people: least(200),
    peopleByName: least(200),
    enrollments: least(200),
    payments: least(50),
    exceptions: least(200),
    mails: least(200),
    cases: least(200),
    refunds: least(50),
  });
});

test("a search that found everyone counts exactly", async () => {
  await manyNamed("Nour", 45);
  const all = { count: 45, exact: true };
  expect(await totals("Nour")).toEqual({
    people: all,
    peopleByName: all,
    enrollments: all,
    payments: all,
    exceptions: all,
    mails: all,
    cases: all,
    refunds: all,
  });
});
