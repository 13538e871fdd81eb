import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import SearchX from "lucide-react/icons/search-x";
import Undo2 from "lucide-react/icons/undo-2";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { findFilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import { refundList } from "#app/features/payments/refund-list.ts";
import { listRefunds } from "#app/features/payments/refunds-to-make.server.ts";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { NextSteps } from "./next-steps.tsx";
import { RefundFilterBar } from "./refund-filter-bar.tsx";
import { refundTableCells } from "./refund-table-cells.tsx";
import { useRefundChips, useRefundListWords } from "./refund-words.ts";

export const handle: RouteHandle = {
  access: { read: "payment:read" },
  topics: ["payments", "enrollments", "users"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.refunds"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "payment:read");
  const asked = readList(refundList, new URL(request.url).searchParams);
  const [page, options] = await Promise.all([
    listRefunds(db(), asked, env().SCHOOL_TIME_ZONE),
    findFilterOptions(db(), asked.filters),
  ]);
  return { asked, ...page, options, mayExport: can(staff.role, "payment:export") };
}

export default steadyPage<typeof loader>(function Refunds({ data }) {
  const { asked, options, mayExport, ...page } = data;
  const t = useTranslations("refunds");
  const links = listLinks(refundList, asked, adminPaths.refundsToMake);
  return (
    <ListFrame
      list={refundList}
      asked={asked}
      address={adminPaths.refundsToMake}
      page={page}
      cells={refundTableCells}
      words={useRefundListWords()}
      chips={useRefundChips(asked.filters, options)}
      filters={
        <RefundFilterBar
          filters={asked.filters}
          options={options}
          keep={links.keptByFilters}
          clearTo={isFiltered(asked) ? links.cleared() : null}
        />
      }
      above={page.rows.length > 0 ? <NextSteps /> : null}
      href={(row) => adminPaths.payment(row.payment_id)}
      fold
      fileTo={mayExport ? adminPaths.refundsFile : null}
      noMatch={
        <EmptyState
          icon={SearchX}
          title={t("none.title")}
          action={<ButtonLink to={adminPaths.refundsToMake()}>{t("none.action")}</ButtonLink>}
        >
          {t("none.text")}
        </EmptyState>
      }
      empty={
        <EmptyState icon={Undo2} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      }
    />
  );
});
