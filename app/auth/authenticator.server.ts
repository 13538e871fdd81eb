import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { SignInForm } from "#app/features/people/forms.ts";
import { verifyPassword } from "#app/features/people/verify-password.server.ts";
import { db } from "#app/lib/db.server.ts";
import type { Role } from "#db/schema.ts";

/** The e-mail or the password is wrong; which of the two is nobody's business. */
export class SignInRefused extends Error {}

/** Checks the sign-in form of a request: `authenticator.authenticate("password", request)`, or throws SignInRefused. */
export const authenticator = new Authenticator<{ id: string; role: Role }>();

authenticator.use(
  new FormStrategy(async ({ form }) => {
    const typed = SignInForm.safeParse(Object.fromEntries(form));
    const user = typed.success ? await verifyPassword(db(), typed.data) : null;
    if (!user) throw new SignInRefused();
    return user;
  }),
  "password",
);
