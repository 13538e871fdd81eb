import { Select } from "#app/components/select.tsx";
import { isolate, isolateLeftToRight } from "#app/lib/isolate.ts";
import { formatMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { Subjects } from "./queries.server.ts";

/** Which payment or seat the case is about, or none. Nothing to choose is no field. */
export function SubjectChoice({ subjects, chosen }: { subjects: Subjects; chosen: string | null }) {
  const t = useTranslations("cases.new");
  const payments = useTranslations("payments.status");
  const seats = useTranslations("enrollments.status");
  if (subjects.payments.length + subjects.seats.length === 0) return null;
  return (
    <Select
      label={t("concerns")}
      name="about"
      defaultValue={chosen ?? ""}
      options={[
        { value: "", label: t("nothingElse") },
        ...subjects.payments.map((payment) => ({
          value: payment.id,
          label: t("payment", {
            course: isolate(payment.title),
            amount: isolateLeftToRight(
              formatMoney({ minor: payment.amount_minor, currency: payment.currency }),
            ),
            status: payments(payment.status),
          }),
        })),
        ...subjects.seats.map((seat) => ({
          value: seat.id,
          label: t("seat", { course: isolate(seat.title), status: seats(seat.status) }),
        })),
      ]}
    />
  );
}
