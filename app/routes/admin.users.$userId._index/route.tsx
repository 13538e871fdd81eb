import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { PanelPart } from "#app/components/panel-part.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import { askOrTellHere } from "#app/components/unanswered.ts";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { db } from "#app/lib/db.server.ts";
import { loadParts } from "#app/lib/defer-part.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, UserParams } from "#app/paths.ts";
import { readPlace } from "./find-timeline.server.ts";
import { keepNote } from "./keep-note.server.ts";
import { NoteForm } from "./note-form.tsx";
import { AlsoKnown, PersonFacts } from "./person-facts.tsx";
import { CasesPanel, PaymentsPanel, PersonPart, SeatsPanel, SessionsPanel } from "./person-panels.tsx";
import { PersonTimeline } from "./person-timeline.tsx";
import { personParts } from "./queries.server.ts";

// Each form on the page carries a key of its own, so every load is answered anew.
export const handle: RouteHandle = {
  access: { read: "user:read", write: "case:work" },
  follows: ["users", "payments", "enrollments", "notifications"],
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(data?.person.name ?? wordsOf(matches, "office")("places.users"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "user:read");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person) throw new Response(null, { status: 404 });
  const query = new URL(request.url).searchParams;
  const before = readPlace(query.get("before"));
  const may = (permission: Parameters<typeof can>[1]) => can(staff.role, permission);
  const student = person.role === "student" && !person.merged_into;
  return {
    person,
    ...(await loadParts(request, personParts(db(), person.id, before))),
    paged: before !== null,
    told: query.get("told"),
    key: crypto.randomUUID(),
    may: {
      edit: may("user:edit") && !person.merged_into,
      role: may("user:role") && !person.merged_into,
      merge: may("user:merge") && student,
      verify: may("payment:verify"),
      sendMail: may("mail:send"),
      transfer: may("enrollment:transfer"),
      extend: may("enrollment:extend"),
      grant: may("enrollment:grant") && student,
      signOut: may("user:sign_out"),
      workCases: may("case:work") && student,
      note: may("case:work") && (student || (may("user:edit") && !person.merged_into)),
    },
  };
}

/** A note for colleagues about the person. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "case:work");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person) throw new Response(null, { status: 404 });
  return keepNote(await request.formData(), person.id, staff.id);
}

/** With script all answers are told at the note: one that never came keeps its words. */
export const clientAction = ({ request, serverAction }: ClientActionFunctionArgs) =>
  askOrTellHere(request.url, () => serverAction<typeof action>());

const toldTones = {
  no_answer: "warning",
  key_reused: "warning",
  unchanged: "info",
} as const;

export default function PersonPage() {
  const page = useLoaderData<typeof loader>();
  const { person, paged, told, key, may } = page;
  const refused = useActionData<typeof action>();
  const t = useTranslations("person");
  const knownTold = told && t.has(`told.${told}` as "told.saved") ? (told as "saved") : null;
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.users(), label: t("page.back") }}
        title={<bdi>{person.name}</bdi>}
        lead={<bdi dir="ltr">{person.email}</bdi>}
        actions={
          <>
            {may.edit ? (
              <ButtonLink to={adminPaths.userProfile(person.id)}>{t("page.edit")}</ButtonLink>
            ) : null}
            <ButtonLink to={adminPaths.userView(person.id)}>{t("page.seesTitle")}</ButtonLink>
            {may.role ? (
              <ButtonLink to={adminPaths.userRole(person.id)}>{t("page.changeRole")}</ButtonLink>
            ) : null}
            {may.merge ? (
              <ButtonLink to={adminPaths.userMerges(person.id)}>{t("page.merge")}</ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="mb-6 flex flex-col gap-3 empty:hidden">
        {knownTold ? (
          <Notice
            tone={toldTones[knownTold as keyof typeof toldTones] ?? "success"}
            title={t(`told.${knownTold}`)}
          />
        ) : null}
        {person.merged_into ? (
          <Notice
            tone="warning"
            title={t("page.merged")}
            actions={
              <ButtonLink to={adminPaths.user(person.merged_into)}>{t("page.openSurvivor")}</ButtonLink>
            }
          >
            {t("page.mergedText")}
          </Notice>
        ) : null}
      </div>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <Panel title={t("page.profile")}>
            <PersonFacts
              person={person}
              merged={
                <PanelPart name="merged" part={page.merged} what={t("page.alsoKnown")} skeleton={null}>
                  {(merged) => <AlsoKnown merged={merged} />}
                </PanelPart>
              }
            />
          </Panel>
          <PersonPart name="payments" part={page.payments} title={t("page.payments")}>
            {(payments) => <PaymentsPanel payments={payments} email={person.email} may={may} />}
          </PersonPart>
          <PersonPart name="seats" part={page.seats} title={t("page.enrollments")}>
            {(seats) => <SeatsPanel seats={seats} userId={person.id} may={may} />}
          </PersonPart>
          <PersonPart name="cases" part={page.cases} title={t("page.cases")}>
            {(cases) => <CasesPanel cases={cases} userId={person.id} may={may} />}
          </PersonPart>
          <PersonPart name="sessions" part={page.sessions} title={t("page.sessions")}>
            {(sessions) => <SessionsPanel sessions={sessions} userId={person.id} may={may} />}
          </PersonPart>
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          {may.note ? <NoteForm formKey={key} refused={refused} /> : null}
          <Panel title={t("page.timeline")}>
            <PanelPart
              name="timeline"
              part={page.timeline}
              what={t("page.timeline")}
              skeleton={<SkeletonRows label={t("page.timeline")} rows={8} />}
            >
              {(timeline) => (
                <>
                  {timeline.rows.length > 0 ? (
                    <PersonTimeline rows={timeline.rows} />
                  ) : (
                    <p className="text-base text-ink-muted">{t("page.nothing")}</p>
                  )}
                  <div className="mt-4 flex gap-2 empty:hidden">
                    {paged ? (
                      <ButtonLink to={adminPaths.user(person.id)}>{t("page.newest")}</ButtonLink>
                    ) : null}
                    {timeline.older ? (
                      <ButtonLink to={adminPaths.user(person.id, { before: timeline.older })}>
                        {t("page.older")}
                      </ButtonLink>
                    ) : null}
                  </div>
                </>
              )}
            </PanelPart>
          </Panel>
        </div>
      </div>
    </>
  );
}
