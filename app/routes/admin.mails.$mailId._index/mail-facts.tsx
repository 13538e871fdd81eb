import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { type Definition, DefinitionList } from "#app/components/definition-list.tsx";
import { EmailText } from "#app/components/email-text.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useRecordWords } from "#app/features/audit/use-record-words.ts";
import type { MailDetail } from "#app/features/mail/list-mails.server.ts";
import { MailStateBadge } from "#app/features/mail/mail-state-badge.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** What became of a mail: what was asked, tried and answered. */
export function MailFacts({ mail }: { mail: MailDetail | SerializeFrom<MailDetail> }) {
  const t = useTranslations("mail.detail");
  const kinds = useTranslations("mail.kinds");
  const record = useRecordWords();
  const facts: Array<Definition | false> = [
    { term: t("state"), value: <MailStateBadge state={mail.state} /> },
    { term: t("kind"), value: kinds(mail.kind) },
    {
      term: t("to"),
      value: (
        <Link to={adminPaths.user(mail.user_id)} className="link">
          <bdi>{mail.name}</bdi>
        </Link>
      ),
    },
    mail.sent_to !== null && { term: t("address"), value: <EmailText>{mail.sent_to}</EmailText> },
    mail.payment_id !== null && {
      term: t("payment"),
      value: (
        <Link to={adminPaths.payment(mail.payment_id)} className="link">
          <Identifier value={mail.payment_id} plain />
        </Link>
      ),
    },
    { term: t("asked"), value: <TimeAgo at={mail.created_at} /> },
    { term: t("askedBy"), value: <bdi>{mail.requested_by_name ?? t("itself")}</bdi> },
    { term: t("tries"), value: <bdi>{mail.attempts}</bdi> },
    mail.handed_over_at !== null && { term: t("handedOver"), value: <TimeAgo at={mail.handed_over_at} /> },
    mail.sent_at !== null && { term: t("sent"), value: <TimeAgo at={mail.sent_at} /> },
    mail.last_error !== null && {
      term: t("problem"),
      value: <span dir="auto">{record(mail.last_error)}</span>,
    },
    { term: t("messageId"), value: <Identifier value={mail.message_id} plain /> },
  ];
  return <DefinitionList items={facts.filter((fact) => fact !== false)} />;
}
