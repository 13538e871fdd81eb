import { useContext } from "react";
import { useNonce } from "#app/components/nonce.tsx";
import type { Namespace } from "#app/messages/en.ts";
import { alwaysSpoken, SpokenContext } from "#app/messages/spoken.ts";
import { useLocale } from "#app/messages/use-locale.ts";

declare global {
  interface Window {
    /** The namespaces this document was drawn with, and where their files are; null: as the list says. */
    bursarWords?: Partial<Record<Namespace, string | null>>;
  }
}

/** Last in the body, when all that is shown is drawn: names the namespaces it used, and fetches their files beside the scripts. */
export function WordsScript() {
  const spoken = useContext(SpokenContext);
  const locale = useLocale();
  const names = spoken ? [...new Set([...alwaysSpoken, ...spoken.namespaces])] : [];
  const addresses = names.map((name) => [name, spoken?.files[`${locale}/${name}`] ?? null]);
  return (
    <script
      nonce={useNonce()}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: names and addresses of our own files
      dangerouslySetInnerHTML={{
        __html: `window.bursarWords=${JSON.stringify(Object.fromEntries(addresses))};${fetchAhead}`,
      }}
    />
  );
}

const fetchAhead = `for(const href of Object.values(bursarWords))if(href){const link=document.createElement("link");link.rel="modulepreload";link.href=href;document.head.append(link)}`;
