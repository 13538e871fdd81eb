import { paymentStatusLabels } from "#app/features/payments/payment.ts";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import { formatMoney } from "#app/lib/money.ts";

/** Stored facts of an exception as sentences. Each takes one fact; what is missing says nothing. */
export type ExceptionFacts = Readonly<Record<string, unknown>>;

export const lines = (...parts: Array<string | false | null | undefined>) =>
  parts.filter((part) => !!part) as string[];
export const text = (value: unknown, say: (text: string) => string) =>
  typeof value === "string" && value !== "" && say(value);
export const number = (value: unknown, say: (count: number) => string) =>
  typeof value === "number" && say(value);
export const list = (value: unknown, say: (count: number) => string | false) =>
  Array.isArray(value) && value.length > 0 && say(value.length);
export const gateway = (facts: ExceptionFacts, say: (name: string) => string) =>
  isGatewayName(facts.gateway) && say(gatewayLabels[facts.gateway]);
export const status = (value: unknown, say: (label: string) => string) =>
  typeof value === "string" && say(paymentStatusLabels[value as keyof typeof paymentStatusLabels] ?? value);

export function amount(facts: ExceptionFacts, key: string, say: (money: string) => string) {
  const minor = facts[key];
  return typeof minor === "number" && typeof facts.currency === "string"
    ? say(formatMoney({ minor, currency: facts.currency }))
    : false;
}

/** Money that is not what was asked and stands in suspense: received, asked, and what became of it. */
export function held(facts: ExceptionFacts): string[] {
  if (!Array.isArray(facts.held)) return [];
  const asked = amount(facts, "amountMinor", (money) => `, ${money} asked`) || "";
  return (facts.held as Array<Record<string, unknown>>).flatMap((one) => {
    const left = Number(one.amountMinor) - Number(one.returnedMinor);
    const rest = amount({ ...one, left }, "left", (money) => money);
    const fate =
      left === 0
        ? "given back in full"
        : one.returnedMinor
          ? `${rest} still held in suspense`
          : "held in suspense";
    return amount(one, "amountMinor", (money) => `${money} received${asked}: ${fate}.`) || [];
  });
}

const reasons: Record<string, string> = {
  amount: "The amount is another one.",
  currency: "The currency is another one.",
  order: "It names another order.",
  account: "It was taken with an account that is not ours.",
  unknown_status: "The gateway used a status that nobody here knows.",
  conflicting_overrides: "Two overrides by staff disagree.",
};
export const why = (value: unknown) =>
  typeof value === "string" && (reasons[value] ?? `The reason given is “${value}”.`);

const sources: Record<string, string> = {
  webhook: "A webhook",
  poll: "The gateway, asked directly,",
  return: "The gateway, asked directly,",
};
const claims: Record<string, string> = {
  ...reasons,
  failed: "It calls the transaction failed.",
  not_in_history: "The gateway’s own list does not name it, and asked directly it knows nothing of it.",
  not_confirmed: "It speaks of money that the gateway, asked directly, does not confirm.",
};

/** Each thing that was said, in the words of exceptions-to-open.ts: what, by whom, how much. */
export function said(facts: ExceptionFacts): string[] {
  if (!Array.isArray(facts.said)) return [];
  return (facts.said as Array<Record<string, unknown>>).map((one) => {
    const who = sources[String(one.source)] ?? "The gateway";
    const money = amount(one, "amountMinor", (money) => ` of ${money}`) || "";
    const ref = text(one.transaction, (ref) => ` (transaction ${ref})`) || "";
    if (one.what === "not_in_history") return `${claims.not_in_history}${ref}`.trim();
    return `${who} reported a payment${money}${ref}. ${claims[String(one.what)] ?? ""}`.trim();
  });
}
