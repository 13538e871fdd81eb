import * as z from "zod/mini";
import { typedIn, typedText } from "#app/lib/typed-text.ts";

/** What every deliberate act is sent with: the key that makes it one act, and why. */
export const ActForm = z.object({
  key: z.string().check(z.regex(/^[\w-]{8,100}$/)),
  reason: typedText(3, 1_000),
});

/** The key a refused form was sent with: its page carries it on, so that a step back and another press are still one act. */
export function sentKey(fields: FormData): string | undefined {
  return z.safeParse(ActForm.shape.key, fields.get("key")).data;
}

/**
 * An act as its form was sent. Where that is not whole the page shows it again with the reason that was written and the
 * problem: `noReason` is told at the reason's field, `form` above it all.
 */
export async function readAct<Form extends z.ZodMiniType>(
  form: Form,
  request: Request,
): Promise<
  | { act: z.output<Form>; reason: string; key?: string }
  | { act: null; reason: string; key?: string; problem: "noReason" | "form" }
> {
  const fields = await request.formData();
  const parsed = form.safeParse(Object.fromEntries(fields));
  const sent = { reason: typedIn(fields, "reason"), key: sentKey(fields) };
  if (parsed.success) return { act: parsed.data, ...sent };
  const onlyReason = parsed.error.issues.every(({ path }) => path[0] === "reason");
  return { act: null, ...sent, problem: onlyReason ? "noReason" : "form" };
}
