import * as z from "zod/mini";
import { typedText } from "#app/lib/typed-text.ts";

/** What every deliberate act is sent with: the key that makes it one act, and why. */
export const ActForm = z.object({
  key: z.string().check(z.regex(/^[\w-]{8,100}$/)),
  reason: typedText(3, 1_000),
});
