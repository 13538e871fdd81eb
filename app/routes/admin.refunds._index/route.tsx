import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Undo2 from "lucide-react/icons/undo-2";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { listRefundsToMake } from "#app/features/payments/refunds-to-make.server.ts";
import { db } from "#app/lib/db.server.ts";
import { readKeyset } from "#app/lib/keyset.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { RefundsTable } from "./refunds-table.tsx";

export const handle: RouteHandle = {
  access: { read: "payment:read" },
  topics: ["payments", "enrollments", "users"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.refunds"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "payment:read");
  const query = new URL(request.url).searchParams;
  const before = readKeyset(query.get("before"), ["moment"]);
  const after = before ? null : readKeyset(query.get("after"), ["moment"]);
  return listRefundsToMake(db(), { before, after });
}

export default function Refunds() {
  const { rows, newer, older } = useLoaderData<typeof loader>();
  const t = useTranslations("dossier.refunds");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {rows.length > 0 ? (
        <div className="mb-4">
          <Notice tone="info" title={t("next")}>
            <ol className="list-decimal ps-5">
              <li>{t("steps.make")}</li>
              <li>{t("steps.hear")}</li>
              <li>{t("steps.orRestore")}</li>
            </ol>
          </Notice>
        </div>
      ) : null}
      <Panel flush>
        {rows.length > 0 ? (
          <RefundsTable rows={rows} />
        ) : (
          <EmptyState icon={Undo2} title={t("none.title")}>
            {t("none.text")}
          </EmptyState>
        )}
      </Panel>
      <Pagination
        newer={newer && adminPaths.refundsToMake({ after: newer })}
        older={older && adminPaths.refundsToMake({ before: older })}
      />
    </>
  );
}
