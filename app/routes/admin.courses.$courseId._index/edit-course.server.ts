import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import { courseForm, valuesOf } from "#app/features/courses/course-fields.ts";
import { findCourse } from "#app/features/courses/find-course.server.ts";
import { formSetting } from "#app/features/courses/form-setting.server.ts";
import { saveCourse } from "#app/features/courses/save-course.server.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import type { TextConflict, Texts } from "#app/lib/merge-texts.ts";
import { adminPaths } from "#app/paths.ts";

/** What the form was opened with; it travels with the form, so that the page behind it may move on. */
const Opened = z.object({
  version: z.coerce.number().int().positive(),
  base: z
    .string()
    .max(100_000)
    .transform((text, context): Texts => {
      try {
        return z.record(z.string(), z.string()).parse(JSON.parse(text));
      } catch {
        context.addIssue({ code: "custom", message: "no texts" });
        return z.NEVER;
      }
    }),
});

/** After a conflict the form goes on from what is stored now, with both texts of each field in question. */
export interface Conflicted {
  version: number;
  theirs: Texts;
  conflicts: TextConflict[];
}

/** The POST of the course form, as its answer. */
export async function editCourse(form: FormData, courseId: string, staffId: string) {
  const stored = await findCourse(db(), courseId);
  if (!stored) throw new Response(null, { status: 404 });
  const setting = formSetting(gateways(), stored.values.prices, env().SCHOOL_TIME_ZONE);
  const schema = courseForm(setting);
  const opened = Opened.safeParse({ version: form.get("version"), base: form.get("base") });
  if (opened.success) takeChoices(form, opened.data.base);
  const submission = parseWithZod(form, { schema });
  const refuse = (
    reply: Parameters<typeof submission.reply>[0],
    status: number,
    conflict: (Conflicted & { merged: Texts }) | null = null,
  ) => {
    const answer = submission.reply(reply);
    const { merged, ...conflicted } = conflict ?? {};
    // What only they changed is in the form from here on; what both changed is still yours.
    const result = merged ? { ...answer, initialValue: merged } : answer;
    return data({ result, conflict: conflict ? (conflicted as Conflicted) : null }, { status });
  };
  if (!opened.success) return refuse({ formErrors: ["form"] }, 400);
  if (submission.status !== "success") return refuse(undefined, 422);
  const result = await saveCourse(db(), {
    courseId,
    expectedVersion: opened.data.version,
    base: opened.data.base,
    values: valuesOf(submission.value, setting.currencies),
    setting,
    actor: { type: "staff", id: staffId },
  });
  switch (result.outcome) {
    case "saved": {
      const prices = result.changed.some((field) => field.startsWith("price_"));
      const merged = result.alsoChanged.join(",") || undefined;
      return redirect(
        adminPaths.course(courseId, { saved: prices ? "prices" : "yes", merged, at: String(Date.now()) }),
        303,
      );
    }
    case "unchanged":
      return redirect(adminPaths.course(courseId, { saved: "unchanged" }), 303);
    case "missing":
      throw new Response(null, { status: 404 });
    case "below_enrolled":
      return refuse({ fieldErrors: { capacity: ["belowEnrolled"] } }, 422);
    case "no_price":
      return refuse({ formErrors: ["noPrice"] }, 422);
    case "conflict":
      return refuse({ formErrors: ["doNotFit"] }, 409, result);
    case "do_not_fit":
      return refuse({ formErrors: ["doNotFit"] }, 409, { ...result, conflicts: [] });
    default:
      return assertNever(result);
  }
}

/** "Theirs" takes the stored text; "yours" is what the field says already. */
function takeChoices(form: FormData, base: Texts): void {
  for (const [name, choice] of [...form.entries()]) {
    if (!name.startsWith("choice_")) continue;
    form.delete(name);
    const field = name.slice("choice_".length);
    if (choice !== "theirs" || !(field in base)) continue;
    if (base[field]) form.set(field, base[field]);
    else form.delete(field);
  }
}
