import type { Route } from "../http/route.ts";
import { issueToken } from "./authorize.ts";
import { captureEndpoint, refundEndpoint, voidEndpoint } from "./change-endpoints.ts";
import { createIntention } from "./create-intention.ts";
import { inquireByOrder, listTransactions, readOrder, readTransaction } from "./read-transactions.ts";
import { readIntention, updateIntention } from "./update-intention.ts";

const fault = (endpoint: string) => ({ gateway: "paymob" as const, endpoint });

/** Paymob's API, as far as the product can use it (gateways.md P1 and P5). */
export const paymobRoutes: Route[] = [
  { method: "POST", path: "/v1/intention/", fault: fault("create"), answer: createIntention },
  { method: "PUT", path: "/v1/intention/:clientSecret", fault: fault("create"), answer: updateIntention },
  {
    method: "GET",
    path: "/v1/intention/element/:publicKey/:clientSecret/",
    fault: fault("read"),
    answer: readIntention,
  },
  { method: "POST", path: "/api/auth/tokens", fault: fault("auth"), answer: issueToken },
  {
    method: "POST",
    path: "/api/ecommerce/orders/transaction_inquiry",
    fault: fault("read"),
    answer: inquireByOrder,
  },
  { method: "GET", path: "/api/ecommerce/orders/:id", fault: fault("read"), answer: readOrder },
  { method: "GET", path: "/api/acceptance/transactions", fault: fault("list"), answer: listTransactions },
  { method: "GET", path: "/api/acceptance/transactions/:id", fault: fault("read"), answer: readTransaction },
  {
    method: "POST",
    path: "/api/acceptance/void_refund/refund",
    fault: fault("refund"),
    answer: refundEndpoint,
  },
  { method: "POST", path: "/api/acceptance/void_refund/void", fault: fault("refund"), answer: voidEndpoint },
  { method: "POST", path: "/api/acceptance/capture", fault: fault("refund"), answer: captureEndpoint },
];
