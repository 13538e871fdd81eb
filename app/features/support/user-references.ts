/**
 * Every column that points to a person, and what becomes of it when their account becomes part of another: it `moves`,
 * it `ends`, or it `stays` as history, which still says under which account a thing was done. A test holds this list
 * against the database's foreign keys.
 */
export const userReferences = {
  "sessions.user_id": "ends",
  "payments.student_id": "moves",
  "enrollments.student_id": "moves",
  "exceptions.student_id": "moves",
  "waitlist_entries.student_id": "moves",
  "support_cases.student_id": "moves",
  "person_notes.user_id": "moves",
  "mails.user_id": "moves",
  "mails.requested_by": "stays",
  "users.merged_into": "moves",
  "payment_evidence.actor_id": "stays",
  "enrollments.decided_by": "stays",
  "refund_drafts.created_by": "stays",
  "bulk_jobs.created_by": "stays",
  "bulk_jobs.tried_by": "stays",
  "saved_views.owner_id": "stays",
  "default_views.user_id": "stays",
  "presences.staff_id": "stays",
  "person_notes.author_id": "stays",
  "support_acts.actor_id": "stays",
  "support_acts.user_id": "stays",
  "support_cases.assignee_id": "stays",
  "support_case_messages.author_id": "stays",
} as const satisfies Record<string, "moves" | "ends" | "stays">;
