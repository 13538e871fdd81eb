import { useTranslations } from "#app/messages/use-translations.ts";

/** Three facts for someone who is about to pay a school they do not know yet. */
export function HowPayingWorks({ gatewayNames }: { gatewayNames: readonly string[] }) {
  const t = useTranslations("site.front.paying");
  const where =
    [...gatewayNames].reduce((one, other) => (one ? t("or", { one, other }) : other), "") || t("provider");
  const steps = [
    { title: t("page.title"), text: t("page.text", { where }) },
    { title: t("seat.title"), text: t("seat.text") },
    { title: t("trace.title"), text: t("trace.text") },
  ];
  return (
    <section aria-labelledby="paying" className="border-t border-line pt-8">
      <h2 id="paying" className="mb-4 text-lg font-semibold">
        {t("title")}
      </h2>
      <ol className="grid gap-6 sm:grid-cols-3">
        {steps.map((step, index) => (
          <li key={step.title}>
            <p className="font-medium">
              <span aria-hidden className="me-2 text-ink-faint tabular-nums">
                {index + 1}
              </span>
              {step.title}
            </p>
            <p className="mt-1 text-base text-ink-muted">{step.text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
