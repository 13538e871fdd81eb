import { classNames } from "#app/components/class-names.ts";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { CaseDetail } from "#app/features/support/find-case.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What was written, oldest first; notes look different from what the student reads. */
export function Conversation({ messages }: { messages: CaseDetail["messages"] }) {
  const t = useTranslations("cases.page");
  return (
    <ol className="flex flex-col gap-4">
      {messages.map((message) => (
        <li
          key={message.id}
          className={classNames(
            "rounded-lg px-4 py-3",
            message.kind === "note" ? "border border-dashed border-line" : "bg-sunken",
          )}
        >
          <p className="flex flex-wrap justify-between gap-x-3 text-sm text-ink-muted">
            <span>
              <bdi className="font-medium text-ink">{message.author}</bdi> {t(message.kind)}
            </span>
            <TimeAgo at={message.created_at} />
          </p>
          <p className="own-lines mt-1 text-base">{message.body}</p>
        </li>
      ))}
    </ol>
  );
}
