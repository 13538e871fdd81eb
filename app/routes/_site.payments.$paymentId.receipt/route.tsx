import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireUser } from "#app/auth/session.server.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { findOwnPayment } from "#app/features/payments/find-own-payment.server.ts";
import { hasReceipt } from "#app/features/payments/student-payment.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { PaymentParams, paths } from "#app/paths.ts";
import { PrintButton } from "./print-button.tsx";
import { Receipt } from "./receipt.tsx";

export const handle: RouteHandle = { access: { read: "signed_in" } };

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const t = wordsOf(matches, "site");
  return pageTitle(data ? t("receipt.titleOf", { id: data.payment.id }) : t("receipt.title"), matches);
};

/** Only the student's own, and only where money arrived. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const user = await requireUser(request);
  const parsed = PaymentParams.safeParse(params);
  const payment = parsed.success ? await findOwnPayment(db(), user.id, parsed.data.paymentId) : null;
  if (!payment || !hasReceipt(payment)) throw new Response(null, { status: 404 });
  return { payment };
}

export default function ReceiptPage() {
  const { payment } = useLoaderData<typeof loader>();
  const t = useTranslations("site.receipt");
  return (
    <div className="mx-auto max-w-2xl">
      <div className="no-print">
        <PageHeader
          back={{ to: paths.payment(payment.id), label: t("back") }}
          title={t("title")}
          actions={<PrintButton />}
        />
      </div>
      <Receipt payment={payment} />
    </div>
  );
}
