import type { DeliveryMode } from "#scripts/sandbox/delivery/deliver-as.ts";
import type { Outcome } from "#scripts/sandbox/outcomes.ts";
import { ownProduct } from "#tests/browser/support/own-product.ts";

/** The gateway sandbox's control calls that journeys need. A payment is named by the address its buyer was sent to. */
export const sandbox = {
  /** Pays without a browser, as the hosted page would. Answers where the browser would go next. */
  pay: (choice: {
    url: string;
    outcome?: Outcome;
    delivery?: DeliveryMode;
    method?: "card" | "wallet" | "kiosk";
    otherReference?: string;
  }) => call<{ redirectUrl: string }>("POST", "/_sandbox/pay", choice),

  /** What was left pending becomes paid, or not. */
  settle: (choice: { url: string; outcome: Outcome; delivery?: DeliveryMode }) =>
    call("POST", "/_sandbox/settle", choice),

  /** Sends the newest webhook about this attempt (again), such as one that was withheld. */
  deliver: (reference: string) => call("POST", "/_sandbox/redeliver", { reference }),

  /** The gateways do not answer questions about payments: what happens then comes from webhooks alone. */
  silenceInquiries: () => call("POST", "/_sandbox/faults", { gateway: "all", endpoint: "read", mode: "500" }),
  silenceWebhooks: () =>
    call("POST", "/_sandbox/faults", { gateway: "all", endpoint: "webhooks", mode: "drop" }),
  answerAgain: () => call("DELETE", "/_sandbox/faults"),

  /** Resolves when nothing is left to be sent. */
  idle: () => call("GET", "/_sandbox/idle?timeoutMs=30000"),
};

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(ownProduct().sandboxUrl + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}
