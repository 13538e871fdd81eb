import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import ScrollText from "lucide-react/icons/scroll-text";
import SearchX from "lucide-react/icons/search-x";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { auditList } from "#app/features/audit/audit-list.ts";
import { findActions, listAudit } from "#app/features/audit/list-audit.server.ts";
import { readSeal } from "#app/features/audit/read-seal.server.ts";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { AuditFilterBar } from "./audit-filter-bar.tsx";
import { auditTableCells } from "./audit-table-cells.tsx";
import { useAuditChips, useAuditWords } from "./audit-words.ts";
import { SealLine } from "./seal-line.tsx";

// An entry may be written without an event: the answer is kept for a moment only.
export const handle: RouteHandle = {
  access: { read: "audit:read" },
  topics: ["payments", "enrollments", "users", "webhooks", "exceptions", "notifications", "operations"],
  scope: "role",
  maxAgeSeconds: 2,
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.audit"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "audit:read");
  const asked = readList(auditList, new URL(request.url).searchParams);
  const [page, actions, sealed] = await Promise.all([
    listAudit(db(), asked, env().SCHOOL_TIME_ZONE),
    findActions(db()),
    readSeal(db()),
  ]);
  return { asked, ...page, actions, sealed, mayExport: can(staff.role, "audit:export") };
}

export default steadyPage<typeof loader>(function Audit({ data }) {
  const { asked, actions, sealed, mayExport, ...page } = data;
  const words = useAuditWords();
  const links = listLinks(auditList, asked, adminPaths.audit);
  return (
    <ListFrame
      list={auditList}
      asked={asked}
      address={adminPaths.audit}
      page={page}
      cells={auditTableCells}
      words={{
        ...words,
        lead: (
          <>
            {words.lead}
            <SealLine {...sealed} />
          </>
        ),
      }}
      chips={useAuditChips(asked.filters)}
      filters={
        <AuditFilterBar
          filters={asked.filters}
          actions={actions}
          keep={links.keptByFilters}
          clearTo={isFiltered(asked) ? links.cleared() : null}
        />
      }
      fileTo={mayExport ? adminPaths.auditFile : null}
      noMatch={<NoMatch />}
      empty={<NoEntries />}
    />
  );
});

function NoMatch() {
  const t = useTranslations("audit.none");
  return (
    <EmptyState
      icon={SearchX}
      title={t("title")}
      action={<ButtonLink to={adminPaths.audit()}>{t("action")}</ButtonLink>}
    >
      {t("text")}
    </EmptyState>
  );
}

function NoEntries() {
  const t = useTranslations("audit.empty");
  return (
    <EmptyState icon={ScrollText} title={t("title")}>
      {t("text")}
    </EmptyState>
  );
}
