import { useNavigation } from "@remix-run/react";

/** A thin line at the top while a page is on its way; it waits 150 ms, so that quick pages do not blink. */
export function NavigationProgress() {
  const { state } = useNavigation();
  if (state === "idle") return null;
  return <div aria-hidden className="navigation-progress no-print" />;
}
