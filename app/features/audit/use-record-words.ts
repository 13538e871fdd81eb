import { paymentStatuses } from "#app/features/payments/payment.ts";
import type { Translate } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

type Key = Parameters<Translate<"records">["has"]>[0];

/** Every sentence that Bursar itself writes into notes and reasons, as it is stored, and what it is said as. */
const known: ReadonlyArray<readonly [RegExp, Key]> = [
  [/^It was not paid in time\.$/, "notPaidInTime"],
  [/^Found in the gateway's own history\.$/, "inHistory"],
  [/^The count differed from the live enrollments\.$/, "countDiffered"],
  [/^The price of the course changed\.$/, "priceChanged"],
  [/^The price of the course changed, and the student began again at the new one\.$/, "begunAnew"],
  [/^The first payment went back; another of the same student stayed\.$/, "firstWentBack"],
  [/^The payment was given back in full; this course takes the seat back\.$/, "seatTakenBack"],
  [/^The gateway gave the whole payment back\.$/, "wholeBack"],
  [/^The enrollment was rejected\.$/, "wasRejected"],
  [/^The delivery was replayed and processed\.$/, "replayed"],
  [/^The time to pay ran out and the gateway knows of no payment\.$/, "neverPaid"],
  [/^The time to pay ran out; the checkout was never opened to anybody\.$/, "neverOpened"],
  [/^A card was saved at the gateway\.$/, "cardSaved"],
  [/^Subscription (?<ref>.+?): (?<what>.+)\.$/, "subscription"],
  [/^Courier status of order (?<ref>.+?): (?<what>.+)\.$/, "courier"],
  [/^a callback of an unknown type$/, "unknownCallback"],
  [/^a callback of iKhokha's older e-commerce API$/, "olderCallback"],
  [/^The callback speaks of money; the gateway, asked directly, does not confirm it\.$/, "notConfirmed"],
  [/^No payment of ours has order (?<ref>.+)\.$/, "nobodysOrder"],
  [/^The callback names reference (?<ref>.+); the order is ours as (?<own>.+)\.$/, "otherReference"],
  [/^The gateway does not confirm it yet$/, "notConfirmedYet"],
  [/^The gateway could not confirm it: (?<why>.+)$/, "couldNotConfirm"],
  [/^no answer: (?<why>.+)$/s, "noAnswer"],
  [/^not sent: (?<why>.+)$/s, "notSent"],
  [/^answered (?<status>\d+)$/, "answered"],
  [/^answered (?<status>\d+), not JSON$/, "answeredNoJson"],
  [/^unreadable answer$/, "unreadable"],
  [/^The gateway does not show the money given back yet$/, "notShownYet"],
  [/^it was begun again and again and never ended$/, "neverEnded"],
  [/^(?<gateway>\w+) is not set up: the delivery waits$/, "notSetUp"],
  [/^Repaired by itself\.$/, "repairedItself"],
  [/^What was wrong is no longer so\.$/, "soNoLonger"],
  [/^One payment for the seat is left\.$/, "oneLeft"],
  [/^The stored status agrees with the evidence again\.$/, "agreesAgain"],
  [/^The audit log is as it was sealed\.$/, "sealedAsWritten"],
  [/^The seat was granted\.$/, "seatGranted"],
  [/^A seat is held; the school decides about it\.$/, "seatHeld"],
  [/^The payment moved to (?<status>\w+)\.$/, "movedTo"],
  [/^no mail server is set up \(SMTP_URL\)$/, "noMailServer"],
  [/^the mail server was given it and did not answer: it may have been sent.*$/s, "noMailAnswer"],
  [/^given up after (?<count>\d+) tries: (?<why>.+)$/s, "mailGivenUp"],
  [/^the mail server said: (?<why>.+)$/s, "mailServerSaid"],
  [/^the mail server does not take our login: (?<why>.+)$/s, "mailLogin"],
  [/^no end within the time allowed$/, "mailNoEnd"],
  [/^this worker stopped$/, "workerStopped"],
  [/^it could not be written$/, "mailUnwritable"],
  [/^held back: (?<why>.+)$/s, "mailHeldBack"],
  [/^the student has paid since$/, "paidSince"],
  [/^the student has a seat since$/, "seatSince"],
  [/^this payment can no longer be paid$/, "notPayable"],
  [/^its time is over$/, "timeOver"],
  [/^the enrollment has moved on since$/, "movedOn"],
  [/^the seat is no longer offered$/, "offerOver"],
];

/** A stored note or reason in the reader's language, if Bursar wrote it; what a person or a gateway wrote as it is. */
export function sayRecord(text: string, t: Translate<"records">, payments: Translate<"payments">): string {
  for (const [pattern, key] of known) {
    const match = pattern.exec(text);
    if (!match) continue;
    const { count, seconds, status, why, ...others } = match.groups ?? {};
    const known = paymentStatuses.find((one) => one === status);
    const values = {
      ...others,
      ...(why && { why: sayRecord(why, t, payments) }),
      ...(count && { count: Number(count) }),
      ...(seconds && { seconds: Number(seconds) }),
      ...(status && { status: known ? payments(`status.${known}`) : status }),
    };
    return (t as unknown as (key: Key, values: object) => string)(key, values);
  }
  return text;
}

/** `sayRecord` in the language of the page. */
export function useRecordWords(): (text: string) => string {
  const t = useTranslations("records");
  const payments = useTranslations("payments");
  return (text) => sayRecord(text, t, payments);
}
