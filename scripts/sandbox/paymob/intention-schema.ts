import { z } from "zod";
import { required } from "../http/parse-body.ts";
import { refuseUnlessLoopback, refuseUnlessWebAddress } from "../loopback.ts";

/** A text as Paymob takes it: an empty one is refused ("NA" is expected instead). */
const text = (max: number) =>
  z
    .string(required("Not a valid string."))
    .min(1, "This field may not be blank.")
    .max(max, `Ensure this field has no more than ${max} characters.`);

const integer = z.int(required("A valid integer is required."));

const address = (refuse: (address: string) => string | null) =>
  z.string(required("Enter a valid URL.")).superRefine((value, context) => {
    const message = refuse(value);
    if (message) context.addIssue({ code: "custom", message });
  });

const billing = z.object(
  {
    first_name: text(50),
    last_name: text(50),
    email: text(254).pipe(z.email("Enter a valid email address.")),
    phone_number: text(50),
    apartment: text(50).optional(),
    building: text(50).optional(),
    street: text(255).optional(),
    floor: text(50).optional(),
    city: text(50).optional(),
    state: text(50).optional(),
    country: text(50).optional(),
  },
  required("Invalid data. Expected a dictionary."),
);

const item = z.object({
  name: text(50),
  amount: integer,
  description: z.string().max(255, "Ensure this field has no more than 255 characters.").optional(),
  quantity: z.int().min(1, "Ensure this value is greater than or equal to 1.").default(1),
  image: z.string().nullish(),
});

/** The body of `POST /v1/intention/` as gateways.md P1 lists it; what it does not list is let through unread. */
export const IntentionSchema = z.object({
  amount: integer.min(1, "Ensure this value is greater than or equal to 1."),
  currency: z.string(required("Not a valid string.")).regex(/^[A-Z]{3}$/, "Not a valid currency."),
  payment_methods: z
    .array(z.union([z.int(), z.string()]), required("Expected a list of items."))
    .min(1, "This list may not be empty."),
  items: z.array(item).default([]),
  billing_data: billing,
  extras: z.record(z.string(), z.unknown()).nullish(),
  special_reference: text(255).nullish(),
  // 36 days: the maximum and the default of the official collection; others say 3600.
  expiration: z
    .int(required("A valid integer is required."))
    .min(1)
    .max(3_110_400, "Ensure this value is less than or equal to 3110400.")
    .default(3_110_400),
  notification_url: address(refuseUnlessLoopback).nullish(),
  redirection_url: address(refuseUnlessWebAddress).nullish(),
  is_auth: z.boolean().optional(),
  payment_type: z.string().optional(),
});
export type IntentionInput = z.output<typeof IntentionSchema>;

/** `PUT /v1/intention/{client_secret}`: the order id and only what changes. */
export const IntentionUpdateSchema = IntentionSchema.partial().extend({ accept_order_id: integer });
