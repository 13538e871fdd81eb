import type { Integration } from "../keys.ts";

/** An intention and its order: what the merchant asked for. */
export interface OrderRecord {
  /** `intention_order_id`, and `obj.order.id` in callbacks. */
  id: number;
  shippingId: number;
  intentionId: string;
  clientSecret: string;
  reference: string | null;
  amountCents: number;
  currency: string;
  integrations: Integration[];
  items: OrderItem[];
  billing: Record<string, string>;
  extras: Record<string, unknown>;
  notificationUrl: string | null;
  redirectionUrl: string | null;
  authOnly: boolean;
  createdAt: Date;
  expiresAt: Date;
  transactionIds: number[];
}

export interface OrderItem {
  name: string;
  amount: number;
  description?: string | undefined;
  quantity: number;
  image?: string | null | undefined;
}

/** A transaction on an order. Refunds, voids and captures are children with a `parentId`. */
export interface TransactionRecord {
  id: number;
  orderId: number;
  integration: Integration;
  amountCents: number;
  createdAt: Date;
  updatedAt: Date;
  pending: boolean;
  success: boolean;
  errorOccured: boolean;
  isAuth: boolean;
  isVoided: boolean;
  kind: "payment" | "refund" | "void" | "capture";
  parentId: number | null;
  refundedCents: number;
  capturedCents: number;
  is3dSecure: boolean;
  responseCode: string | null;
  acquirerCode: string | null;
  message: string;
  /** The merchant's answers so far; Paymob sends them along in later callbacks. */
  callbackResponses: CallbackResponse[];
}

export interface CallbackResponse {
  response: { status: string; content: string; headers: string; encoding: string };
  callback_url: string;
  response_received_at: string;
}

/** The account's fixed numbers, as they appear in every body. */
export const merchant = { profileId: 900100, ownerId: 900200, userId: 900200 };
