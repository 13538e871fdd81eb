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
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { openCase } from "#app/features/support/open-case.server.ts";
import { db } from "#app/lib/db.server.ts";
import { typedIn, typedText } from "#app/lib/typed-text.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, PaymentParams, UserParams } from "#app/paths.ts";

// Its form carries a key of its own, so every load is answered anew.
export const handle: RouteHandle = { access: { read: "case:work", write: "case:work" } };

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "cases")("new.title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "case:work");
  const query = new URL(request.url).searchParams;
  const about = UserParams.safeParse({ userId: query.get("user") });
  const payment = PaymentParams.safeParse({ paymentId: query.get("payment") });
  const person = about.success ? await findPerson(db(), about.data.userId) : null;
  if (!person || person.merged_into) throw new Response(null, { status: 404 });
  return {
    person: { id: person.id, name: person.name },
    paymentId: payment.success ? payment.data.paymentId : null,
    key: crypto.randomUUID(),
  };
}

const CaseForm = z.object({
  user: UserParams.shape.userId,
  payment: z.optional(PaymentParams.shape.paymentId),
  subject: typedText(1, 200),
  note: typedText(1, 4_000),
  key: z.string().regex(/^[\w-]{8,100}$/),
});

/** A case in one's own hands, about a person and perhaps a payment of theirs. */
export async function action({ request }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "case:work");
  const fields = await request.formData();
  const typed = { subject: typedIn(fields, "subject"), note: typedIn(fields, "note") };
  const form = CaseForm.safeParse(Object.fromEntries(fields));
  if (!form.success) return data({ problem: "form" as const, typed }, { status: 422 });
  const { user, payment, subject, note, key } = form.data;
  const result = await openCase(db(), {
    studentId: user,
    paymentId: payment ?? null,
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
  const { person, paymentId, key } = useLoaderData<typeof loader>();
  const { problem, typed } = useActionData<typeof action>() ?? {};
  const t = useTranslations("cases.new");
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.user(person.id), label: person.name }}
        title={t("title")}
        lead={
          <>
            {t("about", { name: person.name })} {paymentId ? t("aboutPayment", { payment: paymentId }) : null}
          </>
        }
      />
      <div className="flex max-w-xl flex-col gap-4">
        {problem === "gone" ? <Notice tone="warning" title={t(problem)} /> : null}
        <Panel>
          <Form method="post" className="flex flex-col items-start gap-4">
            <input type="hidden" name="key" value={key} />
            <input type="hidden" name="user" value={person.id} />
            {paymentId ? <input type="hidden" name="payment" value={paymentId} /> : null}
            <div className="w-full">
              <Field
                label={t("subject")}
                hint={t("subjectHint")}
                name="subject"
                dir="auto"
                required
                maxLength={200}
                defaultValue={typed?.subject}
                error={problem === "form" && !typed?.subject.trim() ? t("form") : null}
              />
            </div>
            <div className="w-full">
              <TextArea
                label={t("note")}
                hint={t("noteHint")}
                name="note"
                dir="auto"
                required
                maxLength={4_000}
                defaultValue={typed?.note}
                error={problem === "form" && typed?.subject.trim() ? t("form") : null}
              />
            </div>
            <Button variant="primary">{t("act")}</Button>
          </Form>
        </Panel>
      </div>
    </>
  );
}
