import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { FieldProblems } from "#app/components/field-problems.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { sentKey } from "#app/features/support/act-form.ts";
import { openCase } from "#app/features/support/open-case.server.ts";
import { db } from "#app/lib/db.server.ts";
import { typedIn, typedText } from "#app/lib/typed-text.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, EnrollmentParams, PaymentParams, UserParams } from "#app/paths.ts";
import { findSubjects, subjectOfSeat } from "./queries.server.ts";
import { SubjectChoice } from "./subject-choice.tsx";

// Its form carries a key of its own, so every load is answered anew.
export const handle: RouteHandle = { access: { read: "case:work", write: "case:work" } };

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "cases")("new.title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "case:work");
  const query = new URL(request.url).searchParams;
  const about = UserParams.safeParse({ userId: query.get("user") });
  const person = about.success ? await findPerson(db(), about.data.userId) : null;
  if (!person || person.merged_into) throw new Response(null, { status: 404 });
  const subject = Subject.safeParse(query.get("about"));
  const [subjects, chosen] = await Promise.all([
    findSubjects(db(), person.id),
    subject.success && isSeat(subject.data) ? subjectOfSeat(db(), subject.data) : (subject.data ?? null),
  ]);
  return {
    person: { id: person.id, name: person.name },
    subjects,
    chosen: chosen || null,
    key: crypto.randomUUID(),
  };
}

/** A payment or a seat; empty for neither. */
const Subject = z.union([z.literal(""), PaymentParams.shape.paymentId, EnrollmentParams.shape.enrollmentId]);
const isSeat = (id: string) => id.startsWith("enr_");

const CaseForm = z.object({
  user: UserParams.shape.userId,
  about: z.optional(Subject),
  subject: typedText(1, 200),
  note: typedText(1, 4_000),
  key: z.string().regex(/^[\w-]{8,100}$/),
});

/** A case in one's own hands, about a person and perhaps a payment or seat of theirs. */
export async function action({ request }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "case:work");
  const fields = await request.formData();
  const typed = {
    subject: typedIn(fields, "subject"),
    note: typedIn(fields, "note"),
    about: typedIn(fields, "about"),
    key: sentKey(fields),
  };
  const form = CaseForm.safeParse(Object.fromEntries(fields));
  if (!form.success) {
    const wrong = form.error.issues.map(({ path }) => path[0]);
    return data({ problem: "form" as const, wrong, typed }, { status: 422 });
  }
  const { user, about, subject, note, key } = form.data;
  const result = await openCase(db(), {
    studentId: user,
    paymentId: about && !isSeat(about) ? about : null,
    enrollmentId: about && isSeat(about) ? about : null,
    subject,
    note,
    formKey: key,
    actor: { type: "staff", id: staff.id },
  });
  return "caseId" in result
    ? redirect(adminPaths.case(result.caseId, { told: "opened" }), 303)
    : data({ problem: "gone" as const, typed }, { status: 409 });
}

export default function NewCase() {
  const { person, subjects, chosen, key } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { problem, typed } = refused ?? {};
  const wrong = refused && "wrong" in refused ? refused.wrong : [];
  const t = useTranslations("cases.new");
  const texts = {
    subject: {
      id: "case-subject",
      label: t("subject"),
      error: wrong.includes("subject") ? t("noSubject") : null,
    },
    note: { id: "case-note", label: t("note"), error: wrong.includes("note") ? t("noNote") : null },
  };
  const unsaid = problem === "form" && !texts.subject.error && !texts.note.error;
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.user(person.id), label: person.name }}
        title={t("title")}
        lead={t.rich("about", { name: () => <bdi>{person.name}</bdi> })}
      />
      <div className="flex max-w-xl flex-col gap-4">
        {problem === "gone" || unsaid ? <Notice tone="warning" title={t("gone")} /> : null}
        <FieldProblems of={Object.values(texts)} />
        <Panel>
          {/* What is missing is said in the page's own words and language, not in the browser's. */}
          <Form method="post" noValidate className="flex flex-col items-start gap-4">
            <input type="hidden" name="key" value={typed?.key ?? key} />
            <input type="hidden" name="user" value={person.id} />
            <div className="w-full empty:hidden">
              <SubjectChoice subjects={subjects} chosen={typed ? typed.about : chosen} />
            </div>
            <div className="w-full">
              <Field
                {...texts.subject}
                hint={t("subjectHint")}
                name="subject"
                dir="auto"
                required
                maxLength={200}
                defaultValue={typed?.subject}
              />
            </div>
            <div className="w-full">
              <TextArea
                {...texts.note}
                hint={t("noteHint")}
                name="note"
                dir="auto"
                required
                maxLength={4_000}
                defaultValue={typed?.note}
              />
            </div>
            <Button variant="primary">{t("act")}</Button>
          </Form>
        </Panel>
      </div>
    </>
  );
}
