import type {
  AttemptRefs,
  Authentication,
  CheckoutReply,
  CheckoutRequest,
  Gateway,
  GatewayEvent,
  GatewayName,
  InquiryReply,
  TransactionFact,
} from "#app/gateways/gateway.ts";

/** A gateway whose answers the test writes, for domain tests; the real adapters are tested against real HTTP. */
export class ScriptedGateway implements Gateway {
  readonly name: GatewayName;
  readonly currencies: readonly string[];
  readonly can: Gateway["can"] = {
    refund: false,
    partialRefund: false,
    void: false,
    capture: false,
    listTransactions: false,
  };
  readonly checkouts: CheckoutRequest[] = [];
  readonly inquiries: AttemptRefs[] = [];
  /** Answers of createCheckout; the default opens a checkout. */
  checkout: (request: CheckoutRequest) => Promise<CheckoutReply> = async (request) => ({
    outcome: "redirect",
    url: `https://gateway.example/pay/${request.attemptId}`,
    orderRef: `order-${request.attemptId}`,
    intentionRef: null,
  });
  /** Answers of inquire; the default knows of no payment. */
  answer: (refs: AttemptRefs) => Promise<InquiryReply> = async () => ({ outcome: "nothing" });

  constructor(name: GatewayName = "paymob", currencies = name === "paymob" ? ["EGP"] : ["ZAR"]) {
    this.name = name;
    this.currencies = currencies;
  }

  createCheckout(request: CheckoutRequest) {
    this.checkouts.push(request);
    return this.checkout(request);
  }
  inquire(refs: AttemptRefs) {
    this.inquiries.push(refs);
    return this.answer(refs);
  }
  async refund() {
    return { outcome: "refused" as const, code: "not_supported" as const, message: "scripted" };
  }
  /** Answers of history, by day; the default cannot be read. */
  list: Gateway["history"] = async () => ({ outcome: "unknown", reason: "scripted" });
  history(from: Date, to: Date) {
    return this.list(from, to);
  }
  /** Every body is authentic and says its own event: `{ key, event }`. */
  authenticate(raw: Uint8Array, _headers?: Headers): Authentication {
    const body = JSON.parse(Buffer.from(raw).toString()) as { key: string };
    return {
      verdict: "authentic" as const,
      envelope: { gateway: this.name, kind: "transaction" as const, eventKey: body.key, body },
    };
  }
  reopen(stored: { eventKey: string; raw: Uint8Array }) {
    return {
      gateway: this.name,
      kind: "transaction" as const,
      eventKey: stored.eventKey,
      body: JSON.parse(Buffer.from(stored.raw).toString()) as unknown,
    };
  }
  read(envelope: { body: unknown }): GatewayEvent {
    const event = (envelope.body as { event: GatewayEvent }).event;
    if (event.type !== "transaction" && event.type !== "child") return event;
    const at = event.fact.gatewayAt as unknown as string | null;
    return { ...event, fact: { ...event.fact, gatewayAt: at === null ? null : new Date(at) } };
  }
}

/** A fact about a collection; what a test does not name is an honest card payment. */
export function fact(more: Partial<TransactionFact> & Pick<TransactionFact, "state">): TransactionFact {
  return {
    transactionRef: "9001",
    orderRef: null,
    attemptRef: null,
    amount: { minor: 45_000, currency: "EGP" },
    refundedMinor: null,
    account: "4097558",
    accountIsOurs: true,
    method: "card",
    gatewayTime: null,
    gatewayAt: null,
    code: null,
    gatewayCode: null,
    reason: null,
    ...more,
  };
}
