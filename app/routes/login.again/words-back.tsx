import { ButtonLink } from "#app/components/button-link.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

const lineLetters = 60;
const mostRows = 12;

/** What was typed before the session ended, field by field, to copy; and the way back to where it is sent from. */
export function WordsBack({
  words,
  back,
  minutes,
}: {
  words: ReadonlyArray<readonly [field: string, text: string]>;
  back: string;
  /** How long words are kept. */
  minutes: string;
}) {
  const t = useTranslations("again");
  const labelOf = (field: string) => {
    const currency = /^price_(\w+)$/.exec(field)?.[1];
    return currency ? t("price", { currency }) : t(`fields.${field as "reason"}`);
  };
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col gap-5 py-6 sm:py-12">
      <div>
        <h1 className="text-2xl font-semibold">{t("back.title")}</h1>
        <p className="mt-1 text-base text-ink-muted">
          {words.length > 0 ? t("back.lead") : t("back.late", { minutes })}
        </p>
      </div>
      {words.map(([field, text], place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a form may have a field twice, and these never move
        <TextArea key={place} label={labelOf(field)} value={text} rows={rowsOf(text)} dir="auto" readOnly />
      ))}
      <div>
        {/* A whole load: who is signed in changed with this page. */}
        <ButtonLink to={back} variant="primary" reloadDocument>
          {t("back.go")}
        </ButtonLink>
      </div>
    </div>
  );
}

/** As many lines as it has, within reason. */
function rowsOf(text: string): number {
  const lines = text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / lineLetters), 0);
  return Math.min(mostRows, lines);
}
