import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import { sentKey } from "#app/features/support/act-form.ts";
import { askAboutPayment } from "#app/features/support/open-case.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { typedIn, typedText } from "#app/lib/typed-text.ts";
import { paths } from "#app/paths.ts";

const QuestionForm = z.object({
  question: typedText(1, 4_000),
  key: z.string().regex(/^[\w-]{8,100}$/),
});

/** The POST of a student's question about a payment of theirs; a refusal brings the words back. */
export async function ask(fields: FormData, paymentId: string, studentId: string) {
  const refuse = (problem: "form" | "too_many", status: number) =>
    data({ problem, question: typedIn(fields, "question"), key: sentKey(fields) }, { status });
  const form = QuestionForm.safeParse(Object.fromEntries(fields));
  if (!form.success) return refuse("form", 422);
  const { question, key } = form.data;
  const result = await askAboutPayment(db(), { studentId, paymentId, question, formKey: key });
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "opened":
    case "asked":
      return redirect(`${paths.payment(paymentId)}?asked=sent#questions`, 303);
    case "too_many":
      return refuse("too_many", 429);
    default:
      return assertNever(result);
  }
}
