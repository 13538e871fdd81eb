import * as z from "zod/mini";
import { typedIn, typedText } from "#app/lib/typed-text.ts";

/** What every deliberate act is sent with: the key that makes it one act, and why. */
export const ActForm = z.object({
  key: z.string().check(z.regex(/^[\w-]{8,100}$/)),
  reason: typedText(3, 1_000),
});

/**
 * An act as its form was sent. Where that is not whole the page shows it again with the reason that was written and the
 * problem: `noReason` is told at the reason's field, `form` above it all.
 */
export async function readAct<Form extends z.ZodMiniType>(
  form: Form,
  request: Request,
): Promise<
  { act: z.output<Form>; reason: string } | { act: null; reason: string; problem: "noReason" | "form" }
> {
  const fields = await request.formData();
  const parsed = form.safeParse(Object.fromEntries(fields));
  const reason = typedIn(fields, "reason");
  if (parsed.success) return { act: parsed.data, reason };
  const onlyReason = parsed.error.issues.every(({ path }) => path[0] === "reason");
  return { act: null, reason, problem: onlyReason ? "noReason" : "form" };
}
