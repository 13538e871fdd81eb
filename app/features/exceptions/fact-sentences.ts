import type { PaymentStatus } from "#app/features/payments/payment.ts";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import type { Translate } from "#app/messages/translate.ts";

/** Stored facts of an exception as sentences. Each takes one fact; what is missing says nothing. */
export type ExceptionFacts = Readonly<Record<string, unknown>>;
type Words = Translate<"problems">;

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
/** A payment's status by name; one that nobody here knows goes by its own. */
export const status = (value: unknown, names: Translate<"payments">, say: (label: string) => string) =>
  typeof value === "string" &&
  say(names.has(`status.${value as PaymentStatus}`) ? names(`status.${value as PaymentStatus}`) : value);

export function amount(facts: ExceptionFacts, key: string, say: (money: string) => string) {
  const minor = facts[key];
  return typeof minor === "number" && typeof facts.currency === "string"
    ? say(unbrokenMoney({ minor, currency: facts.currency }))
    : false;
}

/** Money that is not what was asked and stands in suspense: received, asked, and what became of it. */
export function held(facts: ExceptionFacts, t: Words): string[] {
  if (!Array.isArray(facts.held)) return [];
  const asked = amount(facts, "amountMinor", (money) => money) || "";
  return (facts.held as Array<Record<string, unknown>>).flatMap((one) => {
    const left = Number(one.amountMinor) - Number(one.returnedMinor);
    const rest = amount({ ...one, left }, "left", (money) => money) || "";
    const fate = left === 0 ? "back" : one.returnedMinor ? "rest" : "whole";
    return (
      amount(one, "amountMinor", (money) =>
        t(`held.${asked ? "asked" : "received"}.${fate}`, { money, asked, rest }),
      ) || []
    );
  });
}

const reasons = [
  "amount",
  "currency",
  "order",
  "account",
  "unknown_status",
  "conflicting_overrides",
] as const;
const reasonOf = (value: unknown) => reasons.find((one) => one === value);

/** What does not fit, in words. */
export function why(value: unknown, t: Words) {
  const reason = reasonOf(value);
  return reason ? t(`why.${reason}`) : text(value, (other) => t("why.other", { reason: other }));
}

/** Words of the gateway that nobody here knows, each once. */
export function words(facts: ExceptionFacts): string[] {
  if (!Array.isArray(facts.said)) return [];
  const told = (facts.said as Array<Record<string, unknown>>).map((one) => one.word);
  return [...new Set(told)].filter((word) => typeof word === "string" && word !== "") as string[];
}

const sources = { webhook: "webhook", poll: "asked", return: "asked" } as const;
const claims = ["failed", "not_in_history", "not_confirmed"] as const;

/** Each thing that was said, in the words of exceptions-to-open.ts: what, by whom, how much. */
export function said(facts: ExceptionFacts, t: Words): string[] {
  if (!Array.isArray(facts.said)) return [];
  return (facts.said as Array<Record<string, unknown>>).map((one) => {
    const ref = text(one.transaction, (ref) => ref) || "";
    if (one.what === "not_in_history")
      return lines(t("said.not_in_history"), ref && t("said.transaction", { ref })).join(" ");
    const money = amount(one, "amountMinor", (money) => money) || "";
    const who = sources[one.source as keyof typeof sources] ?? "gateway";
    const what = money ? (ref ? "both" : "money") : ref ? "ref" : "none";
    const claim = claims.find((claim) => claim === one.what);
    const reason = reasonOf(one.what);
    return lines(
      t(`said.${who}.${what}`, { money, ref }),
      claim ? t(`said.${claim}`) : reason && t(`why.${reason}`),
    ).join(" ");
  });
}
