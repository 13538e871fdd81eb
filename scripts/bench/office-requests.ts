import type pg from "pg";
import { exceptionKinds } from "#db/schema.ts";

/** A request of the office's lists: the route whose loader answers it, and its address. */
export interface ListRequest {
  /** Of a page; what answers with a file or JSON is asked at its own address. */
  route: string | null;
  path: string;
  /** What is asked, whatever the values: requests of one kind are compared with each other. */
  kind: string;
}

/** The address of one route's data alone, as the browser asks for it within the office. */
export const dataPath = ({ route, path }: Pick<ListRequest, "route" | "path">): string => {
  if (route === null) return path;
  const [address, query] = path.split("?");
  const search = new URLSearchParams(query);
  search.set("_routes", route);
  return `${address}.data?${search}`;
};

/** Every list, filter, order and search of the office, each with things that are there, drawn anew for each round. */
export async function listRequests(pool: pg.Pool, rounds: number): Promise<ListRequest[]> {
  const asked: Asked[] = [];
  for (let round = 0; round < rounds; round++) {
    const one = await drawOne(pool);
    asked.push(...pagesOf(one, round).map((path) => ({ path })), ...searchesOf(one), ...filesOf(one));
  }
  // An argument that nobody reads: no answer of another round is kept for it.
  return asked.map(({ path, kind }, index) => ({
    route: /\.csv|\/palette/.test(path) ? null : leaf(path),
    path: `${path}${path.includes("?") ? "&" : "?"}cold=${index}`,
    kind: kind ?? path.replace(/=[^&]*/g, ""),
  }));
}

interface Asked {
  path: string;
  /** Where the address without its values says too little. */
  kind?: string;
}

const leaf = (path: string) => `routes${path.split("?")[0]!.replaceAll("/", ".").replace(".", "/")}._index`;

interface Drawn {
  [column: string]: string;
}

/** One payment and all that hangs together with it. */
async function drawOne(pool: pg.Pool): Promise<Drawn> {
  const { rows } = await pool.query<Drawn>(
    `select p.id, p.created_at::date::text as day, p.course_id as course, p.status, p.currency, p.gateway, p.student_id as student,
       to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, p.amount_minor::text as amount,
       a.gateway_order_ref as order_ref, coalesce(a.gateway_transaction_ref, a.gateway_order_ref) as transaction_ref,
       u.name, u.email, coalesce(u.phone, '+2010') as phone, u.search_name, c.title
     from (select now() - random() * interval '395 days' as at) drawn
     cross join lateral (select * from payments where created_at >= drawn.at order by created_at, id limit 1) p
     join payment_attempts a on a.payment_id = p.id join users u on u.id = p.student_id join courses c on c.id = p.course_id`,
  );
  return Object.fromEntries(
    Object.entries(rows[0]!).map(([name, value]) => [name, encodeURIComponent(value)]),
  );
}

/** Filters and orders; the value of those with few is another each round. */
function pagesOf(one: Drawn, round: number): string[] {
  const turn = (values: readonly string[]) => values[round % values.length]!;
  const { day, course, status, at, id } = one;
  const deep = `before=${at}~${id}`;
  const enrollmentId = id!.replace("pay_", "enr_");
  return [
    ...["7", "30", "90"].map((days) => `/admin?days=${days}`),
    "/admin/payments",
    `/admin/payments?${deep}`,
    `/admin/payments?after=${at}~${id}`,
    `/admin/payments?status=${turn(["failed", "expired", "pending", "succeeded", "partially_refunded", "refunded", "needs_review"])}`,
    `/admin/payments?status=${status}&${deep}`,
    "/admin/payments?status=open&sort=started",
    "/admin/payments?status=reached&gateway=ikhokha",
    "/admin/payments?status=captured&gateway=ikhokha",
    `/admin/payments?status=captured&currency=${one.currency}&paidFrom=${day}&paidTo=${day}`,
    `/admin/payments?course=${course}&status=failed`,
    `/admin/payments?course=${course}&gateway=${one.gateway}&currency=${one.currency}`,
    `/admin/payments?from=${day}&to=${day}`,
    `/admin/payments?from=${day}&to=${day}&status=refunded&currency=ZAR`,
    "/admin/payments?currency=SAR&sort=amount",
    `/admin/payments?currency=EGP&sort=-amount&status=refunded`,
    "/admin/payments?sort=-updated&cols=student,reference,updated",
    "/admin/enrollments",
    `/admin/enrollments?course=${course}`,
    `/admin/enrollments?until=${day}`,
    "/admin/enrollments?status=all",
    `/admin/enrollments?status=all&from=${day}&to=${day}`,
    `/admin/enrollments?status=all&before=${at}~${enrollmentId}`,
    `/admin/enrollments?status=${turn(["requested", "pending_approval", "approved", "active", "suspended", "rejected", "revoked", "lapsed", "transferred"])}`,
    `/admin/enrollments?status=active&course=${course}`,
    `/admin/enrollments?status=transferred&course=${course}`,
    "/admin/users",
    `/admin/users?before=${at}~${one.student}`,
    `/admin/users?from=${day}`,
    `/admin/users?role=${turn(["student", "finance", "support"])}`,
    "/admin/users?case=open",
    "/admin/users?waiting=yes",
    "/admin/users?sort=name",
    `/admin/users?sort=-name&after=${one.search_name}~${one.student}`,
    "/admin/webhooks",
    `/admin/webhooks?${deep.replace("pay_", "whk_")}`,
    "/admin/webhooks?gateway=paymob&outcome=applied",
    `/admin/webhooks?gateway=ikhokha&outcome=${turn(["mismatch", "unattributed", "malformed", "noted"])}`,
    `/admin/webhooks?status=${turn(["received", "failed", "dead", "rejected"])}`,
    "/admin/webhooks?verdict=bad_signature",
    `/admin/webhooks?from=${day}&to=${day}`,
    "/admin/exceptions",
    `/admin/exceptions?kind=${exceptionKinds[round % exceptionKinds.length]}`,
    `/admin/exceptions?status=${turn(["resolved", "ignored", "all"])}`,
    `/admin/exceptions?status=resolved&kind=${exceptionKinds[round % exceptionKinds.length]}`,
    "/admin/audit",
    `/admin/audit?before=${at}~${1_000 + round}`,
    `/admin/audit?actor=${turn(["staff", "gateway", "system", "student"])}`,
    `/admin/audit?action=${turn(["payment.succeeded", "payment.refunded", "enrollment.approved"])}`,
    "/admin/audit?actor=staff&action=enrollment.approved",
    "/admin/audit?actor=staff&action=payment.succeeded",
    `/admin/audit?from=${day}&to=${day}`,
    "/admin/cases",
    `/admin/cases?status=${turn(["school", "student", "resolved", "all"])}`,
    `/admin/cases?who=${turn(["mine", "unassigned"])}`,
    `/admin/cases?who=${turn(["mine", "unassigned"])}&status=${turn(["all", "resolved", "school"])}&sort=opened`,
    `/admin/cases?status=all&student=${one.student}`,
    `/admin/cases?status=all&from=${day}&to=${day}`,
    `/admin/cases?status=all&sort=opened&before=${deep.replace("before=", "").replace("pay_", "cas_")}`,
    "/admin/mails",
    `/admin/mails?${deep.replace("pay_", "mal_")}`,
    `/admin/mails?state=${turn(["sent", "failed", "unknown"])}`,
    `/admin/mails?kind=${turn(["receipt", "waitlist_offer", "enrollment_rejected"])}`,
    `/admin/mails?kind=${turn(["case_answer", "waitlist_offer"])}&state=${turn(["sent", "failed"])}`,
    `/admin/mails?from=${day}&to=${day}&sort=asked`,
    "/admin/refunds",
    `/admin/refunds?${deep.replace("pay_", "rfd_")}`,
    `/admin/refunds?sort=since&gateway=${one.gateway}`,
    `/admin/refunds?course=${course}&currency=${one.currency}`,
    `/admin/refunds?from=${day}&to=${day}`,
    "/admin/courses",
    `/admin/courses?status=${turn(["published", "archived", "draft"])}`,
    `/admin/courses?approval=${turn(["none", "after_payment", "before_payment"])}&sort=title`,
    `/admin/courses?sort=starts&from=${day}`,
    `/admin/courses?from=${day}&to=${day}`,
    "/admin/operations",
  ];
}

/** Whatever a person may type: whole and half names, in both scripts, misspelt, addresses, numbers, ids, references. */
function searchesOf(one: Drawn): Asked[] {
  const name = decodeURIComponent(one.name!);
  const typed = {
    name: one.name!,
    misspelt: encodeURIComponent(`${name.slice(0, 2)}${name.slice(3)}`),
    beginning: encodeURIComponent(name.slice(0, 2)),
    lastFirst: encodeURIComponent(name.split(" ").reverse().join(" ")),
    arabic: encodeURIComponent("الشريف محمد"),
    nobody: encodeURIComponent("قسطنطين ذهبي"),
    email: one.email!,
    phone: encodeURIComponent(decodeURIComponent(one.phone!).slice(0, 9)),
    reference: one.order_ref!,
    transaction: one.transaction_ref!,
    id: one.id!,
    title: one.title!,
  };
  const asked = (path: string, whats: ReadonlyArray<keyof typeof typed>) =>
    whats.map((what) => ({
      path: `${path}${path.includes("?") ? "&" : "?"}q=${typed[what]}`,
      kind: `${path.replace(/=[^&]*/g, "")} by ${what}`,
    }));
  const all = Object.keys(typed) as Array<keyof typeof typed>;
  return [
    ...asked("/admin/users", all),
    ...asked("/admin/payments", [
      "name",
      "beginning",
      "arabic",
      "nobody",
      "email",
      "reference",
      "transaction",
      "id",
    ]),
    ...asked("/admin/payments?status=refunded&sort=-updated", ["beginning"]),
    ...asked("/admin/enrollments?status=all", all),
    ...asked("/admin/enrollments", ["beginning", "arabic"]),
    ...asked("/admin/palette", all),
    ...asked("/admin/webhooks", ["transaction", "id"]),
    ...asked("/admin/audit", ["id", "email"]),
    ...asked("/admin/mails", ["name", "beginning", "id", "email"]),
    ...asked("/admin/cases?status=all", ["name", "id"]),
    ...asked("/admin/refunds", ["name", "transaction", "id"]),
    ...asked("/admin/exceptions?status=all", ["name", "id"]),
    ...asked("/admin/courses", ["title"]),
  ];
}

/** Files: their first rows, which is how long one waits for them to begin. */
function filesOf(one: Drawn): Asked[] {
  const files = [
    "/admin/payments.csv",
    `/admin/payments.csv?course=${one.course}&status=failed`,
    "/admin/enrollments.csv?status=all",
    "/admin/users.csv",
    "/admin/webhooks.csv",
    "/admin/exceptions.csv?status=all",
    "/admin/audit.csv",
    "/admin/courses.csv",
    "/admin/cases.csv?status=all",
    "/admin/mails.csv",
    "/admin/refunds.csv",
  ];
  return files.map((path) => ({ path }));
}
