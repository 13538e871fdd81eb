import { useEffect, useRef } from "react";
import { Notice } from "#app/components/notice.tsx";
import { RadioCard } from "#app/components/radio-card.tsx";
import type { TextConflict } from "#app/lib/merge-texts.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The fields two people changed at once: both texts of each, and a choice. Yours is chosen until told otherwise. */
export function ConflictChoices({
  conflicts,
  labelOf,
}: {
  conflicts: readonly TextConflict[];
  labelOf: (field: string) => string;
}) {
  const t = useTranslations("courses.conflict");
  // Whoever pressed the button at the end of a long form is taken to what is asked of them.
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  return (
    <div ref={top} tabIndex={-1} className="flex scroll-mt-16 flex-col gap-4 outline-none">
      <Notice tone="warning" title={t("title")}>
        {t("text")}
      </Notice>
      {conflicts.map(({ field, yours, theirs }) => (
        <fieldset key={field} className="flex flex-col gap-2">
          <legend className="mb-1 text-base font-medium">{labelOf(field)}</legend>
          {(
            [
              ["yours", yours],
              ["theirs", theirs],
            ] as const
          ).map(([whose, text]) => (
            <RadioCard
              key={whose}
              name={`choice_${field}`}
              value={whose}
              defaultChecked={whose === "yours"}
              title={t(whose)}
              description={
                <bdi dir="auto" className="line-clamp-4 break-words whitespace-pre-wrap">
                  {text || t("empty")}
                </bdi>
              }
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}
