import { useLocation } from "@remix-run/react";
import { useEffect, useState } from "react";
import { bringDraftsBack, dropDrafts, keepDraft, letDraftsWait } from "#app/components/kept-drafts.ts";
import { Notice } from "#app/components/notice.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Once in a frame: what `owner` types survives an expired session or a page that failed, and stands in its fields again. */
export function DraftKeeper({ owner }: { owner: string | null }) {
  const { pathname, key } = useLocation();
  const [back, setBack] = useState("");
  const t = useTranslations("errors");
  // biome-ignore lint/correctness/useExhaustiveDependencies: each visit of a page (its key) is one of its own
  useEffect(() => {
    const main = document.getElementById("main");
    if (/^\/(login|register)/.test(pathname)) return letDraftsWait();
    if (!owner || !main) return;
    if (bringDraftsBack(owner, main)) setBack(pathname);
    else dropDrafts();
    const keep = (event: Event) => {
      const form = (event.target as { form?: HTMLFormElement | null }).form;
      if (form?.method === "post") keepDraft(owner, form);
    };
    main.addEventListener("input", keep);
    return () => main.removeEventListener("input", keep);
  }, [owner, pathname, key]);
  if (back !== pathname) return null;
  return (
    <div className="mb-4">
      <Notice tone="info" title={t("draft")} />
    </div>
  );
}
