import { sql } from "kysely";
import { requestMail } from "#app/features/mail/request-mail.server.ts";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { caseChange } from "#app/features/support/case-change.ts";
import type { CaseActor } from "#app/features/support/change-case.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { keyWithWords } from "#app/lib/key-with-words.server.ts";
import { wake } from "#app/lib/wake.server.ts";

export type WriteResult =
  | { outcome: "written" }
  | { outcome: "repeated" }
  | { outcome: "missing" }
  /** An answer goes to the student: it is refused where the case moved since, so that nobody answers twice. */
  | { outcome: "stale" }
  /** An answer to a closed case would open nothing; re-open it first. */
  | { outcome: "resolved" };

/**
 * Writes into a case: an `answer` goes to the student and stands on their payment's page, a `note` stays with the school.
 * The same form with the same words sent twice is one message. Notes are welcome on any version; answers only on the one that was read.
 */
export async function writeToCase(
  db: Db,
  input: {
    caseId: string;
    kind: "answer" | "note";
    body: string;
    expectedVersion: number;
    formKey: string;
    actor: CaseActor;
  },
): Promise<WriteResult> {
  const { caseId, kind, body, actor } = input;
  const formKey = keyWithWords(input.formKey, [caseId, kind, body]);
  const result = await db.transaction().execute(async (trx): Promise<WriteResult> => {
    const before = await trx
      .selectFrom("support_cases")
      .selectAll()
      .where("id", "=", caseId)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return { outcome: "missing" };
    const sent = await trx
      .selectFrom("support_case_messages")
      .select("id")
      .where("form_key", "=", formKey)
      .executeTakeFirst();
    if (sent) return { outcome: "repeated" };
    if (kind === "answer" && before.status === "resolved") return { outcome: "resolved" };
    if (kind === "answer" && before.version !== input.expectedVersion) return { outcome: "stale" };
    const message = await trx
      .insertInto("support_case_messages")
      .values({ case_id: caseId, kind, author_id: actor.id, body, form_key: formKey })
      .returning("id")
      .executeTakeFirstOrThrow();
    const after = await trx
      .updateTable("support_cases")
      .set({
        awaits: kind === "answer" ? "student" : before.awaits,
        assignee_id: before.assignee_id ?? (kind === "answer" ? actor.id : null),
        version: sql`version + 1`,
        updated_at: sql`now()`,
      })
      .where("id", "=", caseId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordChanges(trx, {
      actor,
      changes: [
        caseChange(kind === "answer" ? "case.answered" : "case.noted", after, {
          before: null,
          after: { kind },
          studentHears: kind === "answer",
        }),
      ],
    });
    if (kind === "answer")
      await requestMail(trx, {
        kind: "case_answer",
        caseId,
        userId: before.student_id,
        paymentId: before.payment_id,
        facts: { subject: before.subject, answer: body },
        dedupeKey: `case_answer:${message.id}`,
        actor,
      });
    return { outcome: "written" };
  });
  if (result.outcome === "written") wake("outbox");
  return result;
}
