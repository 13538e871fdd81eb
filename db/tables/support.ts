import type { caseMessageKinds, caseStatuses } from "#db/schema.ts";
import type {
  Generated,
  GeneratedAlways,
  Json,
  MomentDefault,
  MomentOrNull,
  Nullable,
} from "#db/tables/columns.ts";

/** What staff tell each other about a person; the person never sees it. */
export interface PersonNotesTable {
  id: string;
  user_id: string;
  author_id: string;
  body: string;
  created_at: MomentDefault;
}

/** An act of support that was done: its key comes from the form, so that a second press finds it done. */
export interface SupportActsTable {
  key: string;
  kind: string;
  actor_id: string;
  /** Whom it was about. */
  user_id: string;
  outcome: Json<Record<string, unknown>>;
  created_at: MomentDefault;
}

export interface SupportCasesTable {
  id: string;
  student_id: string;
  payment_id: Nullable<string>;
  enrollment_id: Nullable<string>;
  subject: string;
  status: Generated<(typeof caseStatuses)[number]>;
  origin: "student" | "staff";
  assignee_id: Nullable<string>;
  /** Whose turn it is to write. */
  awaits: Generated<"school" | "student">;
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
  resolved_at: MomentOrNull;
}

export interface SupportCaseMessagesTable {
  id: GeneratedAlways<number>;
  case_id: string;
  /** Questions and answers are between student and school; a note is the school's own. */
  kind: (typeof caseMessageKinds)[number];
  author_id: string;
  body: string;
  /** Of the form it was sent with: sent twice, it is one message. */
  form_key: Nullable<string>;
  created_at: MomentDefault;
}
