import { z } from "zod";
import { isTimestamp } from "#app/gateways/paymob/gateway-time.ts";
import { storableText } from "#app/lib/storable-text.ts";

const id = z.int().positive();
const time = z.string().refine(isTimestamp, "is not a full timestamp");
const looseText = z.unknown().transform((value) => {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? storableText(text.trim().slice(0, 200)) : null;
});

/** The words around a result. Paymob signs none of them: for display, and read as they come. */
const Words = z
  .object({ message: looseText, txn_response_code: looseText, acq_response_code: looseText })
  .partial()
  .catch({});

const unsigned = {
  is_refund: z.boolean().nullish(),
  is_void: z.boolean().nullish(),
  is_captured: z.boolean().nullish(),
  parent_transaction: id.nullish(),
  refunded_amount_cents: z.int().nonnegative().nullish(),
  captured_amount: z.int().nonnegative().nullish().catch(null),
  data: Words,
};

const flagsAndMoney = {
  id,
  amount_cents: z.int().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  created_at: time,
  integration_id: id,
  pending: z.boolean(),
  success: z.boolean(),
  error_occured: z.boolean(),
  has_parent_transaction: z.boolean(),
  is_3d_secure: z.boolean(),
  is_auth: z.boolean(),
  is_capture: z.boolean(),
  is_refunded: z.boolean(),
  is_standalone_payment: z.boolean(),
  is_voided: z.boolean(),
};

/**
 * A transaction in a callback, read after its signature held. The signed string has no separators, so each
 * signed field must have exactly the form Paymob gives it: then a body whose digits were moved between
 * neighbours is refused here, or names an integration or order that is not ours (design: only signed fields bind).
 */
export const CallbackTransaction = z.object({
  ...flagsAndMoney,
  ...unsigned,
  owner: id,
  order: z.object({ id, merchant_order_id: z.string().transform(storableText).nullish().catch(null) }),
  source_data: z
    .object({
      pan: z.string().regex(/^\d{0,20}$/),
      // Neither may start with a digit, or the card's last four could spill into them.
      sub_type: z.string().regex(/^\D.{0,63}$/),
      type: z.string().regex(/^[a-z][a-z_]{0,31}$/i),
    })
    .refine(({ type, pan }) => type !== "card" || /^\d{4}$/.test(pan), "a card shows four digits"),
});

const text = z.string().nullish().catch(null);

/** A transaction in an answer of Paymob's own API: the peer is known, so what only hashing needs may be missing. */
export const AnsweredTransaction = z.object({
  ...flagsAndMoney,
  ...unsigned,
  is_3d_secure: z.boolean().nullish(),
  is_standalone_payment: z.boolean().nullish(),
  // Lists give the order's id alone (gateways.md P2).
  order: z.union([
    id.transform((order) => ({ id: order, merchant_order_id: null as string | null | undefined })),
    z.object({ id, merchant_order_id: text }),
  ]),
  source_data: z
    .object({ pan: text, sub_type: text, type: text })
    .nullish()
    .transform((source) => source ?? { type: null }),
});

export type PaymobTransaction = z.output<typeof CallbackTransaction> | z.output<typeof AnsweredTransaction>;

/** The first problem of a refused body: which field, and what it should be. Never its value. */
export function describeProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "body"}: ${issue.message}` : "unreadable";
}
