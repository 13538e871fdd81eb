import { type Recorded, subjectTypeOf } from "#app/features/audit/subject.ts";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import type { Money } from "#app/lib/money.ts";
import { isLocale, localeNames } from "#app/messages/locales.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** A value of an audit entry, as it is to be drawn. */
export type SaidValue =
  | { as: "words"; text: string }
  /** What nobody has words for, as it is stored. */
  | { as: "stored"; text: string }
  | { as: "money"; amounts: Money[] }
  | { as: "moment"; at: string }
  | { as: "subject"; id: string };

/** The entry a value stands in. */
export interface Told {
  subject: { type: string; id: string };
  record: Recorded;
  /** Names, titles and currencies by id. */
  named: Readonly<Record<string, string>>;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** What a list's rows are, so that a filter's value is said as their own. */
const rowsOf: Record<string, string> = {
  payments: "payment",
  enrollments: "enrollment",
  users: "user",
  courses: "course",
  webhooks: "delivery",
  exceptions: "exception",
  cases: "case",
  mails: "mail",
  notifications: "mail",
  refunds: "refund_draft",
};

/** What fields of the audit log are called, and what their values say, in the language of the page. */
export function useChangeWords() {
  const t = useTranslations("changes");
  const codes = useCodes();
  const field = (name: string) => {
    const known = name as "status";
    return t.has(`fields.${known}`) ? t(`fields.${known}`) : name.replaceAll("_", " ");
  };
  const value = (name: string, stored: unknown, told: Told): SaidValue => {
    const money = moneyOf(name, stored, told);
    if (money) return { as: "money", amounts: money };
    if (typeof stored === "boolean") return words(t(stored ? "yes" : "no"));
    if (typeof stored === "number") return words(stored.toLocaleString("en"));
    if (typeof stored === "string") {
      const said = codes(told.subject.type, name, stored);
      if (said !== null) return words(said);
      if (subjectTypeOf(stored) && !/\s/.test(stored)) return { as: "subject", id: stored };
      if (instant.test(stored)) return { as: "moment", at: stored };
      return { as: "stored", text: stored };
    }
    if (name === "columns" && Array.isArray(stored))
      return words(stored.map((one) => field(String(one))).join(", "));
    if (name === "selection" && isRecord(stored)) {
      const said = codes(told.subject.type, name, String(stored.kind));
      if (said !== null) return words(said);
    }
    if (name === "filters" && isRecord(stored)) return words(filters(stored, told));
    return { as: "stored", text: JSON.stringify(stored) };
  };
  const filters = (stored: Recorded, told: Told) => {
    const type = rowsOf[String(told.record.list)] ?? "";
    const each = Object.entries(stored).map(([name, asked]) => {
      const said =
        name === "q" ? words(t("aSearch")) : value(name, asked, { ...told, subject: { type, id: "" } });
      const text =
        "text" in said ? said.text : "id" in said ? (told.named[said.id] ?? said.id) : String(asked);
      return `${field(name)}: ${text}`;
    });
    return each.length > 0 ? each.join(" · ") : t("none");
  };
  return { field, value };
}

const words = (text: string): SaidValue => ({ as: "words", text });
const isRecord = (value: unknown): value is Recorded =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Minor units with the currency they are in; null for what is no amount, or of a currency that nobody knows. */
function moneyOf(name: string, stored: unknown, { subject, record, named }: Told): Money[] | null {
  if (name === "prices" && isRecord(stored))
    return Object.entries(stored).map(([currency, minor]) => ({ minor: Number(minor), currency }));
  if (typeof stored !== "number" || !["amount_minor", "captured", "refunded"].includes(name)) return null;
  const currency = typeof record.currency === "string" ? record.currency : named[subject.id];
  return currency ? [{ minor: stored, currency }] : null;
}

/** What a code says: each in the words of the pages of its own kind. Null: no code that has any. */
function useCodes(): (type: string, field: string, code: string) => string | null {
  const t = useTranslations("changes");
  const payments = useTranslations("payments.status");
  const enrollments = useTranslations("enrollments");
  const enrollment = useTranslations("enrollment");
  const job = useTranslations("bulk.job");
  const courses = useTranslations("courses");
  const webhooks = useTranslations("webhooks");
  const exceptions = useTranslations("exceptions");
  const cases = useTranslations("cases.states");
  const mail = useTranslations("mail");
  const office = useTranslations("office");
  const sources: Record<string, (code: string) => [{ has(key: never): boolean }, string]> = {
    "payment.status": (code) => [payments, code],
    "enrollment.status": (code) => [enrollments, `status.${code}`],
    "enrollment.decision": (code) => [enrollments, `decide.${code}`],
    "enrollment.source": (code) => [enrollment, `sources.${code}`],
    "bulk_job.status": (code) => [job, `status.${code}`],
    "bulk_job.decision": (code) => [enrollments, `decide.${code}`],
    "bulk_job.selection": (code) => [t, `selection.${code}`],
    "course.status": (code) => [courses, `status.${code}`],
    "course.approvalMode": (code) => [courses, `fields.approval.${code}`],
    "course.refundEffect": (code) => [courses, `fields.refund.${code}`],
    "delivery.status": (code) => [webhooks, `statuses.${code}`],
    "delivery.outcome": (code) => [webhooks, `outcomes.${code}`],
    "delivery.verdict": (code) => [webhooks, `verdicts.${code}`],
    "exception.status": (code) => [exceptions, `states.${code}`],
    "exception.kind": (code) => [exceptions, `kinds.${code}`],
    "exception.severity": (code) => [t, `severity.${code}`],
    "case.status": (code) => [cases, code],
    "case.kind": (code) => [t, `message.${code}`],
    "mail.state": (code) => [mail, `states.${code}`],
    "mail.kind": (code) => [mail, `kinds.${code}`],
    "waitlist_entry.status": (code) => [t, `waitlist.${code}`],
    "refund_draft.status": (code) => [t, `draft.${code}`],
    "user.role": (code) => [office, `roles.${code}`],
    "view.list": (code) => [office, `places.${placeOf(code)}`],
    "export.list": (code) => [office, `places.${placeOf(code)}`],
    "export.end": (code) => [t, `end.${code}`],
  };
  return (type, field, code) => {
    if (field === "gateway" && isGatewayName(code)) return gatewayLabels[code];
    if (field === "locale" && isLocale(code)) return localeNames[code];
    const source = /^\w+$/.test(code) ? sources[`${type}.${field}`]?.(code) : undefined;
    if (!source) return null;
    const [say, key] = source;
    return say.has(key as never) ? (say as unknown as (key: string) => string)(key) : null;
  };
}

const placeOf = (list: string) => (list === "notifications" ? "mails" : list);
