import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import Mail from "lucide-react/icons/mail";
import SearchX from "lucide-react/icons/search-x";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { mailList } from "#app/features/mail/mail-list.ts";
import { listMails } from "#app/features/mail/read-mails.server.ts";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { MailFilterBar } from "./mail-filter-bar.tsx";
import { mailTableCells } from "./mail-table-cells.tsx";
import { useMailChips, useMailListWords } from "./mail-words.ts";

export const handle: RouteHandle = {
  access: { read: "mail:read" },
  // Names of who it went to, and what the links lead to.
  topics: ["notifications", "users"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "mail")("title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "mail:read");
  const asked = readList(mailList, new URL(request.url).searchParams);
  const page = await listMails(db(), asked, env().SCHOOL_TIME_ZONE);
  return { asked, ...page, mayExport: can(staff.role, "mail:export") };
}

export default steadyPage<typeof loader>(function Mails({ data }) {
  const { asked, mayExport, ...page } = data;
  const t = useTranslations("mail.list");
  const links = listLinks(mailList, asked, adminPaths.mails);
  return (
    <ListFrame
      list={mailList}
      asked={asked}
      address={adminPaths.mails}
      page={page}
      cells={mailTableCells}
      words={useMailListWords()}
      chips={useMailChips(asked.filters)}
      filters={
        <MailFilterBar
          filters={asked.filters}
          keep={links.keptByFilters}
          clearTo={isFiltered(asked) ? links.cleared() : null}
        />
      }
      href={(row) => adminPaths.mail(row.id)}
      fileTo={mayExport ? adminPaths.mailsFile : null}
      noMatch={
        <EmptyState
          icon={SearchX}
          title={t("none.title")}
          action={<ButtonLink to={adminPaths.mails()}>{t("none.action")}</ButtonLink>}
        >
          {t("none.text")}
        </EmptyState>
      }
      empty={
        <EmptyState icon={Mail} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      }
    />
  );
});
