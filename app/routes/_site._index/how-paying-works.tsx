/** Three facts for someone who is about to pay a school they do not know yet. */
export function HowPayingWorks({ gatewayNames }: { gatewayNames: readonly string[] }) {
  const where = gatewayNames.length > 0 ? gatewayNames.join(" or ") : "the payment provider";
  const steps = [
    {
      title: "Pay on a page you can trust",
      text: `You pay on the page of ${where}. Your card number never reaches this school.`,
    },
    {
      title: "Your seat opens by itself",
      text: "Most payments are confirmed within seconds. Some wallets and kiosks take hours; your seat is given the moment they confirm.",
    },
    {
      title: "You always know where it stands",
      text: "Each payment has a page that says what happened, what it means and what to do, with a receipt to print.",
    },
  ];
  return (
    <section aria-labelledby="paying" className="border-t border-line pt-8">
      <h2 id="paying" className="mb-4 text-lg font-semibold">
        How paying works
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
