import { z } from "zod";
import { deliveryModes } from "../delivery/deliver-as.ts";
import type { SandboxRequest } from "../http/route.ts";
import { outcomes } from "../outcomes.ts";

const FormSchema = z.object({
  method: z.enum(["card", "wallet", "kiosk"]).optional(),
  outcome: z.enum(outcomes),
  delivery: z.enum(deliveryModes).default("once"),
  seconds: z.coerce.number().min(0).max(600).default(10),
});

export interface FormChoice {
  method: string | undefined;
  outcome: z.output<typeof FormSchema>["outcome"];
  delivery: z.output<typeof FormSchema>["delivery"];
  delayMs: number | undefined;
}

/** What a person picked, or null if it is nothing the form offers. */
export function readForm(request: SandboxRequest): FormChoice | null {
  const fields = Object.fromEntries(new URLSearchParams(request.raw.toString("utf8")));
  const parsed = FormSchema.safeParse(fields);
  if (!parsed.success) return null;
  const { seconds, method, outcome, delivery } = parsed.data;
  return { method, outcome, delivery, delayMs: delivery === "late" ? seconds * 1000 : undefined };
}
