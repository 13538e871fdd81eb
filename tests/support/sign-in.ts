import type { AppLoadContext } from "@remix-run/node";
import { signIn } from "#app/auth/session.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { Role } from "#db/schema.ts";

export const origin = "http://127.0.0.1:3000";

/** A person of this role with a session of their own: their id, and the cookie to send. */
export async function signedIn(db: Db, role: Role = "student", name = "Mona Adel") {
  const id = newId("usr");
  const email = `${id}@example.com`;
  await db.insertInto("users").values({ id, email, name, password_hash: "none", role }).execute();
  return { id, email, cookie: cookieOf(await signIn(new Request(`${origin}/login`), id, null)) };
}

/** The name=value part of a Set-Cookie, as a browser sends it back. */
export function cookieOf(headers: Headers): string {
  return headers.get("set-cookie")?.split(";")[0] ?? "";
}

/** What Remix hands a loader or action: a GET, or with `form` a POST. */
export function routeArgs(
  path: string,
  options: { cookie?: string; form?: Record<string, string>; params?: Record<string, string> } = {},
) {
  const request = new Request(origin + path, {
    method: options.form ? "POST" : "GET",
    headers: options.cookie ? { cookie: options.cookie } : {},
    body: options.form ? new URLSearchParams(options.form) : undefined,
  });
  const context: AppLoadContext = {
    cspNonce: "nonce",
    requestId: newId("req"),
    clientIp: "127.0.0.1",
    signal: new AbortController().signal,
  };
  return { request, params: options.params ?? {}, context };
}

/** The Response that a loader or action answered or threw. */
export async function responseOf(work: Promise<unknown>): Promise<Response> {
  const answer = await work.catch((thrown: unknown) => thrown);
  if (answer instanceof Response) return answer;
  throw new Error("expected a Response", { cause: answer });
}

/** The value and status of Remix's data(). */
export async function dataOf<T>(work: Promise<unknown>): Promise<{ status: number; value: T }> {
  const answer = (await work.catch((thrown: unknown) => thrown)) as {
    data?: T;
    init?: { status?: number } | null;
  };
  if (!answer || typeof answer !== "object" || !("data" in answer))
    throw new Error("expected data()", { cause: answer });
  return { status: answer.init?.status ?? 200, value: answer.data as T };
}
