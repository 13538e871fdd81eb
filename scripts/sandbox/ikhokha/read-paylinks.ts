import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { requireSignature } from "./check-signature.ts";
import type { PaylinkRecord } from "./paylink.ts";

const notFound = { message: "Payment link not found" };

/** `GET /getStatus/{paylinkID}`. The word is PAID here and SUCCESS in the webhook (gateways.md K1). */
export function readStatus(request: SandboxRequest): Reply {
  const refused = requireSignature(request);
  if (refused) return refused;
  const link = request.sandbox.ikhokha.links.get(request.params.paylinkId!);
  return link ? json(200, statusBody(link)) : json(404, notFound);
}

/** `GET /getStatus/external?externalReference=` or `?paymentLinkId=`. */
export function readStatusByReference(request: SandboxRequest): Reply {
  const refused = requireSignature(request);
  if (refused) return refused;
  const { links, linksByReference } = request.sandbox.ikhokha;
  const query = request.url.searchParams;
  const link =
    linksByReference.get(query.get("externalReference") ?? "") ?? links.get(query.get("paymentLinkId") ?? "");
  return link ? json(200, statusBody(link)) : json(404, notFound);
}

/** `GET /payments/history?startDate=YYYY-MM-DD&endDate=YYYY-MM-DD`: both days included, UTC, newest first. */
export function readHistory(request: SandboxRequest): Reply {
  const refused = requireSignature(request);
  if (refused) return refused;
  const [start, end] = ["startDate", "endDate"].map((name) => request.url.searchParams.get(name) ?? "");
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!isDay(start!) || !isDay(end!))
    return json(400, { message: "startDate and endDate must be YYYY-MM-DD" });
  const rows = [...request.sandbox.ikhokha.links.values()]
    .filter((link) => {
      const day = link.createdAt.toISOString().slice(0, 10);
      return day >= start! && day <= end!;
    })
    .reverse();
  // The shape of a row is not documented; integrators read a list of status answers.
  return json(
    200,
    rows.map((link) => ({ ...statusBody(link), externalTransactionID: link.externalTransactionId })),
  );
}

function statusBody(link: PaylinkRecord) {
  return {
    paylinkID: link.id,
    status: link.status,
    createdAt: link.createdAt.toISOString(),
    amount: link.paidCents ?? link.amountCents,
    description: link.description,
  };
}
