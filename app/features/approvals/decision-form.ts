import { z } from "zod";
import { needsReason } from "#app/features/enrollments/enrollment.ts";
import { typedText } from "#app/lib/typed-text.ts";
import { enrollmentDecisions } from "#db/schema.ts";

const reason = z.optional(typedText(0, 1_000));

/** What a row's form posts. */
export const DecisionForm = z
  .object({
    decision: z.enum(enrollmentDecisions),
    version: z.coerce.number().int().positive(),
    reason,
    /** The page to come back to. */
    back: z.string().max(2_000).optional(),
    /** `json`: a script asks and stays where it is. */
    answer: z.literal("json").optional(),
  })
  .refine((form) => !needsReason(form.decision) || (form.reason?.length ?? 0) >= 3, { path: ["reason"] });

/** What the bar above the list posts: a decision about the rows chosen, or about all that match. */
export const BulkForm = z
  .object({
    decision: z.enum(["approve", "reject", "revoke", "restore"]),
    scope: z.enum(["selected", "matching"]),
    reason,
    asOf: z.iso.datetime({ precision: 6 }),
    /** The list's own address, whose filters are meant. */
    query: z.string().max(2_000),
  })
  .refine((form) => !needsReason(form.decision) || (form.reason?.length ?? 0) >= 3, { path: ["reason"] });
