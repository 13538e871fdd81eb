import type { z } from "zod";
import { json, type Reply } from "./reply.ts";
import type { SandboxRequest } from "./route.ts";

export type Parsed<T> = { ok: true; data: T } | { ok: false; reply: Reply };

/** The JSON object a request carries, or the answer Django REST framework would give instead. */
export function parseJsonObject(request: SandboxRequest): Parsed<Record<string, unknown>> {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type))
    return refuse(415, { detail: `Unsupported media type "${type}" in request.` });
  try {
    const data: unknown = JSON.parse(request.raw.toString("utf8"));
    if (typeof data === "object" && data !== null && !Array.isArray(data))
      return { ok: true, data: data as Record<string, unknown> };
    return refuse(400, { non_field_errors: ["Invalid data. Expected a dictionary."] });
  } catch (error) {
    return refuse(400, { detail: `JSON parse error - ${(error as Error).message}` });
  }
}

/** The field map of gateways.md P1: `{"billing_data":{"phone_number":["This field is required."]}}`. */
export function fieldErrors(error: z.ZodError): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const issue of error.issues) {
    const path = issue.path.filter((part) => typeof part === "string");
    if (issue.code === "unrecognized_keys") continue;
    let node = map;
    for (const name of path.slice(0, -1)) {
      if (typeof node[name] !== "object" || Array.isArray(node[name])) node[name] = {};
      node = node[name] as Record<string, unknown>;
    }
    const last = path.at(-1) ?? "non_field_errors";
    node[last] ??= [issue.message];
  }
  return map;
}

/** Zod's message for a missing or ill-typed field, in Django REST framework's words. */
export function required(message: string) {
  return {
    error: (issue: { input?: unknown }) =>
      issue.input === undefined
        ? "This field is required."
        : issue.input === null
          ? "This field may not be null."
          : message,
  };
}

function refuse(status: number, body: unknown): { ok: false; reply: Reply } {
  return { ok: false, reply: json(status, body) };
}
