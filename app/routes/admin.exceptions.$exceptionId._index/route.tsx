import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { useRecordWords } from "#app/features/audit/use-record-words.ts";
import { ExceptionStatusBadge } from "#app/features/exceptions/exception-status-badge.tsx";
import { explainException, useExceptionSpeech } from "#app/features/exceptions/explain-exception.ts";
import { Presence } from "#app/features/presence/lookers.tsx";
import { previewRepair } from "#app/features/reconciliation/repair-exception.server.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, ExceptionParams } from "#app/paths.ts";
import { decide } from "./decide.server.ts";
import { DecisionForm } from "./decision-form.tsx";
import { historyEntries } from "./exception-history.ts";
import { ExceptionLinks } from "./exception-links.tsx";
import { type ExceptionDetail, findExceptionDetail } from "./queries.server.ts";
import { RepairPanel } from "./repair-panel.tsx";
import { ToldNotice } from "./told-notice.tsx";

// The preview of a repair looks at payments and seats; being seen again is no event.
export const handle: RouteHandle = {
  access: { read: "exception:read", write: "exception:resolve" },
  topics: ["exceptions", "payments", "enrollments", "webhooks", "users"],
  scope: "role",
  maxAgeSeconds: 5,
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const t = wordsOf(matches, "exceptions");
  return pageTitle(data ? t(`kinds.${data.detail.exception.kind}`) : t("one"), matches);
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "exception:read");
  const parsed = ExceptionParams.safeParse(params);
  const detail = parsed.success ? await findExceptionDetail(db(), parsed.data.exceptionId) : null;
  if (!detail) throw new Response(null, { status: 404 });
  const open = detail.exception.status === "open";
  return {
    detail,
    preview: open ? await previewRepair(db(), detail.exception) : ({ repair: "none" } as const),
    mayDecide: can(staff.role, "exception:resolve"),
    mayVerify: can(staff.role, "payment:verify"),
    told: new URL(request.url).searchParams.get("told"),
  };
}

/** A person's decision with its reason. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "exception:resolve");
  const parsed = ExceptionParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  return decide(await request.formData(), parsed.data.exceptionId, staff.id);
}

export default function Exception() {
  const refused = useActionData<typeof action>();
  const { detail, preview, mayDecide, mayVerify, told } = useLoaderData<typeof loader>();
  // A reason that is missing is told at its field alone.
  const toldNow = refused?.told === "no_reason" ? null : (refused?.told ?? told);
  const { exception } = detail;
  const speech = useExceptionSpeech();
  const { exceptions: t } = speech;
  const own = useTranslations("exception");
  const say = useRecordWords();
  const words = explainException(exception.kind, exception.facts, speech);
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.exceptions(), label: t("title") }}
        title={
          <span className="flex flex-wrap items-center gap-3">
            {words.headline}
            <ExceptionStatusBadge status={exception.status} severity={exception.severity} />
          </span>
        }
        lead={
          <>
            {t(`kinds.${exception.kind}`)} ·{" "}
            {own.rich("page.since", { when: () => <TimeAgo at={exception.first_seen_at} /> })}{" "}
            <Presence subject={exception.id} />
            {exception.occurrences > 1
              ? ` · ${own("page.happened", { count: exception.occurrences })}`
              : null}
          </>
        }
      />
      <div className="mb-6 empty:hidden">
        <ToldNotice code={toldNow} />
      </div>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-6">
          <Panel title={own("page.known")}>
            <Subject {...detail} />
            <Sentences of={words.known} />
          </Panel>
          <Panel title={own("page.unknown")}>
            <Sentences of={words.unknown} />
          </Panel>
          <Panel title={own("page.choices")}>
            <div className="flex flex-col gap-4">
              <Sentences of={words.choices} />
              <ExceptionLinks detail={detail} mayVerify={mayVerify} />
            </div>
          </Panel>
        </div>
        <div className="flex flex-col gap-6">
          <RepairPanel
            exceptionId={exception.id}
            preview={preview}
            student={exception.student}
            allowed={mayDecide}
          />
          <Panel title={own(exception.status === "open" ? "page.decide" : "page.takeBack")}>
            <DecisionForm exception={exception} allowed={mayDecide} refused={refused} />
          </Panel>
          <Panel title={own("page.history")}>
            <Timeline label={own("page.historyLabel")} entries={historyEntries(detail, t, own, say)} />
          </Panel>
        </div>
      </div>
    </>
  );
}

/** Whom and what it is about, by name. */
function Subject({ exception: { student_id, student, student_email, course } }: ExceptionDetail) {
  if (!student && !course) return null;
  return (
    <div className="mb-3">
      {student_id && student ? (
        <p className="flex flex-wrap gap-x-2">
          <Link to={adminPaths.user(student_id)} className="link font-medium">
            <bdi>{student}</bdi>
          </Link>
          <bdi dir="ltr" className="wrap-anywhere text-match-parent text-ink-muted">
            {student_email}
          </bdi>
        </p>
      ) : null}
      {course ? (
        <p dir="auto" className="text-match-parent">
          {course}
        </p>
      ) : null}
    </div>
  );
}

function Sentences({ of: sentences }: { of: readonly string[] }) {
  return (
    <ul className="flex list-disc flex-col gap-1.5 ps-5">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
