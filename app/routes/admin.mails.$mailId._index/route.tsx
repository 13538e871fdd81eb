import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import Send from "lucide-react/icons/send";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { Button } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { findMail } from "#app/features/mail/list-mails.server.ts";
import { MailStateBadge } from "#app/features/mail/mail-state-badge.tsx";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, MailParams } from "#app/paths.ts";
import { MailFacts } from "./mail-facts.tsx";
import { MailNotice } from "./mail-notice.tsx";

export const handle: RouteHandle = {
  access: { read: "mail:read" },
  topics: ["notifications", "users"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "mail")("title"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "mail:read");
  const parsed = MailParams.safeParse(params);
  const mail = parsed.success ? await findMail(db(), parsed.data.mailId) : undefined;
  if (!mail) throw new Response(null, { status: 404 });
  return {
    mail,
    maySend: can(staff.role, "mail:send"),
    asked: new URL(request.url).searchParams.get("asked"),
  };
}

export default function Mail() {
  const { mail, maySend, asked } = useLoaderData<typeof loader>();
  const t = useTranslations("mail");
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.mails(), label: t("title") }}
        title={
          <span className="flex flex-wrap items-center gap-3">
            <span dir="auto" className="text-match-parent">
              {mail.subject ?? t("detail.untitled")}
            </span>
            <MailStateBadge state={mail.state} />
          </span>
        }
        lead={<bdi>{mail.name}</bdi>}
        actions={<ResendForm mail={mail} allowed={maySend} />}
      />
      <div className="mb-6 flex flex-col gap-3 empty:hidden">
        <MailNotice asked={asked} state={mail.state} />
      </div>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Panel title={t("detail.what")}>
          <MailFacts mail={mail} />
        </Panel>
        <Panel title={t("detail.text")}>
          {mail.body_text ? (
            <>
              <p className="mb-3 text-sm text-ink-muted">{t("detail.textNote")}</p>
              <div
                lang={mail.locale ?? undefined}
                dir="auto"
                className="rounded-md bg-sunken p-4 text-base break-words whitespace-pre-wrap"
              >
                {mail.body_text}
              </div>
            </>
          ) : (
            <p className="text-ink-muted">{t("detail.noText")}</p>
          )}
        </Panel>
      </div>
    </>
  );
}

function ResendForm({
  mail,
  allowed,
}: {
  mail: { id: string; version: number; state: keyof typeof resendWords };
  allowed: boolean;
}) {
  const t = useTranslations("mail.detail.resend");
  const action = adminPaths.mailSendings(mail.id);
  const asking = useNavigation().formAction === action;
  const words = resendWords[mail.state];
  return (
    <Form method="post" action={action}>
      <input type="hidden" name="version" value={mail.version} />
      <Button
        icon={<Send size={16} aria-hidden className="rtl:-scale-x-100" />}
        pending={asking && t("pending")}
        disabledReason={allowed ? (words === "under_way" ? t("under_way") : null) : t("forbidden")}
      >
        {t(words === "under_way" ? "failed" : words)}
      </Button>
    </Form>
  );
}

const resendWords = {
  queued: "under_way",
  sending: "under_way",
  sent: "sent",
  failed: "failed",
  not_configured: "not_configured",
  unknown: "unknown",
  outdated: "failed",
} as const;
