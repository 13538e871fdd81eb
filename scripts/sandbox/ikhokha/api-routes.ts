import type { Route } from "../http/route.ts";
import { createPaylink } from "./create-paylink.ts";
import { readHistory, readStatus, readStatusByReference } from "./read-paylinks.ts";

const base = "/public-api/v1/api";
const fault = (endpoint: string) => ({ gateway: "ikhokha" as const, endpoint });

/** iKhokha's iK Pay API (gateways.md K1). It has no refunds. */
export const ikhokhaRoutes: Route[] = [
  { method: "POST", path: `${base}/payment`, fault: fault("create"), answer: createPaylink },
  {
    method: "GET",
    path: `${base}/getStatus/external`,
    fault: fault("read"),
    answer: readStatusByReference,
  },
  { method: "GET", path: `${base}/getStatus/:paylinkId`, fault: fault("read"), answer: readStatus },
  { method: "GET", path: `${base}/payments/history`, fault: fault("list"), answer: readHistory },
];
