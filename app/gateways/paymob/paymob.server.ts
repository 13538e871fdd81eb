import type { Gateway } from "#app/gateways/gateway.ts";
import { offeredIntegrations, type PaymobAccount } from "#app/gateways/paymob/account.server.ts";
import { createCheckout } from "#app/gateways/paymob/checkout.server.ts";
import { createPaymobClient } from "#app/gateways/paymob/client.server.ts";
import { inquire } from "#app/gateways/paymob/inquire.server.ts";
import { parseBody } from "#app/gateways/paymob/parse-body.server.ts";
import { readEvent } from "#app/gateways/paymob/read-event.server.ts";
import { refund } from "#app/gateways/paymob/refund.server.ts";
import { authenticate } from "#app/gateways/paymob/webhook.server.ts";

/** Paymob (Egypt and the Gulf) as one merchant account: cards, wallets, kiosks, instalments. */
export function createPaymob(account: PaymobAccount): Gateway {
  const client = createPaymobClient(account);
  return {
    name: "paymob",
    currencies: [...new Set(offeredIntegrations(account).map((integration) => integration.currency))],
    can: { refund: true, partialRefund: true, void: false, capture: false, listTransactions: false },
    createCheckout: (request) => createCheckout(client, account, request),
    inquire: (refs) => inquire(client, account, refs),
    refund: (request) => refund(client, request),
    // One source names a list, none its answer or its order (docs/decisions/0013): nothing is claimed of it.
    history: async () => ({ outcome: "unknown", reason: "Paymob's list of transactions is not documented" }),
    authenticate: (raw, _headers, url) => authenticate(raw, url, account.hmacSecret),
    reopen: ({ kind, eventKey, raw }) => ({ gateway: "paymob", kind, eventKey, body: parseBody(raw) }),
    read: (envelope) => readEvent(envelope, account),
  };
}
