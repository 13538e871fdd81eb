import { z } from "zod";
import type { CheckoutReply, CheckoutRequest } from "#app/gateways/gateway.ts";
import { offeredIntegrations, type PaymobAccount } from "#app/gateways/paymob/account.server.ts";
import type { PaymobClient } from "#app/gateways/paymob/client.server.ts";
import { readError } from "#app/gateways/paymob/read-error.server.ts";
import { sortReply } from "#app/gateways/sort-reply.server.ts";

/** Creates an intention and hands back its hosted checkout. One line with quantity 1 satisfies both readings of the item sum. */
export async function createCheckout(
  client: PaymobClient,
  account: PaymobAccount,
  request: CheckoutRequest,
): Promise<CheckoutReply> {
  const { minor, currency } = request.amount;
  // Numbers: an id sent as text is read as a method's name and answers 404 (gateways.md P1).
  const methods = offeredIntegrations(account)
    .filter((one) => one.currency === currency)
    .map((one) => one.id);
  if (methods.length === 0)
    return { outcome: "refused", code: "integration", message: `no Paymob integration takes ${currency}` };

  const reply = sortReply(
    await client.write("/v1/intention/", {
      amount: minor,
      currency,
      payment_methods: methods,
      items: [
        {
          name: textOf(request.description, 50),
          amount: minor,
          description: textOf(request.description, 255),
          quantity: 1,
        },
      ],
      billing_data: billingData(request.student),
      special_reference: request.attemptId,
      expiration: request.expiresInSeconds,
      notification_url: request.notificationUrl,
      redirection_url: request.returnUrls.success,
    }),
  );

  if (reply.outcome === "refused") return { outcome: "refused", ...readError(reply.status, reply.json) };
  if (reply.outcome !== "accepted") return reply;
  const created = Created.safeParse(reply.json);
  if (!created.success) return { outcome: "unknown", reason: "unreadable answer" };
  const { client_secret, intention_order_id, id, special_reference } = created.data;
  if (typeof special_reference === "string" && special_reference !== request.attemptId)
    return { outcome: "unknown", reason: "the answer is about another attempt" };
  return {
    outcome: "redirect",
    url: checkoutUrl(account, client_secret),
    orderRef: String(intention_order_id),
    intentionRef: id ?? null,
  };
}

const Created = z.object({
  client_secret: z.string().min(1),
  intention_order_id: z.int().positive(),
  id: z.string().nullish(),
  special_reference: z.unknown().optional(),
});

function checkoutUrl(account: PaymobAccount, clientSecret: string): string {
  return account.checkoutUrl
    .replace("{publicKey}", () => encodeURIComponent(account.publicKey))
    .replace("{clientSecret}", () => encodeURIComponent(clientSecret));
}

/** Paymob answers "This field may not be blank" to an empty text: "NA" stands for what we do not know. */
function billingData(student: CheckoutRequest["student"]) {
  return {
    first_name: textOf(student.firstName, 50),
    last_name: textOf(student.lastName, 50),
    email: textOf(student.email, 254),
    phone_number: textOf(student.phone, 50),
    apartment: "NA",
    building: "NA",
    street: "NA",
    floor: "NA",
    city: "NA",
    state: "NA",
    country: "NA",
  };
}

/** At most so many characters, counted as a person would (no half of a pair), never blank. */
function textOf(text: string | null, longest: number): string {
  const characters = Array.from((text ?? "").replace(/[\p{Cc}\s]+/gu, " ").trim());
  return characters.slice(0, longest).join("").trim() || "NA";
}
