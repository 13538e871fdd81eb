import * as z from "zod/mini";
import { typedIn, typedText } from "#app/lib/typed-text.ts";

/** What every deliberate act is sent with: the key that makes it one act, and why. */
export const ActForm = z.object({
  key: z.string().check(z.regex(/^[\w-]{8,100}$/)),
  reason: typedText(3, 1_000),
});

/** An act as its form was sent. Null when that is not whole: the page shows it again, with the reason that was written. */
export async function readAct<Form extends z.ZodMiniType>(
  form: Form,
  request: Request,
): Promise<{ act: z.output<Form> | null; reason: string }> {
  const fields = await request.formData();
  const parsed = form.safeParse(Object.fromEntries(fields));
  return { act: parsed.success ? parsed.data : null, reason: typedIn(fields, "reason") };
}
