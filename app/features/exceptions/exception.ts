import type { ExceptionKind } from "#db/schema.ts";

/** One exception to open, or to keep open: the same key is the same problem, for ever. */
export interface ExceptionInput {
  id: string;
  dedupe_key: string;
  kind: ExceptionKind;
  severity?: "warning" | "critical";
  payment_id?: string | null;
  enrollment_id?: string | null;
  delivery_id?: string | null;
  student_id?: string | null;
  course_id?: string | null;
  facts: Record<string, unknown>;
  note?: string;
}
