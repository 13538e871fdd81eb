import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Mail from "lucide-react/icons/mail";
import SearchX from "lucide-react/icons/search-x";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { listMails } from "#app/features/mail/list-mails.server.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { mailKinds, mailStates } from "#db/schema.ts";
import { filterQuery, readFilters } from "./filters.ts";
import { MailsTable } from "./mails-table.tsx";

export const handle: RouteHandle = {
  access: { read: "mail:read" },
  // Names of who it went to, and what the links lead to.
  topics: ["notifications", "users"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "mail")("title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "mail:read");
  const filters = readFilters(new URL(request.url).searchParams);
  return { filters, ...(await listMails(db(), filters)) };
}

export default function Mails() {
  const { filters, rows, newer, older } = useLoaderData<typeof loader>();
  const t = useTranslations("mail");
  const query = filterQuery(filters);
  const filtered = Object.values(query).some(Boolean);
  const link = (more: Record<string, string>) => adminPaths.mails({ ...query, ...more });
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <FilterBar
        label={t("list.find")}
        search={{
          name: "q",
          value: filters.search,
          label: t("list.search"),
          placeholder: t("list.placeholder"),
        }}
        clearTo={filtered ? adminPaths.mails() : null}
      >
        <FilterSelect
          name="state"
          label={t("list.state")}
          any={t("list.anyState")}
          value={filters.state}
          options={mailStates.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <FilterSelect
          name="kind"
          label={t("list.kind")}
          any={t("list.anyKind")}
          value={filters.kind}
          options={mailKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
      </FilterBar>
      <Panel flush>
        {rows.length > 0 ? <MailsTable rows={rows} /> : filtered ? <NoMatch /> : <NoMail />}
      </Panel>
      <Pagination newer={newer && link({ after: newer })} older={older && link({ before: older })} />
    </>
  );
}

function NoMatch() {
  const t = useTranslations("mail.list.none");
  return (
    <EmptyState
      icon={SearchX}
      title={t("title")}
      action={<ButtonLink to={adminPaths.mails()}>{t("action")}</ButtonLink>}
    >
      {t("text")}
    </EmptyState>
  );
}

function NoMail() {
  const t = useTranslations("mail.list.empty");
  return (
    <EmptyState icon={Mail} title={t("title")}>
      {t("text")}
    </EmptyState>
  );
}
