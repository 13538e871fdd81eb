import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { InLanguage } from "#app/messages/in-language.tsx";
import type { Locale } from "#app/messages/locales.ts";
import type { Spoken } from "#app/messages/spoken.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { WordsProvider } from "#app/messages/words-provider.tsx";

const Status = () => useTranslations("payments.status")("succeeded");
const Back = () => useTranslations("person.sees")("backToAll");

const drawn = (locale: Locale, spoken: Spoken | null = null) =>
  renderToStaticMarkup(
    <WordsProvider locale="en" spoken={spoken}>
      <Back />
      <InLanguage locale={locale}>
        <Status />
        <InLanguage locale="en">
          <Back />
        </InLanguage>
      </InLanguage>
    </WordsProvider>,
  );

test("a part in another language says so, and what is the reader's within it stays theirs", () => {
  expect(drawn("ar")).toMatch(
    /^All their pages<div lang="ar" dir="rtl">.*\p{Script=Arabic}.*<div lang="en" dir="ltr">.*All their pages/u,
  );
});

test("in the reader's own language nothing is put around it", () => {
  expect(drawn("en")).toBe("All their pagesSucceededAll their pages");
});

test("the document brings along the words of its own language alone", () => {
  const spoken: Spoken = { namespaces: new Set(), files: {} };
  drawn("ar", spoken);
  expect([...spoken.namespaces]).toEqual(["person"]);
});
