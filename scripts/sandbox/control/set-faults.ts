import { z } from "zod";
import { FaultSchema } from "../http/faults.ts";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { parseControl } from "./parse-control.ts";

/** `POST /_sandbox/faults`: adds one fault, or a list of them; the one set last wins where several fit. */
export function addFaults(request: SandboxRequest): Reply {
  const parsed = parseControl(z.union([FaultSchema, z.array(FaultSchema)]), request);
  if (!parsed.ok) return parsed.reply;
  request.sandbox.faults.push(...[parsed.data].flat());
  return listFaults(request);
}

/** `DELETE /_sandbox/faults`: everything works again. */
export function clearFaults(request: SandboxRequest): Reply {
  request.sandbox.faults = [];
  return listFaults(request);
}

export function listFaults(request: SandboxRequest): Reply {
  return json(200, { faults: request.sandbox.faults });
}
