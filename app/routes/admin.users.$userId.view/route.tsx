import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { Amount } from "#app/components/amount.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { HeadingName } from "#app/components/heading-name.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { db } from "#app/lib/db.server.ts";
import { InLanguage } from "#app/messages/in-language.tsx";
import { isLocale, type Locale, localeNames } from "#app/messages/locales.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, PaymentParams, UserParams } from "#app/paths.ts";
import { findStudentView, type StudentView } from "./queries.server.ts";
import { SeenPayment } from "./seen-payment.tsx";

/** No session of the student's is used or made, and there is no action: it can only be looked at. */
export const handle: RouteHandle = {
  access: { read: "user:read" },
  topics: ["users", "payments", "enrollments"],
  scope: "role",
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(data?.person.name ?? wordsOf(matches, "office")("places.users"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, "user:read");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person) throw new Response(null, { status: 404 });
  const asked = PaymentParams.safeParse({ paymentId: new URL(request.url).searchParams.get("payment") });
  const view = await findStudentView(db(), person.id, asked.success ? asked.data.paymentId : null);
  if (asked.success && !view.payment) throw new Response(null, { status: 404 });
  const locale: Locale = isLocale(person.locale) ? person.locale : "en";
  return { person: { id: person.id, name: person.name, locale }, view };
}

export default function WhatTheStudentSees() {
  const { person, view } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const t = useTranslations("person.sees");
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.user(person.id), label: person.name }}
        title={t.rich("title", { name: () => <HeadingName>{person.name}</HeadingName> })}
        actions={
          view.payment ? <ButtonLink to={adminPaths.userView(person.id)}>{t("backToAll")}</ButtonLink> : null
        }
      />
      <div className="flex max-w-2xl flex-col gap-6">
        <Notice tone="info" title={t("banner")}>
          {person.locale === locale ? null : t("language", { language: localeNames[person.locale] })}
        </Notice>
        <InLanguage locale={person.locale}>
          {view.payment ? (
            <SeenPayment payment={view.payment} />
          ) : (
            <SeenLists
              view={view}
              linkTo={(payment) => <Open userId={person.id} {...{ payment, locale }} />}
            />
          )}
        </InLanguage>
      </div>
    </>
  );
}

/** The way on is the reader's own, and in their language. */
function Open({ userId, payment, locale }: { userId: string; payment: string; locale: Locale }) {
  return (
    <InLanguage locale={locale}>
      <OpenLink to={adminPaths.userView(userId, payment)} />
    </InLanguage>
  );
}

function OpenLink({ to }: { to: string }) {
  const t = useTranslations("person.sees");
  return (
    <Link className="link text-sm" to={to}>
      {t("open")}
    </Link>
  );
}

function SeenLists({ view, linkTo }: { view: StudentView; linkTo: (paymentId: string) => ReactNode }) {
  const t = useTranslations("person.sees");
  const seats = useTranslations("site.account.courses.seat");
  return (
    <div className="flex flex-col gap-6">
      <Panel title={t("courses")} flush={view.courses.length > 0}>
        {view.courses.length === 0 ? t("noCourses") : null}
        <ul className="divide-y divide-line">
          {view.courses.map((course) => (
            <li key={course.id} className="px-4 py-3 text-base">
              <bdi className="block font-medium text-match-parent">{course.title}</bdi>
              <span className="text-ink-muted">{seats(course.status)}</span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t("payments")} flush={view.payments.length > 0}>
        {view.payments.length === 0 ? t("noPayments") : null}
        <ul className="divide-y divide-line">
          {view.payments.map((payment) => (
            <li key={payment.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-base">
              <bdi className="w-full font-medium text-match-parent">{payment.title}</bdi>
              <PaymentStatusBadge status={payment.status} />
              <Amount money={{ minor: payment.amount_minor, currency: payment.currency }} />
              <TimeAgo at={payment.created_at} className="me-auto text-sm text-ink-muted" />
              {linkTo(payment.id)}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
