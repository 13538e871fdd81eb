import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import CreditCard from "lucide-react/icons/credit-card";
import SearchX from "lucide-react/icons/search-x";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { findFilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import { listPayments } from "#app/features/payments/list-payments.server.ts";
import { paymentList } from "#app/features/payments/payment-list.ts";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { PaymentFilterBar } from "./payment-filter-bar.tsx";
import { paymentTableCells } from "./payment-table-cells.tsx";
import { usePaymentFilterWords, usePaymentListWords } from "./payment-words.ts";

export const handle: RouteHandle = {
  access: { read: "payment:read" },
  topics: ["payments", "users", "enrollments"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.payments"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "payment:read");
  const asked = readList(paymentList, new URL(request.url).searchParams);
  const [page, options] = await Promise.all([
    listPayments(db(), asked, env().SCHOOL_TIME_ZONE),
    findFilterOptions(db(), asked.filters),
  ]);
  return { asked, ...page, options, mayExport: can(staff.role, "payment:export") };
}

export default steadyPage<typeof loader>(function Payments({ data }) {
  const { asked, options, mayExport, ...page } = data;
  const links = listLinks(paymentList, asked, adminPaths.payments);
  const words = usePaymentListWords();
  const { chips } = usePaymentFilterWords(options);
  return (
    <ListFrame
      list={paymentList}
      asked={asked}
      address={adminPaths.payments}
      page={page}
      cells={paymentTableCells}
      words={words}
      chips={chips(asked.filters)}
      filters={
        <PaymentFilterBar
          filters={asked.filters}
          options={options}
          keep={links.keptByFilters}
          clearTo={isFiltered(asked) ? links.cleared() : null}
        />
      }
      href={(row) => adminPaths.payment(row.id)}
      fileTo={mayExport ? adminPaths.paymentsFile : null}
      noMatch={<NoMatch />}
      empty={<NoPayments />}
    />
  );
});

function NoMatch() {
  const t = useTranslations("lists.payments.none");
  return (
    <EmptyState
      icon={SearchX}
      title={t("title")}
      action={<ButtonLink to={adminPaths.payments()}>{t("action")}</ButtonLink>}
    >
      {t("text")}
    </EmptyState>
  );
}

function NoPayments() {
  const t = useTranslations("lists.payments.empty");
  return (
    <EmptyState icon={CreditCard} title={t("title")}>
      {t("text")}
    </EmptyState>
  );
}
