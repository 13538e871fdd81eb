import { randomBytes } from "node:crypto";
import { z } from "zod";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { refuseUnlessLoopback, refuseUnlessWebAddress } from "../loopback.ts";
import { requireSignature } from "./check-signature.ts";
import type { PaylinkRecord } from "./paylink.ts";

const webAddress = z.string().superRefine((value, context) => {
  const message = refuseUnlessWebAddress(value);
  if (message) context.addIssue({ code: "custom", message });
});
const loopbackAddress = z.string().superRefine((value, context) => {
  const message = refuseUnlessLoopback(value);
  if (message) context.addIssue({ code: "custom", message });
});

const PaylinkSchema = z.object({
  entityID: z.string().min(1),
  externalEntityID: z.string().optional(),
  amount: z.int().min(1),
  currency: z.literal("ZAR"),
  requesterUrl: webAddress,
  description: z.string().optional(),
  paymentReference: z.string().optional(),
  mode: z.enum(["live", "test"]),
  externalTransactionID: z.string().min(1),
  urls: z.object({
    callbackUrl: loopbackAddress,
    successPageUrl: webAddress,
    failurePageUrl: webAddress,
    cancelUrl: webAddress.optional(),
  }),
});

/** `POST /payment`: `responseCode` "00" with `paylinkUrl`, or a refusal. Only "00" is documented; other codes are ours. */
export function createPaylink(request: SandboxRequest): Reply {
  const refused = requireSignature(request);
  if (refused) return refused;
  const parsed = PaylinkSchema.safeParse(readJson(request.raw));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return json(400, { responseCode: "99", message: `${issue.path.join(".") || "body"}: ${issue.message}` });
  }
  const input = parsed.data;
  const { ikhokha } = request.sandbox;
  if (ikhokha.linksByReference.has(input.externalTransactionID))
    return json(400, { responseCode: "99", message: "externalTransactionID: already used" });

  const link: PaylinkRecord = {
    id: newPaylinkId(),
    externalTransactionId: input.externalTransactionID,
    amountCents: input.amount,
    description: input.description ?? "",
    urls: { ...input.urls, cancelUrl: input.urls.cancelUrl ?? null },
    createdAt: new Date(),
    status: "CREATED",
    paidCents: null,
  };
  ikhokha.links.set(link.id, link);
  ikhokha.linksByReference.set(link.externalTransactionId, link);
  return json(200, {
    responseCode: "00",
    message: "",
    paylinkUrl: `${request.sandbox.origin}/ikhokha/pay/${link.id}`,
    paylinkID: link.id,
    externalTransactionID: link.externalTransactionId,
  });
}

function readJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch {
    return undefined; // refused by the schema like any other wrong body
  }
}

/** Fifteen lower-case letters and digits, such as `2zh1zj6y8xpb0g3`. */
function newPaylinkId(): string {
  const alphabet = "0123456789abcdefghijklmnopqrstuv";
  return Array.from(randomBytes(15), (byte) => alphabet[byte & 31]).join("");
}
