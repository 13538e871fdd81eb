import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { useClock } from "#app/components/clock.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { PanelPart } from "#app/components/panel-part.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useListKeys } from "#app/components/use-list-keys.ts";
import { DecisionButtons, DecisionForm } from "#app/features/approvals/decision-buttons.tsx";
import { findStanding } from "#app/features/approvals/find-standing.server.ts";
import { RefusalNote, WhoDecided } from "#app/features/approvals/refusal-note.tsx";
import { useDecision, useDecisionAnswer } from "#app/features/approvals/use-decision.ts";
import { WatchDecisions } from "#app/features/approvals/watch-decisions.tsx";
import { openDecisions, undoSeconds } from "#app/features/enrollments/enrollment.ts";
import { EnrollmentStatusBadge } from "#app/features/enrollments/enrollment-status-badge.tsx";
import { Presence } from "#app/features/presence/lookers.tsx";
import { db } from "#app/lib/db.server.ts";
import { loadParts } from "#app/lib/defer-part.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, EnrollmentParams } from "#app/paths.ts";
import { EnrollmentFacts, RelatedFacts } from "./enrollment-facts.tsx";
import { EnrollmentHistory } from "./enrollment-history.tsx";
import { type Enrollment, enrollmentParts, findEnrollment, type Others } from "./queries.server.ts";

export const handle: RouteHandle = {
  access: { read: "enrollment:read" },
  topics: ["enrollments", "payments", "users"],
  scope: "role",
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(data ? data.enrollment.student : wordsOf(matches, "office")("places.enrollments"), matches);

const tellable = ["stale", "not_allowed", "too_late", "full", "no_reason"] as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:read");
  const parsed = EnrollmentParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { enrollmentId } = parsed.data;
  const [enrollment, standing] = await Promise.all([
    findEnrollment(db(), enrollmentId),
    findStanding(db(), enrollmentId),
  ]);
  if (!enrollment || !standing) throw new Response(null, { status: 404 });
  const told = new URL(request.url).searchParams.get("told");
  return {
    enrollment,
    ...(await loadParts(request, enrollmentParts(db(), enrollment))),
    undoable: standing.undoable,
    told: tellable.find((word) => word === told) ?? null,
    mayDecide: can(staff.role, "enrollment:decide"),
    mayExtend: can(staff.role, "enrollment:extend"),
    mayWorkCases: can(staff.role, "case:work"),
  };
}

export default function EnrollmentPage() {
  const page = useLoaderData<typeof loader>();
  const { enrollment, undoable, told, mayDecide, mayExtend, mayWorkCases } = page;
  const t = useTranslations("enrollment");
  const queue = useTranslations("enrollments");
  const { status } = useDecision(enrollment);
  const refused = useDecisionAnswer(enrollment.id)?.result ?? null;
  useListKeys({
    words: { next: queue("keys.next"), previous: queue("keys.previous"), open: queue("keys.open") },
    keys: mayDecide ? { a: queue("keys.approve"), r: queue("keys.reject"), z: queue("keys.undo") } : {},
  });
  const here = adminPaths.enrollment(enrollment.id);
  return (
    <>
      <WatchDecisions />
      <PageHeader
        back={{ to: adminPaths.enrollments(), label: queue("title") }}
        title={
          <span className="flex flex-wrap items-center gap-3">
            <bdi className="text-match-parent">{enrollment.student}</bdi>
            <EnrollmentStatusBadge status={status} />
          </span>
        }
        lead={
          <>
            <bdi>{enrollment.course}</bdi> <Presence subject={enrollment.id} />
          </>
        }
        actions={
          mayWorkCases ? (
            <ButtonLink to={adminPaths.newCase({ user: enrollment.student_id, about: enrollment.id })}>
              {t("openCase")}
            </ButtonLink>
          ) : null
        }
      />
      {told && enrollment.decided?.latest ? (
        <div className="mb-6">
          <Notice tone="warning" title={queue(`not.${told}`)}>
            {told === "no_reason" ? null : <WhoDecided decided={enrollment.decided} />}
          </Notice>
        </div>
      ) : told ? (
        <div className="mb-6">
          <Notice tone="warning" title={queue(`not.${told}`)} />
        </div>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <Panel title={t("decide")}>
            <div className="flex flex-col items-start gap-3">
              {refused ? <RefusalNote result={refused} /> : null}
              {enrollment.decided?.latest ? <WhoDecided decided={enrollment.decided} /> : null}
              {mayDecide ? (
                <Decide enrollment={enrollment} undoable={undoable} back={here} />
              ) : (
                <p className="text-ink-muted">{queue("mayNot")}</p>
              )}
            </div>
          </Panel>
          <Panel title={t("facts")}>
            <EnrollmentFacts
              enrollment={enrollment}
              mayExtend={mayExtend}
              related={
                <PanelPart name="related" part={page.related} what={t("related")} skeleton={null}>
                  {(related) => <RelatedFacts related={related} />}
                </PanelPart>
              }
            />
          </Panel>
          <Panel title={t("other")}>
            <PanelPart
              name="others"
              part={page.others}
              what={t("other")}
              skeleton={<SkeletonRows label={t("other")} rows={1} />}
            >
              {(others) => <OtherEnrollments others={others} />}
            </PanelPart>
          </Panel>
        </div>
        <Panel title={t("history")}>
          <PanelPart
            name="history"
            part={page.history}
            what={t("history")}
            skeleton={<SkeletonRows label={t("history")} rows={4} />}
          >
            {(history) => <EnrollmentHistory history={history} />}
          </PanelPart>
        </Panel>
      </div>
    </>
  );
}

function Decide({ enrollment, undoable, back }: { enrollment: Enrollment; undoable: boolean; back: string }) {
  const t = useTranslations("enrollment");
  const queue = useTranslations("enrollments");
  const open = openDecisions(enrollment.source, enrollment.status);
  const { now } = useClock();
  const isOver = now > Date.parse(enrollment.decided?.at ?? "") + undoSeconds * 1_000;
  return (
    <>
      <DecisionButtons row={enrollment} name={enrollment.student} back={back} />
      {undoable && !isOver ? (
        <DecisionForm row={enrollment} back={back}>
          <span className="flex flex-wrap items-center gap-2">
            <Button size="small" name="decision" value="undo" data-key="z">
              {queue("decide.undo")}
            </Button>
            <span className="text-sm text-ink-muted">{queue("undoable")}</span>
          </span>
        </DecisionForm>
      ) : open.length === 0 ? (
        <p className="text-ink-muted">{t("nothing")}</p>
      ) : null}
    </>
  );
}

function OtherEnrollments({ others }: { others: Others }) {
  const t = useTranslations("enrollment");
  const queue = useTranslations("enrollments");
  if (others.length === 0) return <p className="text-ink-muted">{t("noOther")}</p>;
  return (
    <ul className="flex flex-col divide-y divide-line">
      {others.map((other) => (
        <li key={other.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
          <Link to={adminPaths.enrollment(other.id)} className="link min-w-0 grow max-sm:basis-full">
            <bdi>{other.course}</bdi>
          </Link>
          <EnrollmentStatusBadge status={other.status} />
          {other.refunded_minor && other.currency ? (
            <span className="text-sm text-warning-ink">
              <Amount money={{ minor: other.refunded_minor, currency: other.currency }} />{" "}
              {queue("refunded", { count: 1 })}
            </span>
          ) : null}
          <TimeAgo at={other.created_at} className="ms-auto text-sm text-ink-muted" />
        </li>
      ))}
    </ul>
  );
}
