import { createHash } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser } from "#app/auth/session.server.ts";
import { isResultToken } from "#app/features/checkout/result-link.server.ts";
import { healPayment } from "#app/features/payments/heal-payment.server.ts";
import { isOpen } from "#app/features/payments/payment.ts";
import { readPaymentStatus } from "#app/features/payments/read-payment-status.server.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { db } from "#app/lib/db.server.ts";

export const handle: RouteHandle = { access: { read: "credential" } };

/** How long a look waits for the gateway's answer; what comes later is seen by the next look. */
const healWaitMs = 3_000;

/** The status of one payment for its owner, staff, or the bearer of its result link. Looking at an open one heals it. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const paymentId = params.paymentId!;
  const token = new URL(request.url).searchParams.get("token") ?? bearerOf(request);
  const user = await getUser(request);
  const found = await readPaymentStatus(db(), paymentId);
  const mayLook =
    found !== null &&
    (isResultToken(paymentId, token) ||
      (user !== null && (user.id === found.studentId || can(user.role, "payment:read"))));
  if (!found || !mayLook) {
    const message = user || token ? "There is no such payment." : "Sign in to see this payment.";
    return Response.json({ error: message }, { status: user || token ? 404 : 401, headers: privately });
  }
  let { status } = found;
  if (isOpen(status.status)) {
    await Promise.race([
      healPayment(db(), gateways(), paymentId),
      new Promise((done) => setTimeout(done, healWaitMs)),
    ]);
    status = (await readPaymentStatus(db(), paymentId))!.status;
  }
  const body = JSON.stringify(status);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { ...privately, ETag: etag, "Content-Type": "application/json; charset=utf-8" };
  if (matches(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}

/** The link's token in a header, for whoever keeps it out of addresses. */
const bearerOf = (request: Request) =>
  /^Bearer +([0-9a-f]+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;

const privately = { "Cache-Control": "private, no-cache", Vary: "Cookie, Authorization" };

/** Weak comparison: a proxy may have marked the tag `W/` after compressing. */
const matches = (given: string | null, etag: string) =>
  (given ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag || one.trim() === "*");
