import * as z from "zod/mini";

/** What every deliberate act is sent with: the key that makes it one act, and why. */
export const ActForm = z.object({
  key: z.string().check(z.regex(/^[\w-]{8,100}$/)),
  reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(1_000)),
});
