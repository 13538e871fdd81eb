import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { type Delivery, isOpen } from "../delivery/delivery.ts";
import { recordDelivery, sendDelivery } from "../delivery/send-webhook.ts";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { later, type Sandbox } from "../sandbox.ts";
import { parseControl } from "./parse-control.ts";

/** `GET /_sandbox/deliveries?reference=&subject=&state=&limit=`: newest last, each with every answer the merchant gave. */
export function listDeliveries(request: SandboxRequest): Reply {
  const query = request.url.searchParams;
  const limit = Math.min(5000, Number(query.get("limit")) || 500);
  const rows = request.sandbox.deliveries
    .filter((each) => isWanted(each, "reference", query) && isWanted(each, "subject", query))
    .filter((each) => !query.has("state") || each.state === query.get("state"));
  return json(200, { total: rows.length, deliveries: rows.slice(-limit).map(deliveryBody) });
}

const RedeliverSchema = z
  .strictObject({
    deliveryId: z.int().optional(),
    reference: z.string().optional(),
    subject: z.string().optional(),
    times: z.int().min(1).max(100).default(1),
  })
  .refine(
    (each) => each.deliveryId !== undefined || each.reference !== undefined || each.subject !== undefined,
    "name a deliveryId, reference or subject",
  );

/** `POST /_sandbox/redeliver`: sends a webhook again, as a gateway's "resend" button does; the newest that fits. */
export function redeliver(request: SandboxRequest): Reply {
  const parsed = parseControl(RedeliverSchema, request);
  if (!parsed.ok) return parsed.reply;
  const { deliveryId, reference, subject, times } = parsed.data;
  const { sandbox } = request;
  const found = sandbox.deliveries.findLast(
    (each) =>
      (deliveryId === undefined || each.id === deliveryId) &&
      (reference === undefined || each.event.reference === reference) &&
      (subject === undefined || each.event.subject === subject),
  );
  if (!found) return json(404, { error: "No such delivery." });
  const copies = Array.from({ length: times }, () => recordDelivery(sandbox, found.event, found.variant));
  later(sandbox, 0, () => void sendInOrder(sandbox, copies));
  return json(202, { deliveries: copies.map((each) => each.id) });
}

async function sendInOrder(sandbox: Sandbox, deliveries: Delivery[]): Promise<void> {
  for (const delivery of deliveries) await sendDelivery(sandbox, delivery);
}

/** `GET /_sandbox/idle?timeoutMs=`: answers when nothing is left to be sent (200), or when the time is up (408). */
export async function waitUntilIdle(request: SandboxRequest): Promise<Reply> {
  const timeoutMs = Math.min(60_000, Number(request.url.searchParams.get("timeoutMs")) || 10_000);
  const until = Date.now() + timeoutMs;
  const open = () => request.sandbox.deliveries.filter(isOpen).length;
  while (open() > 0 && Date.now() < until) await delay(10, undefined, { ref: false });
  return json(open() === 0 ? 200 : 408, { open: open() });
}

function isWanted(delivery: Delivery, name: "reference" | "subject", query: URLSearchParams): boolean {
  return !query.has(name) || delivery.event[name] === query.get(name);
}

function deliveryBody({ id, event, variant, state, attempts, lastSent }: Delivery) {
  const { gateway, subject, reference, about } = event;
  return { id, gateway, subject, reference, about, variant, state, attempts, lastSent };
}
