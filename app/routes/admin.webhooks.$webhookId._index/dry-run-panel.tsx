import { Link } from "@remix-run/react";
import ArrowRight from "lucide-react/icons/arrow-right";
import { Notice } from "#app/components/notice.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { DryRunWords } from "./dry-run.ts";

/** The predicted difference, before and after. */
export function DryRunPanel({ words }: { words: DryRunWords }) {
  const t = useTranslations("delivery.dryRun");
  return (
    <Notice tone={words.tone} title={t("title", { what: words.title })}>
      <p>{words.meaning}</p>
      {words.changes.length > 0 ? (
        <table className="mt-3 text-base">
          <caption className="sr-only">{t("changes")}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t("what")}</th>
              <th scope="col">{t("before")}</th>
              <th scope="col">{t("after")}</th>
            </tr>
          </thead>
          <tbody>
            {words.changes.map((change) => (
              <tr key={change.what} className="align-baseline">
                <th scope="row" className="py-0.5 pe-6 text-start font-normal text-ink-muted">
                  {change.what}
                </th>
                <td className="pe-2 tabular-nums">{change.before}</td>
                <td className="font-medium tabular-nums">
                  {change.before ? (
                    <ArrowRight size={14} aria-hidden className="me-2 inline rtl:-scale-x-100" />
                  ) : null}
                  {change.after}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {words.paymentId ? (
        <p className="mt-2">
          <Link to={adminPaths.payment(words.paymentId)} className="link">
            {t("open")}
          </Link>
        </p>
      ) : null}
    </Notice>
  );
}
