import { z } from "zod";
import type { Sandbox } from "../sandbox.ts";
import { page, type Reply } from "./reply.ts";

export const faultGateways = ["paymob", "ikhokha"] as const;
export type FaultGateway = (typeof faultGateways)[number];

/** The names under which endpoints can be broken; `webhooks` is the sandbox calling the merchant. */
export const faultEndpoints = ["auth", "create", "read", "list", "refund", "webhooks"] as const;

export const FaultSchema = z.strictObject({
  gateway: z.enum([...faultGateways, "all"]).default("all"),
  endpoint: z.enum([...faultEndpoints, "all"]).default("all"),
  /**
   * - `html`: an HTML error page with status 200. `500`: an HTML error page with status 500.
   * - `hang`: the request is taken and never answered. `reset`: the connection is cut.
   * - `latency`: answered rightly, `latencyMs` later.
   * - `drop`: for webhooks, never sent; for endpoints, the same as `reset`.
   */
  mode: z.enum(["html", "500", "hang", "reset", "latency", "drop"]),
  latencyMs: z.number().int().min(0).max(60_000).default(1000),
  /** With true the request is carried out first and only its answer is lost or spoilt. */
  acted: z.boolean().default(false),
  /** How many requests it strikes; without it, all until cleared. */
  times: z.number().int().min(1).optional(),
});
export type Fault = z.output<typeof FaultSchema>;

/** The fault that strikes this request, counted down. The one set last wins. */
export function takeFault(sandbox: Sandbox, gateway: FaultGateway, endpoint: string): Fault | null {
  const fault = sandbox.faults.findLast(
    (each) =>
      (each.gateway === "all" || each.gateway === gateway) &&
      (each.endpoint === endpoint || (each.endpoint === "all" && endpoint !== "webhooks")),
  );
  if (!fault) return null;
  if (fault.times !== undefined) {
    fault.times -= 1;
    if (fault.times === 0) sandbox.faults = sandbox.faults.filter((each) => each !== fault);
  }
  return fault;
}

/** What is answered instead; null means: no answer at all. */
export function spoiltReply(fault: Fault): Reply | null {
  const html = "<!doctype html><title>Service unavailable</title><h1>We will be right back</h1>";
  if (fault.mode === "html") return page(200, html);
  if (fault.mode === "500") return page(500, html);
  return null;
}
