import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { localeOf } from "#app/auth/locale.server.ts";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { RawBody } from "#app/components/raw-body.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { sayRecord, useRecordWords } from "#app/features/audit/use-record-words.ts";
import { deliveryState } from "#app/features/webhooks/delivery-labels.ts";
import { DeliveryStatusBadge } from "#app/features/webhooks/delivery-status-badge.tsx";
import { dryRunDelivery } from "#app/features/webhooks/replay-delivery.server.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { db } from "#app/lib/db.server.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, WebhookParams } from "#app/paths.ts";
import { DeliveryActions } from "./delivery-actions.tsx";
import { DeliveryFacts } from "./delivery-facts.tsx";
import { historyEntries } from "./delivery-history.ts";
import { explainDryRun } from "./dry-run.ts";
import { DryRunPanel } from "./dry-run-panel.tsx";
import { findCurrency, findDeliveryDetail } from "./queries.server.ts";
import { ReplayNotice } from "./replay-notice.tsx";

export const handle: RouteHandle = {
  access: { read: "webhook:read", write: "webhook:replay" },
  topics: ["webhooks", "exceptions", "users"],
  scope: "role",
  maxAgeSeconds: 2,
};

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "webhooks")("one"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "webhook:read");
  const parsed = WebhookParams.safeParse(params);
  const detail = parsed.success ? await findDeliveryDetail(db(), parsed.data.webhookId) : null;
  if (!detail) throw new Response(null, { status: 404 });
  return {
    detail,
    mayReplay: can(staff.role, "webhook:replay"),
    replayed: new URL(request.url).searchParams.get("replayed"),
  };
}

/** The dry run: it may ask the gateway, and writes nothing. */
export async function action({ request, params }: ActionFunctionArgs) {
  await requireStaff(request, "webhook:replay");
  const parsed = WebhookParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const run = await dryRunDelivery(db(), gateways(), parsed.data.webhookId);
  if (run.outcome === "missing") throw new Response(null, { status: 404 });
  const currency = run.outcome === "would_apply" ? await findCurrency(db(), run.paymentId) : null;
  const locale = await localeOf(request);
  const records = translatorFor(locale, "records");
  const payments = translatorFor(locale, "payments");
  return explainDryRun(run, currency, {
    webhooks: translatorFor(locale, "webhooks"),
    delivery: translatorFor(locale, "delivery"),
    payments,
    record: (text) => sayRecord(text, records, payments),
  });
}

export default function Delivery() {
  const { detail, mayReplay, replayed } = useLoaderData<typeof loader>();
  const dryRun = useActionData<typeof action>();
  const { delivery, exceptions } = detail;
  const t = useTranslations("webhooks");
  const facts = useTranslations("delivery.facts");
  const needed = useTranslations("exceptions");
  const record = useRecordWords();
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.webhooks(), label: t("title") }}
        title={
          <span className="flex flex-wrap items-center gap-3">
            {t("of", { gateway: gatewayLabels[delivery.gateway] })}
            <ChangedMark value={delivery.status}>
              <DeliveryStatusBadge status={deliveryState(delivery)} />
            </ChangedMark>
          </span>
        }
        actions={
          <DeliveryActions deliveryId={delivery.id} replayable={detail.replayable} allowed={mayReplay} />
        }
      />
      <div className="mb-6 flex flex-col gap-3 empty:hidden">
        {dryRun ? <DryRunPanel words={dryRun} /> : <ReplayNotice replayed={replayed} delivery={delivery} />}
        {exceptions.map((exception) => (
          <Notice
            key={exception.id}
            tone="warning"
            title={needed("needed", { kind: needed(`kinds.${exception.kind}`) })}
            actions={<ButtonLink to={adminPaths.exception(exception.id)}>{needed("seeChoices")}</ButtonLink>}
          />
        ))}
      </div>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="flex flex-col gap-6">
          <Panel title={facts("title")}>
            <DeliveryFacts detail={detail} />
          </Panel>
          <Panel title={t("history.title")}>
            <Timeline label={t("history.label")} entries={historyEntries(detail, t, record)} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Panel title={facts("body", { bytes: detail.bytes })}>
            <RawBody text={detail.body} label={facts("bodyLabel")} />
          </Panel>
          <Panel title={facts("headers")}>
            <DefinitionList
              items={Object.entries(delivery.headers).map(([term, value]) => ({
                term,
                value: <bdi className="font-mono text-sm break-all">{value}</bdi>,
              }))}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}
