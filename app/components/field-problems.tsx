import { type FieldText, useSayProblem } from "#app/components/field-frame.tsx";
import { focusTarget } from "#app/components/focus-target.ts";
import { Notice } from "#app/components/notice.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Above a form of which several fields were refused: each by name, its problem, and a link to it. One alone has the focus. */
export function FieldProblems({ of: fields }: { of: ReadonlyArray<FieldText & { id: string }> }) {
  const t = useTranslations("common");
  const say = useSayProblem();
  const refused = fields.filter(({ error }) => say(error));
  if (refused.length < 2) return null;
  return (
    <Notice tone="danger" title={t("fieldsRefused", { count: refused.length })}>
      <ul className="mt-1 flex list-disc flex-col gap-1 ps-5">
        {refused.map(({ id, label, error }) => (
          <li key={id}>
            <a href={`#${id}`} onClick={focusTarget} className="link">
              {label}
            </a>
            : {say(error)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
