import { setTimeout as delay } from "node:timers/promises";
import { takeFault } from "../http/faults.ts";
import { refuseUnlessLoopback } from "../loopback.ts";
import { later, type Sandbox } from "../sandbox.ts";
import type { Delivery, DeliveryAttempt, Outgoing, Variant, WebhookEvent } from "./delivery.ts";

const answerTimeoutMs = 10_000;
const mostAttempts = 6;
const mostRemembered = 50_000;

/** Writes a delivery into the log; nothing is sent yet. */
export function recordDelivery(
  sandbox: Sandbox,
  event: WebhookEvent,
  variant: Variant,
  state: "scheduled" | "withheld" = "scheduled",
): Delivery {
  const delivery: Delivery = {
    id: sandbox.nextId(),
    event,
    variant,
    state: event.build ? state : "withheld",
    attempts: [],
    lastSent: null,
    abandoned: false,
  };
  sandbox.deliveries.push(delivery);
  if (sandbox.deliveries.length > mostRemembered) sandbox.deliveries.shift();
  return delivery;
}

/**
 * Sends a delivery once and resolves when it was answered or failed; what was not taken is sent again later with
 * doubling waits, a few times. A wrongly signed one is never repeated: no gateway would make the same mistake six times.
 */
export async function sendDelivery(sandbox: Sandbox, delivery: Delivery): Promise<void> {
  if (delivery.abandoned || !delivery.event.build) return;
  const fault = takeFault(sandbox, delivery.event.gateway, "webhooks");
  if (fault && fault.mode !== "latency") {
    delivery.state = "dropped";
    return;
  }
  if (fault) await delay(fault.latencyMs, undefined, { ref: false });
  if (delivery.abandoned) return;

  delivery.state = "sending";
  const outgoing = delivery.event.build(delivery.variant);
  delivery.lastSent = outgoing;
  const { attempt, headers } = await post(outgoing);
  if (delivery.abandoned) return;
  delivery.attempts.push(attempt);
  if (attempt.status !== null)
    delivery.event.onAnswer?.(outgoing.url, attempt.status, headers, attempt.answer ?? "");

  const taken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
  const count = delivery.attempts.length;
  if (taken) delivery.state = "delivered";
  else if (delivery.variant === "broken_signature" || count >= mostAttempts) giveUp(delivery);
  else {
    delivery.state = "retrying";
    later(sandbox, sandbox.retryBaseMs * 2 ** (count - 1), () => void sendDelivery(sandbox, delivery));
  }
}

function giveUp(delivery: Delivery): void {
  delivery.state = "gave_up";
  const last = delivery.attempts.at(-1)!;
  process.stderr.write(
    `sandbox: webhook ${delivery.id} (${delivery.event.gateway} ${delivery.event.subject}, ${delivery.variant}) was not taken ` +
      `after ${delivery.attempts.length} attempt(s): ${last.status ?? last.error}\n`,
  );
}

async function post(outgoing: Outgoing): Promise<{ attempt: DeliveryAttempt; headers: string }> {
  const startedAt = Date.now();
  const attempt: DeliveryAttempt = {
    at: new Date(startedAt).toISOString(),
    tookMs: 0,
    status: null,
    answer: null,
    error: refuseUnlessLoopback(outgoing.url),
  };
  let headers = "";
  if (attempt.error === null) {
    try {
      const response = await fetch(outgoing.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...outgoing.headers },
        body: outgoing.body,
        redirect: "manual", // a redirect could lead off this machine, and no gateway follows one
        signal: AbortSignal.timeout(answerTimeoutMs),
      });
      attempt.status = response.status;
      headers = JSON.stringify(Object.fromEntries(response.headers));
      attempt.answer = (await response.text()).slice(0, 2000);
    } catch (error) {
      attempt.error = describe(error);
    }
  }
  attempt.tookMs = Date.now() - startedAt;
  return { attempt, headers };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message || String(error.cause)}` : "";
  return `${error.message}${cause}`;
}
