import { parseJsonObject } from "../http/parse-body.ts";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import type { Sandbox } from "../sandbox.ts";
import { requireAuthToken, requireSecretKey } from "./authorize.ts";
import {
  type Changed,
  captureTransaction,
  refundTransaction,
  voidTransaction,
} from "./change-transaction.ts";
import type { TransactionRecord } from "./records.ts";
import { transactionBody } from "./transaction-body.ts";

/** `POST /api/acceptance/void_refund/refund` `{transaction_id, amount_cents}`: 200 with the child transaction. */
export function refundEndpoint(request: SandboxRequest): Reply {
  return changeTransaction(request, refundTransaction);
}

/** `POST /api/acceptance/capture` `{transaction_id, amount_cents}`. */
export function captureEndpoint(request: SandboxRequest): Reply {
  return changeTransaction(request, captureTransaction);
}

/** `POST /api/acceptance/void_refund/void` `{transaction_id}`. */
export function voidEndpoint(request: SandboxRequest): Reply {
  return changeTransaction(request, (sandbox, parent) => voidTransaction(sandbox, parent), false);
}

function changeTransaction(
  request: SandboxRequest,
  change: (sandbox: Sandbox, parent: TransactionRecord, amountCents: number) => Changed,
  needsAmount = true,
): Reply {
  const parsed = parseJsonObject(request);
  if (!parsed.ok) return parsed.reply;
  const refused = authorizeChange(request, parsed.data);
  if (refused) return refused;
  const { transaction_id: id, amount_cents: amount } = parsed.data;
  if (id === undefined) return json(400, { transaction_id: ["This field is required."] });
  if (needsAmount && amount === undefined) return json(400, { amount_cents: ["This field is required."] });
  if (needsAmount && !(Number.isSafeInteger(amount) && (amount as number) > 0))
    return json(400, { amount_cents: ["A valid integer is required."] });

  const parent = request.sandbox.paymob.transactions.get(Number(id));
  if (!parent) return json(404, { detail: "Invalid transaction id" });
  const changed = change(request.sandbox, parent, amount as number);
  if (changed.outcome === "refused") return json(400, changed.body);
  return json(200, transactionBody(request.sandbox, changed.child));
}

/** The secret key as header, or the older form: a token in the body or the query (gateways.md P5). */
function authorizeChange(request: SandboxRequest, body: Record<string, unknown>): Reply | null {
  const older = !request.headers.authorization && (body.auth_token || request.url.searchParams.has("token"));
  return older ? requireAuthToken(request, body) : requireSecretKey(request);
}
