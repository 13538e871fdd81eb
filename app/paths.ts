import * as z from "zod/mini";

/**
 * Every address of the product, and the schema of each parameter beside it. Browsers need the addresses alone:
 * the marks let the bundler leave schemas (and zod, 12 KB) out of what it sends them.
 */

const id = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}_[0-9a-z]{1,64}$`)));

export const CourseParams = /* @__PURE__ */ z.object({ courseId: /* @__PURE__ */ id("crs") });
export const PaymentParams = /* @__PURE__ */ z.object({ paymentId: /* @__PURE__ */ id("pay") });
export const EnrollmentParams = /* @__PURE__ */ z.object({ enrollmentId: /* @__PURE__ */ id("enr") });
export const WebhookParams = /* @__PURE__ */ z.object({ webhookId: /* @__PURE__ */ id("whk") });
export const ExceptionParams = /* @__PURE__ */ z.object({ exceptionId: /* @__PURE__ */ id("exc") });
export const ViewParams = /* @__PURE__ */ z.object({ viewId: /* @__PURE__ */ id("vew") });
export const CaseParams = /* @__PURE__ */ z.object({ caseId: /* @__PURE__ */ id("cas") });
export const OperationParams = /* @__PURE__ */ z.object({ jobId: /* @__PURE__ */ id("blk") });
export const MailParams = /* @__PURE__ */ z.object({ mailId: /* @__PURE__ */ id("mal") });
export const UserParams = /* @__PURE__ */ z.object({ userId: /* @__PURE__ */ id("usr") });

/** What a course page may have to explain after a checkout that did not start. */
export const courseProblems = [
  "full",
  "needs_approval",
  "not_needed",
  "too_often",
  "not_sold",
  "gateway_off",
  "key_reused",
  "price_changed",
  "already_enrolled",
  "withdrawn",
  "left",
  "not_waiting",
  "form",
] as const;
export type CourseProblem = (typeof courseProblems)[number];

/** The students' side. */
export const paths = {
  home: () => "/",
  courses: (filter?: { q?: string; after?: string }) => `/courses${query(filter)}`,
  course: (courseId: string, problem?: CourseProblem) => `/courses/${segment(courseId)}${query({ problem })}`,
  learn: (courseId: string) => `/courses/${segment(courseId)}/learn`,
  waitlist: (courseId: string) => `/courses/${segment(courseId)}/waitlist`,
  checkout: (courseId: string) => `/courses/${segment(courseId)}/checkout`,
  courseRequests: (courseId: string) => `/courses/${segment(courseId)}/requests`,
  /** For the owner and staff; whoever comes back from the gateway has the signed link of result-link.server.ts. */
  paymentResult: (courseId: string, payment: string) =>
    `/courses/${segment(courseId)}/payment/result${query({ payment })}`,
  payments: (filter?: { q?: string; status?: string; before?: string; after?: string }) =>
    `/payments${query(filter)}`,
  payment: (paymentId: string) => `/payments/${segment(paymentId)}`,
  /** Questions about a payment are posted to its page, also from elsewhere. */
  paymentQuestions: (paymentId: string) => `/payments/${segment(paymentId)}?index`,
  receipt: (paymentId: string) => `/payments/${segment(paymentId)}/receipt`,
  login: (redirectTo?: string) => `/login${query({ redirectTo })}`,
  register: (redirectTo?: string) => `/register${query({ redirectTo })}`,
  logout: () => "/logout",
  account: () => "/account",
  theme: () => "/theme",
  language: () => "/language",
} as const;

/** What browsers' scripts and machines call. */
export const apiPaths = {
  paymentStatus: (paymentId: string, token?: string) =>
    `/api/payments/${segment(paymentId)}/status${query({ token })}`,
  webhook: (gateway?: string) => `/api/payments/webhook${gateway ? `/${segment(gateway)}` : ""}`,
  clientErrors: () => "/api/client-errors",
  vitals: () => "/api/vitals",
  events: (topics: readonly string[]) => `/events${query({ topics: topics.join(",") })}`,
  viewer: () => "/api/viewer",
} as const;

/** The office. A mutation's address is a noun. */
export const adminPaths = {
  home: (range?: { days?: string; currency?: string }) => `/admin${query(range)}`,
  presence: (subjects?: string) => `/admin/presence${query({ subjects })}`,
  palette: (q: string) => `/admin/palette${query({ q })}`,
  payments: (filter?: Record<string, string | undefined>) => `/admin/payments${query(filter)}`,
  payment: (paymentId: string) => `/admin/payments/${segment(paymentId)}`,
  paymentVerifications: (paymentId: string) => `/admin/payments/${segment(paymentId)}/verifications`,
  refundsToMake: (filter?: Record<string, string | undefined>) => `/admin/refunds${query(filter)}`,
  refundsFile: (filter?: Record<string, string | undefined>) => `/admin/refunds.csv${query(filter)}`,
  refunds: (paymentId: string) => `/admin/payments/${segment(paymentId)}/refunds`,
  enrollments: (filter?: Record<string, string | undefined>) => `/admin/enrollments${query(filter)}`,
  enrollment: (enrollmentId: string, told?: Record<string, string | undefined>) =>
    `/admin/enrollments/${segment(enrollmentId)}${query(told)}`,
  operations: () => "/admin/operations",
  operation: (jobId: string, more?: Record<string, string | undefined>) =>
    `/admin/operations/${segment(jobId)}${query(more)}`,
  operationCancellation: (jobId: string) => `/admin/operations/${segment(jobId)}/cancellation`,
  operationRetries: (jobId: string) => `/admin/operations/${segment(jobId)}/retries`,
  operationReversal: (jobId: string) => `/admin/operations/${segment(jobId)}/reversal`,
  enrollmentDecision: (enrollmentId: string) => `/admin/enrollments/${segment(enrollmentId)}/decision`,
  exceptions: (filter?: Record<string, string | undefined>) => `/admin/exceptions${query(filter)}`,
  exception: (exceptionId: string) => `/admin/exceptions/${segment(exceptionId)}`,
  users: (filter?: Record<string, string | undefined>) => `/admin/users${query(filter)}`,
  usersFile: (filter?: Record<string, string | undefined>) => `/admin/users.csv${query(filter)}`,
  enrollmentsFile: (filter?: Record<string, string | undefined>) => `/admin/enrollments.csv${query(filter)}`,
  exceptionsFile: (filter?: Record<string, string | undefined>) => `/admin/exceptions.csv${query(filter)}`,
  paymentsFile: (filter?: Record<string, string | undefined>) => `/admin/payments.csv${query(filter)}`,
  webhooksFile: (filter?: Record<string, string | undefined>) => `/admin/webhooks.csv${query(filter)}`,
  performance: (filter?: { span?: string }) => `/admin/performance${query(filter)}`,
  audit: (filter?: Record<string, string | undefined>) => `/admin/audit${query(filter)}`,
  auditFile: (filter?: Record<string, string | undefined>) => `/admin/audit.csv${query(filter)}`,
  views: () => "/admin/views",
  view: (viewId: string) => `/admin/views/${segment(viewId)}`,
  viewDefault: (viewId: string) => `/admin/views/${segment(viewId)}/default`,
  viewRemoval: (viewId: string) => `/admin/views/${segment(viewId)}/removal`,
  user: (userId: string, more?: Record<string, string | undefined>) =>
    `/admin/users/${segment(userId)}${query(more)}`,
  userProfile: (userId: string) => `/admin/users/${segment(userId)}/profile`,
  userRole: (userId: string) => `/admin/users/${segment(userId)}/role`,
  userSignOuts: (userId: string) => `/admin/users/${segment(userId)}/sign-outs`,
  userSeats: (userId: string, course?: string) => `/admin/users/${segment(userId)}/seats${query({ course })}`,
  userMerges: (userId: string, other?: string) => `/admin/users/${segment(userId)}/merges${query({ other })}`,
  userView: (userId: string, payment?: string) => `/admin/users/${segment(userId)}/view${query({ payment })}`,
  enrollmentTransfers: (enrollmentId: string, course?: string) =>
    `/admin/enrollments/${segment(enrollmentId)}/transfers${query({ course })}`,
  enrollmentExtensions: (enrollmentId: string, hours?: number) =>
    `/admin/enrollments/${segment(enrollmentId)}/extensions${query({ hours: hours?.toString() })}`,
  paymentLetters: (paymentId: string, letter?: string) =>
    `/admin/payments/${segment(paymentId)}/letters${query({ letter })}`,
  cases: (filter?: Record<string, string | undefined>) => `/admin/cases${query(filter)}`,
  casesFile: (filter?: Record<string, string | undefined>) => `/admin/cases.csv${query(filter)}`,
  newCase: (about?: { user?: string; about?: string }) => `/admin/cases/new${query(about)}`,
  case: (caseId: string, more?: Record<string, string | undefined>) =>
    `/admin/cases/${segment(caseId)}${query(more)}`,
  caseAssignment: (caseId: string) => `/admin/cases/${segment(caseId)}/assignment`,
  caseResolution: (caseId: string) => `/admin/cases/${segment(caseId)}/resolution`,
  mails: (filter?: Record<string, string | undefined>) => `/admin/mails${query(filter)}`,
  mailsFile: (filter?: Record<string, string | undefined>) => `/admin/mails.csv${query(filter)}`,
  mail: (mailId: string) => `/admin/mails/${segment(mailId)}`,
  mailSendings: (mailId: string) => `/admin/mails/${segment(mailId)}/sendings`,
  courses: (filter?: Record<string, string | undefined>) => `/admin/courses${query(filter)}`,
  coursesFile: (filter?: Record<string, string | undefined>) => `/admin/courses.csv${query(filter)}`,
  newCourse: () => "/admin/courses/new",
  course: (courseId: string, more?: Record<string, string | undefined>) =>
    `/admin/courses/${segment(courseId)}${query(more)}`,
  courseStatus: (courseId: string) => `/admin/courses/${segment(courseId)}/status`,
  webhooks: (filter?: Record<string, string | undefined>) => `/admin/webhooks${query(filter)}`,
  webhook: (webhookId: string) => `/admin/webhooks/${segment(webhookId)}`,
  webhookReplays: (webhookId: string) => `/admin/webhooks/${segment(webhookId)}/replays`,
} as const;

const segment = encodeURIComponent;

/** "?a=1&b=2" of what has a value, or nothing. */
function query(values: Record<string, string | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, value);
  const text = search.toString();
  return text && `?${text}`;
}
