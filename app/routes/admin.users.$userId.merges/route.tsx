import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  type SerializeFrom,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod/mini";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { forgetUser } from "#app/auth/session-store.server.ts";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { EmailText } from "#app/components/email-text.tsx";
import { HeadingName } from "#app/components/heading-name.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { ActForm, readAct } from "#app/features/support/act-form.ts";
import { ActPanel } from "#app/features/support/act-panel.tsx";
import { mergePeople } from "#app/features/support/merge-people.server.ts";
import { RefusalNotice } from "#app/features/support/refusal-notice.tsx";
import { db } from "#app/lib/db.server.ts";
import { isolate, isolateLeftToRight } from "#app/lib/isolate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, UserParams } from "#app/paths.ts";
import { CandidateChoice } from "./candidate-choice.tsx";
import { findCandidates, previewMerge } from "./queries.server.ts";

// Its form carries a key of its own, so every load is answered anew.
export const handle: RouteHandle = { access: { read: "user:merge", write: "user:merge" } };

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(loaded?.person.name ?? wordsOf(matches, "office")("places.users"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, "user:merge");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person || person.merged_into) throw new Response(null, { status: 404 });
  const query = new URL(request.url).searchParams;
  const search = (query.get("q") ?? "").trim().slice(0, 120);
  const other = UserParams.safeParse({ userId: query.get("other") });
  const [candidates, preview] = await Promise.all([
    search ? findCandidates(db(), person.id, search) : null,
    other.success ? previewMerge(db(), person.id, other.data.userId) : null,
  ]);
  const { id, name, phone, version } = person;
  return { person: { id, name, phone, version }, search, candidates, preview, key: crypto.randomUUID() };
}

const version = z.coerce.number().check(z.int(), z.positive());
const MergeForm = z.extend(ActForm, {
  goneId: UserParams.shape.userId,
  goneVersion: version,
  version,
});

/** Makes the two accounts one, on the versions that the preview was made of. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "user:merge");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person) throw new Response(null, { status: 404 });
  const { act, reason, key, ...refused } = await readAct(MergeForm, request);
  if (!act) return data({ ...refused, reason, key }, { status: 422 });
  const { goneId, goneVersion, ...rest } = act;
  const result = await mergePeople(db(), {
    key: rest.key,
    reason: rest.reason,
    survivor: { id: person.id, version: rest.version },
    gone: { id: goneId, version: goneVersion },
    actor: { type: "staff", id: staff.id },
  });
  if (result.outcome !== "merged") return data({ problem: result.outcome, reason, key }, { status: 409 });
  forgetUser(goneId);
  return redirect(adminPaths.user(person.id, { told: "accounts_merged" }), 303);
}

export default function Merges() {
  const { person, search, candidates, preview, key } = useLoaderData<typeof loader>();
  const t = useTranslations("support.merge");
  const { name } = person;
  const [stays, goes] = [isolate(name), isolate(preview?.gone.name ?? "")];
  const moves = useHeld(preview?.counts);
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.user(person.id), label: name }}
        title={t.rich("title", { name: () => <HeadingName>{name}</HeadingName> })}
        lead={t("lead", { name: stays })}
      />
      <div className="flex max-w-2xl flex-col gap-4">
        <RefusalNotice problem={useActionData<typeof action>()?.problem} />
        <CandidateChoice survivorId={person.id} search={search} candidates={candidates} />
        {preview ? <Duplicate gone={preview.gone} counts={preview.counts} /> : null}
        {preview ? (
          <ActPanel
            happens={[
              ...(moves ? [t("moves", { what: moves, gone: goes, name: stays })] : []),
              t("sessions", { gone: goes }),
              t("address", { email: isolateLeftToRight(preview.gone.email) }),
              ...(preview.gone.phone && !person.phone
                ? [t("phone", { name: stays, phone: isolateLeftToRight(preview.gone.phone) })]
                : []),
              ...(preview.spare > 0 ? [t("spare", { count: preview.spare })] : []),
            ]}
            lasts={t("noUndo")}
            stays={[t("profile", { name: stays }), t("history")]}
            inTheWay={preview.conflicts.map((conflict) =>
              t(`conflicts.${conflict.kind}`, { course: isolate(conflict.course?.title ?? "") }),
            )}
            act={adminPaths.userMerges(person.id, preview.gone.id)}
            fields={{
              goneId: preview.gone.id,
              goneVersion: preview.gone.version,
              version: person.version,
            }}
            formKey={key}
            label={t("act")}
            danger
            backTo={adminPaths.user(person.id)}
          />
        ) : null}
      </div>
    </>
  );
}

/** What an account holds, counted; null where that is nothing. */
function useHeld(counts: NonNullable<SerializeFrom<typeof loader>["preview"]>["counts"] | undefined) {
  const t = useTranslations("support.merge.held");
  if (!counts) return null;
  const held = (["payments", "seats", "cases", "notes"] as const).filter((kind) => counts[kind] > 0);
  return held.map((kind) => t(kind, { count: counts[kind] })).join(" · ") || null;
}

/** Who the other account is and what it holds, seen before the two are one. */
function Duplicate({
  gone,
  counts,
}: Pick<NonNullable<SerializeFrom<typeof loader>["preview"]>, "gone" | "counts">) {
  const t = useTranslations("support.merge");
  const words = useTranslations("support.form");
  const leftToRight = (text: string) => (
    <bdi dir="ltr" className="text-match-parent wrap-anywhere">
      {text}
    </bdi>
  );
  return (
    <Panel title={t("other")}>
      <DefinitionList
        items={[
          {
            term: words("name"),
            value: (
              <Link to={adminPaths.user(gone.id)} className="link">
                <bdi>{gone.name}</bdi>
              </Link>
            ),
          },
          { term: words("email"), value: <EmailText>{gone.email}</EmailText> },
          ...(gone.phone ? [{ term: words("phone"), value: leftToRight(gone.phone) }] : []),
          { term: t("holds"), value: useHeld(counts) ?? t("nothing") },
        ]}
      />
    </Panel>
  );
}
