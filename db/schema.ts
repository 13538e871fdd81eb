import type { BulkJobItemsTable, BulkJobsTable } from "#db/tables/bulk.ts";
import type {
  AuditChecksTable,
  AuditLogTable,
  AuditSealerTable,
  AuditSealsTable,
  OutboxConsumersTable,
  OutboxEpochTable,
  OutboxEventsTable,
} from "#db/tables/changes.ts";
import type { CoursePricesTable, CoursesTable } from "#db/tables/courses.ts";
import type { EnrollmentsTable } from "#db/tables/enrollments.ts";
import type { ExceptionsTable } from "#db/tables/exceptions.ts";
import type { MailsTable } from "#db/tables/mails.ts";
import type { HistoryCursorsTable, PresencesTable, WorkerHeartbeatsTable } from "#db/tables/operations.ts";
import type {
  LedgerEntriesTable,
  PaymentAttemptsTable,
  PaymentEvidenceTable,
  PaymentsTable,
} from "#db/tables/payments.ts";
import type { NameWordsTable, SessionsTable, UsersTable } from "#db/tables/people.ts";
import type { PerformanceTalliesTable } from "#db/tables/performance.ts";
import type { RefundDraftsTable } from "#db/tables/refunds.ts";
import type {
  EnrollmentRollupsTable,
  EnrollmentSharesTable,
  PaymentRollupsTable,
  PaymentSharesTable,
  RollupBuildsTable,
} from "#db/tables/rollups.ts";
import type {
  PersonNotesTable,
  SupportActsTable,
  SupportCaseMessagesTable,
  SupportCasesTable,
} from "#db/tables/support.ts";
import type { DefaultViewsTable, SavedViewsTable } from "#db/tables/views.ts";
import type { WaitlistEntriesTable } from "#db/tables/waitlist.ts";
import type { PaymentWebhooksTable } from "#db/tables/webhooks.ts";

export const roles = ["owner", "admin", "finance", "registrar", "support", "auditor", "student"] as const;
export type Role = (typeof roles)[number];

export const courseStatuses = ["draft", "published", "archived"] as const;
/** Whether staff approve an enrollment, and when: never, before the student may pay, or after the payment. */
export const approvalModes = ["none", "before_payment", "after_payment"] as const;
export type ApprovalMode = (typeof approvalModes)[number];
/** What a full refund does to the seat; `ask` leaves it to whoever refunds. */
export const refundEffects = ["revoke", "keep", "ask"] as const;
export type RefundEffect = (typeof refundEffects)[number];
/** `abandoned`: the gateway never heard of it. `superseded`: replaced by a checkout at another price, and still asked about. */
export const attemptStatuses = ["creating", "open", "refused", "unknown", "abandoned", "superseded"] as const;
export type AttemptStatus = (typeof attemptStatuses)[number];
/**
 * `requested` asks for approval before paying and holds no seat; `approved` may be paid until its time is over, then it
 * is `lapsed`; `pending_approval` is paid and waits; `withdrawn` was a request that its student took back.
 */
export const enrollmentStatuses = [
  "requested",
  "pending_approval",
  "approved",
  "active",
  "suspended",
  "rejected",
  "revoked",
  "lapsed",
  "withdrawn",
  "transferred",
] as const;
export type EnrollmentStatus = (typeof enrollmentStatuses)[number];
/** Statuses that hold a seat: at most one such enrollment per student and course, and courses.enrolled_count counts them. */
export const liveEnrollmentStatuses = ["pending_approval", "approved", "active", "suspended"] as const;
/** What staff do to an enrollment; `undo` takes the last of them back. */
export const enrollmentDecisions = ["approve", "reject", "revoke", "restore", "undo"] as const;
export type EnrollmentDecision = (typeof enrollmentDecisions)[number];
/** `settled`: the gateway gave the payment back. */
export const refundDraftStatuses = ["draft", "withdrawn", "settled"] as const;

export const bulkJobStatuses = ["queued", "running", "finished", "cancelled"] as const;
export type BulkJobStatus = (typeof bulkJobStatuses)[number];
export const bulkItemStatuses = ["waiting", "done", "failed"] as const;
export const bulkItemOutcomes = ["decided", "stale", "not_allowed", "full", "missing", "error"] as const;
export type BulkItemOutcome = (typeof bulkItemOutcomes)[number];

export const webhookVerdicts = ["accepted", "bad_signature"] as const;
export const webhookStatuses = ["received", "processing", "processed", "failed", "dead", "rejected"] as const;
export type WebhookStatus = (typeof webhookStatuses)[number];
/** What came of a processed delivery. */
export const webhookOutcomes = [
  "applied",
  "nothing_new",
  "mismatch",
  "unattributed",
  "malformed",
  "unsupported",
  "noted",
] as const;
export type WebhookOutcome = (typeof webhookOutcomes)[number];

/** The most urgent first: money that may be lost or owed, then the books, then what only looks wrong. */
export const exceptionKinds = [
  "paid_not_enrolled",
  "two_payments_one_seat",
  "payment_mismatch",
  "unattributed_money",
  "ledger_drift",
  "status_drift",
  "dead_delivery",
  "enrolled_not_paid",
  "facts_disagree",
  "malformed_delivery",
  "bad_signatures",
  "count_drift",
  "audit_altered",
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];
export const exceptionStatuses = ["open", "resolved", "ignored"] as const;

export const mailKinds = [
  "receipt",
  "payment_failed",
  "payment_link",
  "enrollment_approved",
  "enrollment_rejected",
  "enrollment_revoked",
  "pay_invitation",
  "deadline_extended",
  "waitlist_offer",
  "seat_lapsed",
  "seat_moved",
  "refund_made",
  "case_answer",
] as const;
export type MailKind = (typeof mailKinds)[number];
/**
 * `unknown`: handed to the mail server, which gave no answer; it may have been sent. `outdated`: what it says had ceased
 * to be true before it could be sent, so it was held back.
 */
export const mailStates = [
  "queued",
  "sending",
  "sent",
  "failed",
  "not_configured",
  "unknown",
  "outdated",
] as const;
export type MailState = (typeof mailStates)[number];

export const ledgerKinds = ["capture", "refund", "void", "suspense_in", "suspense_out"] as const;
export const caseStatuses = ["open", "resolved"] as const;
export type CaseStatus = (typeof caseStatuses)[number];
export const caseMessageKinds = ["question", "answer", "note"] as const;
export type CaseMessageKind = (typeof caseMessageKinds)[number];

export const topics = [
  "payments",
  "enrollments",
  "users",
  "webhooks",
  "exceptions",
  "notifications",
  "operations",
] as const;
export type Topic = (typeof topics)[number];

/** What is measured of the product itself: loaders, what browsers see, how late things are. */
export const performanceKinds = ["loader", "vital", "lag"] as const;
export type PerformanceKind = (typeof performanceKinds)[number];

export const actorTypes = ["student", "staff", "gateway", "system"] as const;
export type ActorType = (typeof actorTypes)[number];

/** Lists that can be saved as views. */
export const viewLists = [
  "payments",
  "enrollments",
  "users",
  "courses",
  "webhooks",
  "exceptions",
  "cases",
  "mails",
  "refunds",
  "audit",
] as const;
export type ViewList = (typeof viewLists)[number];

/** `taken`: became a seat. `expired`: the offer was not paid in time. */
export const waitlistStatuses = ["waiting", "offered", "taken", "expired", "left"] as const;
export type WaitlistStatus = (typeof waitlistStatuses)[number];

export interface Database {
  users: UsersTable;
  sessions: SessionsTable;
  name_words: NameWordsTable;
  courses: CoursesTable;
  course_prices: CoursePricesTable;
  payments: PaymentsTable;
  payment_attempts: PaymentAttemptsTable;
  payment_evidence: PaymentEvidenceTable;
  payment_webhooks: PaymentWebhooksTable;
  enrollments: EnrollmentsTable;
  refund_drafts: RefundDraftsTable;
  bulk_jobs: BulkJobsTable;
  bulk_job_items: BulkJobItemsTable;
  person_notes: PersonNotesTable;
  support_acts: SupportActsTable;
  support_cases: SupportCasesTable;
  support_case_messages: SupportCaseMessagesTable;
  ledger_entries: LedgerEntriesTable;
  exceptions: ExceptionsTable;
  outbox_events: OutboxEventsTable;
  outbox_epoch: OutboxEpochTable;
  outbox_consumers: OutboxConsumersTable;
  audit_log: AuditLogTable;
  audit_seals: AuditSealsTable;
  audit_checks: AuditChecksTable;
  audit_sealer: AuditSealerTable;
  mails: MailsTable;
  worker_heartbeats: WorkerHeartbeatsTable;
  performance_tallies: PerformanceTalliesTable;
  presences: PresencesTable;
  saved_views: SavedViewsTable;
  default_views: DefaultViewsTable;
  history_cursors: HistoryCursorsTable;
  payment_shares: PaymentSharesTable;
  payment_rollups: PaymentRollupsTable;
  enrollment_shares: EnrollmentSharesTable;
  enrollment_rollups: EnrollmentRollupsTable;
  rollup_builds: RollupBuildsTable;
  waitlist_entries: WaitlistEntriesTable;
}
