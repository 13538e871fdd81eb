import * as z from "zod/mini";

/** The forms about people, one schema each for browser and server. Lengths are characters. zod/mini: it reaches the browser. */

const email = z.pipe(
  z
    .string("Enter your e-mail address.")
    .check(z.trim(), z.maxLength(254, "This is too long for an e-mail address.")),
  z.email("Enter an e-mail address like mona@example.com."),
);

const whoseName = "Enter your name, as it should stand on your receipt.";
const name = z
  .string(whoseName)
  .check(z.trim(), z.minLength(1, whoseName), z.maxLength(200, "Shorten the name to 200 characters."));

// Gateways want digits with an optional plus; people write spaces, dashes, brackets, and Arabic digits.
const phone = z.optional(
  z.pipe(
    z.pipe(z.string(), z.transform(plainPhone)),
    z.string().check(z.regex(/^\+?\d{7,15}$/, "Enter 7 to 15 digits, like +20 100 123 4567.")),
  ),
);

const tooLong = z.maxLength(1000, "Shorten the password to 1,000 characters.");

export const SignInForm = z.object({
  email,
  password: z.string("Enter your password.").check(tooLong),
  redirectTo: z.optional(z.string()),
});

export const RegisterForm = z.object({
  name,
  email,
  phone,
  password: z
    .string("Choose a password.")
    .check(
      z.minLength(10, "Use at least 10 characters. Three unrelated words make a good password."),
      tooLong,
    ),
  redirectTo: z.optional(z.string()),
});

export const ProfileForm = z.object({ name, phone, version: z.coerce.number().check(z.int(), z.positive()) });

export type RegisterInput = Omit<z.output<typeof RegisterForm>, "redirectTo">;
export type ProfileInput = z.output<typeof ProfileForm>;

/** What staff may edit of a person; `base_…` is what the form was opened with, for a merge with a colleague's edit. */
export const PersonEditForm = z.object({
  name,
  email,
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
