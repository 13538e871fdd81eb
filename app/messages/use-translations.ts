import { useContext } from "react";
import { useTranslations as useIntlTranslations } from "use-intl";
import type { Namespace } from "#app/messages/en.ts";
import { SpokenContext } from "#app/messages/spoken.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { need } from "#messages";

/** use-intl's own, for `useTranslations("payments")` or a part, "payments.filters"; a browser loads a namespace when it is used. */
export const useTranslations: typeof useIntlTranslations = (path) => {
  const namespace = (path as string).split(".")[0] as Namespace;
  useContext(SpokenContext)?.namespaces.add(namespace);
  need(useLocale(), namespace);
  return useIntlTranslations(path);
};
