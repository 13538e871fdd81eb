import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { localeCookie } from "#app/auth/locale-cookie.ts";
import { pageBefore } from "#app/auth/redirect-target.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser } from "#app/auth/session.server.ts";
import { forgetUser } from "#app/auth/session-store.server.ts";
import { changeLocale } from "#app/features/people/change-locale.server.ts";
import { db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import { isLocale } from "#app/messages/locales.ts";
import { paths } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

/** Keeps the choice of language, for this browser and for who is signed in; then the page one was on, anew. */
export async function action({ request }: ActionFunctionArgs) {
  const back = pageBefore(request) ?? paths.home();
  const locale = (await request.formData()).get("locale");
  if (!isLocale(locale)) return redirect(back, { status: 303 });
  const user = await getUser(request);
  if (user) {
    const { outcome } = await changeLocale(db(), user, locale);
    if (outcome === "changed") {
      forgetUser(user.id);
      wake("outbox");
    }
  }
  return redirect(back, { status: 303, headers: { "Set-Cookie": localeCookie(locale) } });
}

export const loader = () => redirect(paths.home());
