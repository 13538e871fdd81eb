import { z } from "zod";

/** The forms about people, one schema each for browser and server. Lengths are characters. */

const email = z
  .string("Enter your e-mail address.")
  .trim()
  .max(254, "This is too long for an e-mail address.")
  .pipe(z.email("Enter an e-mail address like mona@example.com."));

const name = z
  .string("Enter your name, as it should stand on your receipt.")
  .trim()
  .min(1, "Enter your name, as it should stand on your receipt.")
  .max(200, "Shorten the name to 200 characters.");

// Gateways want digits with an optional plus; people write spaces, dashes, brackets, and Arabic digits.
const phone = z
  .string()
  .transform(westernDigits)
  .transform((text) => text.replace(/[\s().-]/g, ""))
  .pipe(z.string().regex(/^\+?\d{7,15}$/, "Enter a phone number with 7 to 15 digits, like +20 100 123 4567."))
  .optional();

export const SignInForm = z.object({
  email,
  password: z.string("Enter your password.").max(1000, "This is too long for a password."),
  redirectTo: z.string().optional(),
});

export const RegisterForm = z.object({
  name,
  email,
  phone,
  password: z
    .string("Choose a password.")
    .min(10, "Use at least 10 characters. Three unrelated words make a good password.")
    .max(1000, "Shorten the password to 1,000 characters."),
  redirectTo: z.string().optional(),
});

export const ProfileForm = z.object({ name, phone, version: z.coerce.number().int().positive() });

export type RegisterInput = Omit<z.output<typeof RegisterForm>, "redirectTo">;
export type ProfileInput = z.output<typeof ProfileForm>;

function westernDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}
