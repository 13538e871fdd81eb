import { z } from "zod";
import { parseControl } from "../control/parse-control.ts";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import type { Sandbox } from "../sandbox.ts";

export const MailFaultSchema = z.strictObject({
  /**
   * - `refuse_4xx`: "not now" (451). `refuse_5xx`: "never" (550).
   * - `hang`: no answer any more. `drop`: the connection is cut.
   */
  mode: z.enum(["refuse_4xx", "refuse_5xx", "hang", "drop"]),
  /** When: as the sender is named, as the recipient is, or once the whole text was received. */
  stage: z.enum(["mail", "rcpt", "data"]).default("rcpt"),
  /** With stage data: whether the mail is delivered although its sender is not told. */
  kept: z.boolean().default(false),
  /** Only mails to this address, which is not yet known at stage mail. */
  to: z.string().toLowerCase().optional(),
  /** How many it strikes; without it, all until cleared. */
  times: z.number().int().min(1).optional(),
});
export type MailFault = z.output<typeof MailFaultSchema>;

/** The fault that strikes here, counted down. The one set last wins. */
export function takeMailFault(sandbox: Sandbox, stage: MailFault["stage"], to: string[]): MailFault | null {
  const addresses = to.map((address) => address.toLowerCase());
  const fault = sandbox.mailFaults.findLast(
    (each) => each.stage === stage && (!each.to || addresses.includes(each.to)),
  );
  if (!fault) return null;
  if (fault.times !== undefined) {
    fault.times -= 1;
    if (fault.times === 0) sandbox.mailFaults = sandbox.mailFaults.filter((each) => each !== fault);
  }
  return fault;
}

/** `POST /_sandbox/mail-faults`: adds one. */
export function addMailFault(request: SandboxRequest): Reply {
  const parsed = parseControl(MailFaultSchema, request);
  if (!parsed.ok) return parsed.reply;
  request.sandbox.mailFaults.push(parsed.data);
  return listMailFaults(request);
}

export function clearMailFaults(request: SandboxRequest): Reply {
  request.sandbox.mailFaults = [];
  return listMailFaults(request);
}

export function listMailFaults({ sandbox }: SandboxRequest): Reply {
  return json(200, { faults: sandbox.mailFaults });
}
