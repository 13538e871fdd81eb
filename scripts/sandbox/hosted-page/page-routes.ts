import type { Route } from "../http/route.ts";
import { showFrontPage } from "./front-page.ts";
import { showPaylink, submitPaylink } from "./ikhokha-pay-page.ts";
import { showCheckout, submitCheckout } from "./paymob-checkout.ts";
import { settlePending, showPending } from "./paymob-pending.ts";

/** The pages that people see; they never break, whatever faults are set. */
export const hostedPageRoutes: Route[] = [
  { method: "GET", path: "/", answer: showFrontPage },
  { method: "GET", path: "/unifiedcheckout/", answer: showCheckout },
  { method: "POST", path: "/unifiedcheckout/", answer: submitCheckout },
  { method: "GET", path: "/pending/paymob/:id", answer: showPending },
  { method: "POST", path: "/pending/paymob/:id", answer: settlePending },
  { method: "GET", path: "/ikhokha/pay/:paylinkId", answer: showPaylink },
  { method: "POST", path: "/ikhokha/pay/:paylinkId", answer: submitPaylink },
];
