import interUrl from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import arabicUrl from "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2?url";
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useEffect } from "react";
import { localeOf } from "#app/auth/locale.server.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { ClockProvider } from "#app/components/clock.tsx";
import { focusTarget } from "#app/components/focus-target.ts";
import { MeasureVitals } from "#app/components/measure-vitals.tsx";
import { NavigationProgress } from "#app/components/navigation-progress.tsx";
import { useNonce } from "#app/components/nonce.tsx";
import { RouteError } from "#app/components/route-error.tsx";
import { readTheme } from "#app/components/theme.server.ts";
import { useTheme } from "#app/components/theme-switch.tsx";
import { WordsScript } from "#app/components/words-script.tsx";
import { env } from "#app/lib/env.server.ts";
import { wasNeverAnswered } from "#app/lib/reload-scope.ts";
import { directionOf } from "#app/messages/locales.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import stylesheetUrl from "#app/styles/app.css?url";

export const handle: RouteHandle = { access: { read: "anyone" }, topics: [] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.school.name ?? "Bursar" }];

export const links: LinksFunction = () => [
  { rel: "preload", as: "font", type: "font/woff2", href: interUrl, crossOrigin: "anonymous" },
  { rel: "stylesheet", href: stylesheetUrl },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** What every page needs and nothing personal: the school, theme and language, the server's clock. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { SCHOOL_NAME, SUPPORT_EMAIL, SCHOOL_TIME_ZONE } = env();
  return {
    school: { name: SCHOOL_NAME, supportEmail: SUPPORT_EMAIL, timeZone: SCHOOL_TIME_ZONE },
    theme: readTheme(request),
    locale: await localeOf(request),
    readsArabic: /(^|[\s,])ar\b/i.test(request.headers.get("Accept-Language") ?? ""),
    now: Date.now(),
    requestId: context.requestId,
  };
}

/** The page stands as it is where an action was never answered; else everything is loaded anew as ever. */
export const shouldRevalidate = ({ actionResult, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  !wasNeverAnswered(actionResult) && defaultShouldRevalidate;

/** Where each page's own begins. */
const content = "#main";

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  const theme = useTheme();
  const locale = useLocale();
  const t = useTranslations("common");
  // The words of another language come with another document: after signing in as someone who reads it.
  const wanted = data?.locale ?? locale;
  useEffect(() => {
    if (wanted !== locale) window.location.reload();
  }, [wanted, locale]);
  return (
    <html lang={locale} dir={directionOf(locale)} data-theme={theme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content={theme ?? "light dark"} />
        <Meta />
        <Links />
        {/* 166 KB: fetched ahead only for browsers that read Arabic; others get it when a page has Arabic on it. */}
        {data?.readsArabic || locale === "ar" ? (
          <link rel="preload" as="font" type="font/woff2" href={arabicUrl} crossOrigin="anonymous" />
        ) : null}
      </head>
      <body>
        <a
          href={content}
          onClick={focusTarget}
          className="skip-link sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50 focus:rounded-md focus:bg-surface focus:px-4 focus:py-2 focus:shadow-float"
        >
          {t("skipToContent")}
        </a>
        <NavigationProgress />
        <ClockProvider now={data?.now ?? 0} load={data} timeZone={data?.school.timeZone ?? "UTC"}>
          {children}
        </ClockProvider>
        <ScrollRestoration nonce={nonce} />
        <WordsScript />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return (
    <>
      <Outlet />
      <MeasureVitals />
    </>
  );
}

/** The last boundary: the frame of the page failed too. */
export function ErrorBoundary() {
  return (
    <main id="main" tabIndex={-1} className="px-4 outline-none">
      <RouteError />
    </main>
  );
}
