import Inbox from "lucide-react/icons/inbox";
import { expect, test } from "vitest";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPanel } from "#app/components/error-panel.tsx";
import { Field } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import { Table } from "#app/components/table.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { ThemeSwitch } from "#app/components/theme-switch.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { paymentStatuses } from "#app/features/payments/payment.ts";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { translatorFor } from "#app/messages/translate.ts";
import { structureFaults } from "#tests/support/axe.ts";
import { pageNow, renderInPage } from "#tests/support/render-page.tsx";

test("axe finds nothing wrong with the components together", async () => {
  const { container } = await renderInPage(
    <main>
      <PageHeader
        title="Payments"
        back={{ to: "/", label: "Front page" }}
        actions={<Button>Export</Button>}
      />
      <Tabs label="Views" tabs={[{ to: "/", label: "All" }]} />
      <ThemeSwitch />
      <Panel title="What we know" actions={<ButtonLink to="/">All</ButtonLink>}>
        <DefinitionList items={[{ term: "Student", value: <bdi>منى</bdi> }]} />
      </Panel>
      <Field label="Search" name="q" error="Too short." />
      <Table
        caption="Payments"
        rows={[{ id: "a" }]}
        rowKey={(row) => row.id}
        columns={[{ key: "id", header: "Id", cell: (row) => row.id }]}
      />
      <Timeline label="What happened" entries={[{ id: "1", at: pageNow, title: "Paid", details: "raw" }]} />
      <Notice tone="danger" title="Declined" actions={<Button>Try another card</Button>}>
        No money moved.
      </Notice>
      <EmptyState icon={Inbox} title="Nothing yet">
        Payments appear here.
      </EmptyState>
      <SkeletonRows label="Loading payments" rows={2} />
      <Button disabledReason="Nothing left to refund">Refund</Button>
    </main>,
  );
  expect(await structureFaults(container)).toEqual([]);
});

test("an error panel has its own heading, its id and a way forward", async () => {
  const { container } = await renderInPage(
    <ErrorPanel
      title="This page could not be loaded"
      errorId="req_1"
      actions={<ButtonLink to="/">Home</ButtonLink>}
    >
      The fault is ours.
    </ErrorPanel>,
  );
  expect(container.querySelector("h1")?.textContent).toBe("This page could not be loaded");
  expect(container.textContent).toContain("req_1");
  expect(await structureFaults(container)).toEqual([]);
});

test.each(paymentStatuses)("the status %s is an icon and a word", async (status) => {
  const { container } = await renderInPage(<PaymentStatusBadge status={status} />);
  expect(container.textContent).toBe(translatorFor("en", "payments")(`status.${status}`));
  expect(container.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
});
