import { isOpen } from "../delivery/delivery.ts";
import { json, type Reply } from "../http/reply.ts";
import type { Route, SandboxRequest } from "../http/route.ts";
import { transactionBody } from "../paymob/transaction-body.ts";
import { resetSandbox } from "../sandbox.ts";
import { pay, refundInDashboard, settle } from "./choose-outcome.ts";
import { addFaults, clearFaults, listFaults } from "./set-faults.ts";
import { listDeliveries, redeliver, waitUntilIdle } from "./watch-deliveries.ts";

/** The scripts' side of the sandbox; the real gateways have nothing like it. See README.md. */
export const controlRoutes: Route[] = [
  { method: "POST", path: "/_sandbox/pay", answer: pay },
  { method: "POST", path: "/_sandbox/settle", answer: settle },
  { method: "POST", path: "/_sandbox/refund", answer: refundInDashboard },
  { method: "POST", path: "/_sandbox/faults", answer: addFaults },
  { method: "GET", path: "/_sandbox/faults", answer: listFaults },
  { method: "DELETE", path: "/_sandbox/faults", answer: clearFaults },
  { method: "GET", path: "/_sandbox/deliveries", answer: listDeliveries },
  { method: "POST", path: "/_sandbox/redeliver", answer: redeliver },
  { method: "GET", path: "/_sandbox/idle", answer: waitUntilIdle },
  { method: "GET", path: "/_sandbox/state", answer: readState },
  { method: "POST", path: "/_sandbox/expire-tokens", answer: expireTokens },
  { method: "POST", path: "/_sandbox/reset", answer: reset },
  { method: "GET", path: "/_sandbox/health", answer: () => json(200, { status: "ok" }) },
];

/** `GET /_sandbox/state?reference=`: orders, transactions and links, the newest 500 of each, and how much is still to be sent. */
function readState({ sandbox, url }: SandboxRequest): Reply {
  const reference = url.searchParams.get("reference");
  const orders = [...sandbox.paymob.orders.values()].filter(
    (each) => !reference || each.reference === reference,
  );
  const ids = new Set(orders.map((each) => each.id));
  const transactions = [...sandbox.paymob.transactions.values()].filter((each) => ids.has(each.orderId));
  const links = [...sandbox.ikhokha.links.values()].filter(
    (each) => !reference || each.externalTransactionId === reference,
  );
  return json(200, {
    paymob: {
      orders: orders.slice(-500),
      transactions: transactions.slice(-500).map((each) => transactionBody(sandbox, each)),
    },
    ikhokha: { links: links.slice(-500) },
    openDeliveries: sandbox.deliveries.filter(isOpen).length,
    faults: sandbox.faults,
  });
}

/** As if an hour had passed since each `/api/auth/tokens`. */
function expireTokens({ sandbox }: SandboxRequest): Reply {
  const count = sandbox.paymob.tokens.size;
  sandbox.paymob.tokens.clear();
  return json(200, { expired: count });
}

function reset({ sandbox }: SandboxRequest): Reply {
  resetSandbox(sandbox);
  return json(200, { reset: true });
}
