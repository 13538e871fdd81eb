import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { Presence } from "#app/features/presence/lookers.tsx";
import { CaseStateBadge } from "#app/features/support/case-state-badge.tsx";
import { findCase, findColleagues } from "#app/features/support/find-case.server.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, CaseParams } from "#app/paths.ts";
import { roles } from "#db/schema.ts";
import { CaseFacts } from "./case-facts.tsx";
import { CaseHands } from "./case-hands.tsx";
import { Conversation } from "./conversation.tsx";
import { writeMessage } from "./write.server.ts";
import { WriteForms } from "./write-forms.tsx";

// Its forms carry keys of their own, so every load is answered anew.
export const handle: RouteHandle = {
  access: { read: "case:read", write: "case:work" },
  follows: ["users", "payments"],
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(data?.found.subject ?? wordsOf(matches, "office")("places.cases"), matches);

const workers = roles.filter((role) => can(role, "case:work"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "case:read");
  const parsed = CaseParams.safeParse(params);
  const found = parsed.success ? await findCase(db(), parsed.data.caseId) : null;
  if (!found) throw new Response(null, { status: 404 });
  const mayWork = can(staff.role, "case:work");
  const query = new URL(request.url).searchParams;
  return {
    found,
    mayWork,
    left: found.assignee_role !== null && !can(found.assignee_role, "case:work"),
    me: staff.id,
    colleagues: mayWork ? await findColleagues(db(), workers) : [],
    told: query.get("told"),
    by: query.get("by"),
    keys: { answer: crypto.randomUUID(), note: crypto.randomUUID() },
  };
}

/** An answer to the student, or a note for colleagues. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "case:work");
  const parsed = CaseParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  return writeMessage(await request.formData(), parsed.data.caseId, staff.id);
}

const warnings = ["stale", "already", "no_colleague", "closed", "unread", "repeated", "moved"];

export default function CasePage() {
  const { found, mayWork, left, me, colleagues, told, by, keys } = useLoaderData<typeof loader>();
  const t = useTranslations("cases");
  const refused = useActionData<typeof action>();
  // Whose words came too late reads so at the top, where what is new begins; the words are in their field again.
  // What is wrong with the words themselves stands at their field.
  const said = refused ? (refused.problem === "stale" ? "moved" : refused.problem) : told;
  const known =
    said && refused?.problem !== "form" && t.has(`told.${said}` as "told.stale") ? (said as "stale") : null;
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.cases(), label: t("page.back") }}
        title={<bdi>{found.subject}</bdi>}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <CaseStateBadge state={found.status === "resolved" ? "resolved" : found.awaits} />
            <bdi>{found.student}</bdi>
            <Presence subject={found.id} />
          </span>
        }
      />
      {known ? (
        <div className="mb-6">
          <Notice
            tone={warnings.includes(known) ? "warning" : "success"}
            title={known === "stale" && by ? t("told.staleBy", { name: by }) : t(`told.${known}`)}
          />
        </div>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <Panel title={t("page.conversation")}>
            <Conversation messages={found.messages} />
          </Panel>
          {mayWork ? <WriteForms found={found} me={me} keys={keys} refused={refused} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Panel>
            <CaseFacts found={found} me={me} left={left} />
          </Panel>
          {mayWork ? <CaseHands found={found} me={me} colleagues={colleagues} /> : null}
        </div>
      </div>
    </>
  );
}
