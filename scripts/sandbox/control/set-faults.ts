import { z } from "zod";
import { FaultSchema } from "../http/faults.ts";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { parseControl } from "./parse-control.ts";

const FaultsSchema = z.preprocess((value) => [value].flat(), z.array(FaultSchema));

/** `POST /_sandbox/faults`: adds one fault, or a list of them; the one set last wins where several fit. */
export function addFaults(request: SandboxRequest): Reply {
  const parsed = parseControl(FaultsSchema, request);
  if (!parsed.ok) return parsed.reply;
  request.sandbox.faults.push(...parsed.data);
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
