import { Link } from "@remix-run/react";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { ExceptionDetail } from "./queries.server.ts";

/** Where the problem can be looked into: its payments, the gateway's own answer, the delivery. */
export function ExceptionLinks({ detail, mayVerify }: { detail: ExceptionDetail; mayVerify: boolean }) {
  const t = useTranslations("exception.page");
  const { exception, payments } = detail;
  return (
    <div className="flex flex-col gap-3 empty:hidden">
      {payments.length > 0 ? (
        <ul className="divide-y divide-line">
          {payments.map((payment) => {
            const gateway = gatewayLabels[payment.gateway];
            return (
              <li
                key={payment.id}
                className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2 first:pt-0 last:pb-0"
              >
                <Link to={adminPaths.payment(payment.id)} className="link">
                  {t.rich("through", {
                    gateway,
                    amount: () => (
                      <Amount money={{ minor: payment.amount_minor, currency: payment.currency }} />
                    ),
                  })}
                </Link>
                <PaymentStatusBadge status={payment.status} />
                {/* Two of one amount are told apart by it. */}
                <TimeAgo at={payment.created_at} className="text-sm text-ink-muted" />
                <span className="ms-auto">
                  {mayVerify ? (
                    <ButtonLink
                      size="small"
                      icon={<RefreshCw size={14} aria-hidden />}
                      to={adminPaths.paymentVerifications(payment.id)}
                    >
                      {t("ask", { gateway })}
                    </ButtonLink>
                  ) : (
                    <Button
                      size="small"
                      icon={<RefreshCw size={14} aria-hidden />}
                      disabledReason={t("mayNotAsk")}
                    >
                      {t("ask", { gateway })}
                    </Button>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      ) : null}
      {exception.delivery_id ? (
        <span>
          <ButtonLink to={adminPaths.webhook(exception.delivery_id)}>{t("delivery")}</ButtonLink>
        </span>
      ) : null}
      {exception.kind === "bad_signatures" ? (
        <span>
          <ButtonLink to={adminPaths.webhooks({ verdict: "bad_signature" })}>{t("refused")}</ButtonLink>
        </span>
      ) : null}
    </div>
  );
}
