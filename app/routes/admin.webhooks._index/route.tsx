import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import SearchX from "lucide-react/icons/search-x";
import Webhook from "lucide-react/icons/webhook";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import { deliveryList } from "#app/features/webhooks/delivery-list.ts";
import { listDeliveries } from "#app/features/webhooks/list-deliveries.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { DeliveryFilterBar } from "./delivery-filter-bar.tsx";
import { deliveryTableCells } from "./delivery-table-cells.tsx";
import { useDeliveryChips, useDeliveryListWords } from "./delivery-words.ts";

// A delivery's arrival is no event: it must cost its sender nothing but the one insert.
export const handle: RouteHandle = {
  access: { read: "webhook:read" },
  topics: ["webhooks", "payments"],
  scope: "role",
  maxAgeSeconds: 2,
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.webhooks"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "webhook:read");
  const asked = readList(deliveryList, new URL(request.url).searchParams);
  const page = await listDeliveries(db(), asked, env().SCHOOL_TIME_ZONE);
  return { asked, ...page, mayExport: can(staff.role, "payment:export") };
}

export default steadyPage<typeof loader>(function Webhooks({ data }) {
  const { asked, mayExport, ...page } = data;
  const links = listLinks(deliveryList, asked, adminPaths.webhooks);
  return (
    <ListFrame
      list={deliveryList}
      asked={asked}
      address={adminPaths.webhooks}
      page={page}
      cells={deliveryTableCells}
      words={useDeliveryListWords()}
      chips={useDeliveryChips(asked.filters)}
      filters={
        <DeliveryFilterBar
          filters={asked.filters}
          keep={links.keptByFilters}
          clearTo={isFiltered(asked) ? links.cleared() : null}
        />
      }
      href={(row) => adminPaths.webhook(row.id)}
      fileTo={mayExport ? adminPaths.webhooksFile : null}
      noMatch={<NoMatch />}
      empty={<NoDeliveries />}
    />
  );
});

function NoMatch() {
  const t = useTranslations("deliveries.none");
  return (
    <EmptyState
      icon={SearchX}
      title={t("title")}
      action={<ButtonLink to={adminPaths.webhooks()}>{t("action")}</ButtonLink>}
    >
      {t("text")}
    </EmptyState>
  );
}

function NoDeliveries() {
  const t = useTranslations("deliveries.empty");
  return (
    <EmptyState icon={Webhook} title={t("title")}>
      {t("text")}
    </EmptyState>
  );
}
