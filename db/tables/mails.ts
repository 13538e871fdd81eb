import type { MailKind, MailState } from "#db/schema.ts";
import type { Generated, Json, MomentDefault, MomentOrNull, Nullable } from "#db/tables/columns.ts";

export interface MailsTable {
  id: string;
  kind: MailKind;
  user_id: string;
  payment_id: Nullable<string>;
  enrollment_id: Nullable<string>;
  case_id: Nullable<string>;
  /** One reason to write is one mail, for ever. */
  dedupe_key: string;
  /** What the templates need beside the rows it points to, such as the reason of a refusal. */
  facts: Json<Record<string, unknown>>;
  /** The member of staff who asked for it; null when it followed from an event. */
  requested_by: Nullable<string>;
  resend_of: Nullable<string>;
  state: Generated<MailState>;
  /** Of the rendered text, as are subject and body; null until it was first rendered. */
  locale: Nullable<string>;
  subject: Nullable<string>;
  /** The plain-text part without private links, for staff to read. */
  body_text: Nullable<string>;
  /** The same for every try, so that a receiver who got it twice can tell. */
  message_id: string;
  sent_to: Nullable<string>;
  attempts: Generated<number>;
  /** In plain words. */
  last_error: Nullable<string>;
  /** Who sends it now, until when. The hand-over needs a claim that still holds. */
  claim: Nullable<string>;
  claim_until: MomentOrNull;
  /** The mail server has been given the text: from here on only its answer tells whether it was sent. */
  handed_over_at: MomentOrNull;
  sent_at: MomentOrNull;
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}
