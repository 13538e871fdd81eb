import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { reportUncaught } from "#app/components/report-error.ts";
import { rememberScript } from "#app/components/script-cookie.ts";

reportUncaught();
rememberScript();

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
