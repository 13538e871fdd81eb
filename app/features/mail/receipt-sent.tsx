import MailCheck from "lucide-react/icons/mail-check";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Said only once it is true: the mail server took the receipt. */
export function ReceiptSent({ to }: { to: string }) {
  const t = useTranslations("mail");
  return (
    <p className="mt-4 flex items-center gap-2 text-base text-ink-muted">
      <MailCheck size={18} aria-hidden className="shrink-0" />
      <span>{t.rich("receiptSent", { address: () => <bdi dir="ltr">{to}</bdi> })}</span>
    </p>
  );
}
