import { useSchool } from "#app/components/school.ts";

/** Whom to write to about a payment, its number already in the letter. */
export function SupportLine({ paymentId }: { paymentId: string }) {
  const school = useSchool();
  if (!school) return null;
  const subject = encodeURIComponent(`Payment ${paymentId}`);
  return (
    <p className="text-base text-ink-muted">
      Something not right? Write to{" "}
      <a className="link" href={`mailto:${school.supportEmail}?subject=${subject}`}>
        {school.supportEmail}
      </a>{" "}
      and quote the payment number.
    </p>
  );
}
