import type { Gateway } from "#app/gateways/gateway.ts";
import type { IkhokhaAccount } from "#app/gateways/ikhokha/account.server.ts";
import { createCheckout } from "#app/gateways/ikhokha/checkout.server.ts";
import { createIkhokhaClient } from "#app/gateways/ikhokha/client.server.ts";
import { listHistory } from "#app/gateways/ikhokha/history.server.ts";
import { inquire } from "#app/gateways/ikhokha/inquire.server.ts";
import { readEvent } from "#app/gateways/ikhokha/read-event.server.ts";
import { authenticate, parseBody } from "#app/gateways/ikhokha/webhook.server.ts";

/** iKhokha (South Africa, ZAR) through its iK Pay API: pay links. Refunds are made in iKhokha's own dashboard. */
export function createIkhokha(account: IkhokhaAccount): Gateway {
  const client = createIkhokhaClient(account);
  return {
    name: "ikhokha",
    currencies: ["ZAR"],
    can: { refund: false, partialRefund: false, void: false, capture: false, listTransactions: true },
    createCheckout: (request) => createCheckout(client, account, request),
    inquire: (refs) => inquire(client, refs),
    refund: async () => ({
      outcome: "refused",
      code: "not_supported",
      message: "iKhokha refunds are made in its dashboard",
    }),
    history: (from, to) => listHistory(client, from, to),
    authenticate: (raw, headers) => authenticate(raw, headers, account),
    reopen: ({ kind, eventKey, raw }) => ({ gateway: "ikhokha", kind, eventKey, body: parseBody(raw) }),
    read: readEvent,
  };
}
