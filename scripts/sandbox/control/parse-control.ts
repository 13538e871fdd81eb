import type { z } from "zod";
import type { Parsed } from "../http/parse-body.ts";
import { json } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";

/** The JSON of a control request; an empty body is an empty object. */
export function parseControl<S extends z.ZodType>(schema: S, request: SandboxRequest): Parsed<z.output<S>> {
  let value: unknown;
  try {
    value = JSON.parse(request.raw.toString("utf8") || "{}");
  } catch (error) {
    return { ok: false, reply: json(400, { error: `Not JSON: ${(error as Error).message}` }) };
  }
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, data: result.data };
  const problems = result.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  return { ok: false, reply: json(400, { error: problems.join("; ") }) };
}
