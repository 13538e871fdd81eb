import * as z from "zod/mini";

/**
 * The forms about people, one schema each for browser and server. Lengths are characters. What is
 * wrong is named: `common.problem` has its words, and the field says them. zod/mini: it reaches the browser.
 */

const emailMissingAs = (missing: string) =>
  z.pipe(z.string(missing).check(z.trim(), z.maxLength(254, "emailTooLong")), z.email("emailOdd"));
const email = emailMissingAs("emailMissing");

const nameMissingAs = (missing: string) =>
  z.string(missing).check(z.trim(), z.minLength(1, missing), z.maxLength(200, "nameTooLong"));
const name = nameMissingAs("nameMissing");

// Gateways want digits with an optional plus; people write spaces, dashes, brackets, and Arabic digits.
const phone = z.optional(
  z.pipe(z.pipe(z.string(), z.transform(plainPhone)), z.string().check(z.regex(/^\+?\d{7,15}$/, "phoneOdd"))),
);

const tooLong = z.maxLength(1000, "passwordTooLong");

export const SignInForm = z.object({
  email,
  password: z.string("passwordMissing").check(tooLong),
  redirectTo: z.optional(z.string()),
  /** Sealed words that wait for this person: see kept-words.server.ts. */
  kept: z.optional(z.string()),
});

export const RegisterForm = z.object({
  name,
  email,
  phone,
  password: z.string("passwordNotChosen").check(z.minLength(10, "passwordTooShort"), tooLong),
  redirectTo: z.optional(z.string()),
});

export const ProfileForm = z.object({ name, phone, version: z.coerce.number().check(z.int(), z.positive()) });

export type RegisterInput = Omit<z.output<typeof RegisterForm>, "redirectTo">;
export type ProfileInput = z.output<typeof ProfileForm>;

/** What staff may edit of a person; `base_…` is what the form was opened with, for a merge with a colleague's edit. */
export const PersonEditForm = z.object({
  name: nameMissingAs("theirNameMissing"),
  email: emailMissingAs("theirEmailMissing"),
  phone,
  locale: z.enum(["en", "ar"]),
  version: z.coerce.number().check(z.int(), z.positive()),
  base_name: z.optional(z.string()),
  base_email: z.optional(z.string()),
  base_phone: z.optional(z.string()),
  base_locale: z.optional(z.string()),
});

function plainPhone(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\s().-]/g, "");
}
