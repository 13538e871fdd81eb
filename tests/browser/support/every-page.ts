import type { GatewayName } from "#app/gateways/gateway.ts";
import { adminPaths, apiPaths, paths } from "#app/paths.ts";
import { until } from "#scripts/stage/managed-process.ts";
import { beginCheckout } from "#tests/browser/support/buying.ts";
import { ownProduct } from "#tests/browser/support/own-product.ts";
import { courseTitled, newPerson, type Person, productDb } from "#tests/browser/support/people.ts";
import { sandbox } from "#tests/browser/support/sandbox.ts";

export interface Place {
  name: string;
  path: string;
  /** Its main heading, or a part of it. */
  heading: string | RegExp;
  as?: Person;
  expects?: number[];
  /** Whoever looks reads Arabic: looked at in the dark, from right to left. */
  arabic?: true;
}

/** The demo school with a student whose payments stand in every way one can stand, and the address of each page. */
export async function everyPage(): Promise<Place[]> {
  const student = await newPerson("student", "منى عبد الرحمن الشافعي");
  const staff = await newPerson("finance", "Omar Farouk");
  const owner = await newPerson("owner", "ليلى حسن", "ar");
  const registrar = await newPerson("registrar", "Salma O'Hara");
  const reader = await newPerson("student", "هبة الله مصطفى", "ar");
  const newcomer = await newPerson("student", "Siobhán O'Brien");
  const bought = await buyOver(student, "Web Development from Zero", "paymob", "succeeded", {});
  const declined = await buyOver(student, "Digital Marketing on a Small Budget", "ikhokha", "failed", {
    outcome: "insufficient_funds",
  });
  const cash = await buyOver(student, "أساسيات التصميم الجرافيكي", "paymob", "pending", {
    outcome: "pending",
    method: "kiosk",
  });
  const long = await courseTitled(
    "Project Management for Construction Sites: Scheduling, Subcontractors, Safety and the Paperwork Nobody Reads",
  );
  // The demo school asks for approval there; these pages are of its payment.
  await productDb().updateTable("courses").set({ approval_mode: "none" }).where("id", "=", long.id).execute();
  const reviewed = await buyOver(student, long.title, "paymob", "needs_review", { delivery: "other_amount" });
  const begun = await buyOver(student, "Data Analysis with Python", "paymob", "redirected", null);
  const full = await courseTitled("Spoken English for Customer Support");
  const { exceptionId, deliveryId, refusedId, mailId } = await recordsOf(
    reviewed.paymentId,
    bought.paymentId,
  );
  const result = (of: typeof bought) => paths.paymentResult(of.courseId, of.paymentId);
  return [
    { name: "front", path: "/", heading: /./ },
    { name: "courses", path: "/courses", heading: "Courses" },
    { name: "courses-none", path: "/courses?q=nothing-like-it", heading: "Courses" },
    { name: "course", path: paths.course(begun.courseId), heading: "Data Analysis" },
    { name: "course-arabic", path: paths.course(cash.courseId), heading: "أساسيات", as: newcomer },
    { name: "course-long", path: paths.course(long.id), heading: "Project Management", as: newcomer },
    { name: "course-full", path: paths.course(full.id), heading: "Spoken English" },
    { name: "course-problem", path: paths.course(long.id, "gateway_off"), heading: "Project", as: newcomer },
    { name: "course-enrolled", path: paths.course(bought.courseId), heading: "Web Dev", as: student },
    { name: "course-resume", path: paths.course(begun.courseId), heading: "Data Analysis", as: student },
    { name: "learn", path: paths.learn(bought.courseId), heading: "Web Development", as: student },
    { name: "login", path: "/login?redirectTo=/payments", heading: "Sign in" },
    { name: "login-again", path: "/login/again?redirectTo=/admin", heading: "Sign in again" },
    { name: "register", path: "/register", heading: "Create an account" },
    { name: "account", path: "/account", heading: /account/i, as: student },
    { name: "payments", path: "/payments", heading: "My payments", as: student },
    { name: "payments-empty", path: "/payments", heading: "My payments", as: newcomer },
    { name: "payments-none", path: "/payments?q=nothing-like-it", heading: "My payments", as: student },
    { name: "payment", path: paths.payment(bought.paymentId), heading: "2,400.00", as: student },
    { name: "payment-failed", path: paths.payment(declined.paymentId), heading: "649.00", as: student },
    { name: "receipt", path: paths.receipt(bought.paymentId), heading: "Receipt", as: student },
    { name: "result-success", path: result(bought), heading: "You’re in.", as: student },
    { name: "result-failed", path: result(declined), heading: "not enough money", as: student },
    { name: "result-cash", path: result(cash), heading: "Waiting for you to pay", as: student },
    { name: "result-waiting", path: result(begun), heading: "Still waiting", as: student },
    { name: "result-review", path: result(reviewed), heading: "A person is looking", as: student },
    { name: "not-found", path: "/no-such-page", heading: /./, expects: [404] },
    { name: "office", path: adminPaths.home(), heading: /./, as: staff },
    { name: "office-payments", path: adminPaths.payments(), heading: "Payments", as: staff },
    { name: "office-payments-none", path: "/admin/payments?q=nobody", heading: "Payments", as: staff },
    { name: "office-payment", path: adminPaths.payment(bought.paymentId), heading: "2,400.00", as: staff },
    {
      name: "office-payment-review",
      path: adminPaths.payment(reviewed.paymentId),
      heading: "6,900",
      as: staff,
    },
    { name: "office-queue", path: adminPaths.enrollments(), heading: "Enrollments", as: registrar },
    { name: "office-exceptions", path: adminPaths.exceptions(), heading: "Exceptions", as: staff },
    { name: "office-exception", path: adminPaths.exception(exceptionId), heading: /./, as: staff },
    { name: "office-webhooks", path: adminPaths.webhooks(), heading: "Webhooks", as: staff },
    { name: "office-webhook", path: adminPaths.webhook(deliveryId), heading: "Paymob delivery", as: staff },
    { name: "office-webhook-refused", path: adminPaths.webhook(refusedId), heading: "delivery", as: staff },
    {
      name: "office-not-found",
      path: "/admin/payments/pay_0",
      heading: /nothing/,
      as: staff,
      expects: [404],
    },
    { name: "office-forbidden", path: "/admin", heading: /may not/, as: student, expects: [403] },
    ...inArabic("ar-office", owner, [
      adminPaths.home(),
      adminPaths.enrollments(),
      adminPaths.enrollment(await firstId("enrollments")),
      adminPaths.payment(reviewed.paymentId),
      adminPaths.exception(exceptionId),
      adminPaths.users(),
      adminPaths.user(student.id),
      adminPaths.cases(),
      adminPaths.courses(),
      adminPaths.course(begun.courseId),
      adminPaths.webhook(deliveryId),
      adminPaths.audit(),
      adminPaths.performance(),
      adminPaths.refundsToMake(),
      adminPaths.operations(),
      adminPaths.mails(),
      adminPaths.mail(mailId),
    ]),
    ...inArabic("ar-site", reader, [paths.course(cash.courseId), "/account"]),
  ];
}

/** Pages of one who reads Arabic, by their number. */
const inArabic = (name: string, as: Person, pages: string[]): Place[] =>
  pages.map((path, at) => ({
    name: `${name}-${at}`,
    path,
    heading: /./,
    as,
    arabic: true,
  }));

const firstId = async (table: "enrollments") =>
  (await productDb().selectFrom(table).select("id").limit(1).executeTakeFirstOrThrow()).id;

/** Buys without a browser; resolves once the payment stands as it should. Null: goes to the gateway and does nothing there. */
async function buyOver(
  student: Person,
  title: string,
  gateway: GatewayName,
  status: string,
  choice: Omit<Parameters<typeof sandbox.pay>[0], "url"> | null,
) {
  const course = await courseTitled(title);
  const url = await beginCheckout(student, course, gateway);
  if (choice) await sandbox.pay({ url, ...choice });
  const find = () =>
    productDb()
      .selectFrom("payments")
      .select(["id", "status"])
      .where("student_id", "=", student.id)
      .where("course_id", "=", course.id)
      .executeTakeFirstOrThrow();
  await until(`the payment for ${title} is ${status}`, async () => (await find()).status === status, 20_000);
  return { courseId: course.id, paymentId: (await find()).id };
}

/** What the office keeps of these payments: an exception, a good delivery, and one that nobody signed. */
async function recordsOf(reviewedId: string, boughtId: string) {
  await fetch(`${ownProduct().webUrl}${apiPaths.webhook("ikhokha")}`, {
    method: "POST",
    headers: { "content-type": "application/json", "ik-appid": "NOBODY", "ik-sign": "0".repeat(64) },
    body: JSON.stringify({ paylinkID: "abc", status: "SUCCESS", responseCode: "00" }),
  });
  const one = async (query: { executeTakeFirst(): Promise<{ id: string } | undefined> }) => {
    await until(
      "the office has its record",
      async () => (await query.executeTakeFirst()) !== undefined,
      20_000,
    );
    return (await query.executeTakeFirst())!.id;
  };
  const deliveries = productDb().selectFrom("payment_webhooks").select("id").orderBy("received_at", "desc");
  return {
    exceptionId: await one(
      productDb().selectFrom("exceptions").select("id").where("payment_id", "=", reviewedId),
    ),
    deliveryId: await one(deliveries.where("payment_id", "=", boughtId)),
    mailId: await one(productDb().selectFrom("mails").select("id").where("payment_id", "=", boughtId)),
    refusedId: await one(deliveries.where("verdict", "=", "bad_signature").where("gateway", "=", "ikhokha")),
  };
}
