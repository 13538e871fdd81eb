import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { accountLimit } from "#app/auth/account-limit.server.ts";
import { authenticator, SignInRefused } from "#app/auth/authenticator.server.ts";
import { localeOf } from "#app/auth/locale.server.ts";
import { signIn } from "#app/auth/session.server.ts";
import { SignInForm } from "#app/features/people/forms.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import { translatorFor } from "#app/messages/translate.ts";
import type { Role } from "#db/schema.ts";

type PasswordSignIn =
  | {
      outcome: "signed_in";
      user: { id: string; role: Role };
      redirectTo: string | undefined;
      kept: string | undefined;
      headers: Headers;
    }
  /** What the form shows again, without the password, and the answer's status and headers. */
  | {
      outcome: "refused";
      reply: SubmissionResult<string[]>;
      init: { status: number; headers?: Record<string, string> };
    };

/** Signs in with the request's form of e-mail and password. The headers carry the new session's cookie. */
export async function signInByPassword(request: Request, clientIp: string): Promise<PasswordSignIn> {
  const submission = parseWithZod(await request.clone().formData(), { schema: SignInForm });
  const refused = (init: { status: number; headers?: Record<string, string> }, problem?: string) => ({
    outcome: "refused" as const,
    reply: submission.reply({ formErrors: problem ? [problem] : undefined, hideFields: ["password"] }),
    init,
  });
  if (submission.status !== "success") return refused({ status: 422 });
  const { email, redirectTo, kept } = submission.value;
  const wait = tries().begin(email);
  if (wait) {
    const seconds = wait.retryAfterSeconds;
    const t = translatorFor(await localeOf(request), "site");
    const headers = { "Retry-After": String(seconds) };
    return refused({ status: 429, headers }, t("signIn.tooMany", { seconds }));
  }
  try {
    const user = await authenticator.authenticate("password", request);
    tries().succeeded(email);
    const headers = await signIn(request, user.id, clientIp);
    return { outcome: "signed_in", user, redirectTo, kept, headers };
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    return refused({ status: 401 }, translatorFor(await localeOf(request), "site")("signIn.refused"));
  }
}

const tries = () => singleton("sign-in tries", accountLimit);
