import { useNavigate } from "@remix-run/react";
import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { PanelBoundary } from "#app/components/panel-boundary.tsx";
import { addShortcut } from "#app/components/shortcuts.ts";
import { useShortcut } from "#app/components/use-shortcut.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { takeEarlyPress } from "./early-press.tsx";
import { openKeyDialog, openPalette, setKeyDialog, watchKeyDialog } from "./palette-state.ts";
import type { Place } from "./places.ts";

// Nobody pays for them before the first press.
const Palette = lazy(() => import("./palette.tsx"));
const ShortcutSheet = lazy(() => import("./shortcut-sheet.tsx"));

/** The keys that work on every page of the office, and the dialogs they open. */
export function OfficeKeys({ places }: { places: readonly Place[] }) {
  const navigate = useNavigate();
  const t = useTranslations("palette.keys");
  const sections = useTranslations("office.places");
  const dialog = useSyncExternalStore(watchKeyDialog, openKeyDialog, () => null);
  useEffect(() => {
    if (takeEarlyPress()) openPalette();
  }, []);
  useShortcut("mod+k", t("palette"), openPalette);
  useShortcut("?", t("sheet"), () => setKeyDialog("sheet"));
  useShortcut("/", t("search"), focusSearch);
  const going = JSON.stringify(
    places.map(({ key, to, name }) => ({ key, to, words: t("go", { place: sections(name) }) })),
  );
  useEffect(() => {
    const stops = (JSON.parse(going) as Array<{ key: string; to: string; words: string }>).map(
      ({ key, to, words }) =>
        addShortcut({ keys: `g ${key}`, words, run: () => navigate(to, { viewTransition: true }) }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [going, navigate]);
  if (!dialog) return null;
  const close = () => setKeyDialog(null);
  return (
    <PanelBoundary what={t("palette")}>
      <Suspense fallback={null}>
        {dialog === "palette" ? (
          <Palette places={places} onClose={close} />
        ) : (
          <ShortcutSheet onClose={close} />
        )}
      </Suspense>
    </PanelBoundary>
  );
}

/** This page's own search; where there is none, the palette searches everything. */
function focusSearch() {
  const field = document.querySelector<HTMLInputElement>("#main input[type=search]");
  if (!field) return openPalette();
  field.focus();
  field.select();
}
