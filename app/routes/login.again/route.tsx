import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { keptForMinutes, openWords, sealWords, wordsIn } from "#app/auth/kept-words.server.ts";
import { signInByPassword } from "#app/auth/password-sign-in.server.ts";
import { homeOf, redirectTarget } from "#app/auth/redirect-target.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { formerUserId } from "#app/auth/session.server.ts";
import { DraftKeeper } from "#app/components/draft-keeper.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { useSchool } from "#app/components/school.ts";
import { SignIn } from "#app/features/people/sign-in-form.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import { WordsBack } from "./words-back.tsx";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "again")("title"), matches);

/** Somebody's words may stand on it. */
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export function loader({ request }: LoaderFunctionArgs) {
  const wanted = new URL(request.url).searchParams.get("redirectTo");
  return { redirectTo: redirectTarget(wanted, ""), minutes: String(keptForMinutes) };
}

/**
 * First a form whose session was over, as the browser carried it here (307): its words are sealed for the session's
 * owner into this page, which asks for the password. Then that: whoever the words are sealed for sees them, anybody else
 * goes on without. Nothing is ever sent on: that is left to the page the words came from.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.clone().formData();
  if (form.get("step") !== "sign-in") return data(await keepWords(form, request));

  const result = await signInByPassword(request, context.clientIp);
  if (result.outcome === "refused") {
    const kept = form.get("kept");
    const again = { refused: result.reply, kept: typeof kept === "string" ? kept : null, lost: false };
    return data(again, result.init);
  }
  const { user, redirectTo, headers } = result;
  const back = redirectTarget(redirectTo, homeOf(user.role));
  const words = openWords(result.kept ?? "", user.id);
  if (!words) return redirect(back, { status: 303, headers });
  return data({ back, words: words === "late" ? [] : words }, { headers });
}

/** `lost`: there were words, too many of them, or nobody knows any more whose. */
async function keepWords(form: FormData, request: Request) {
  const words = wordsIn(form);
  if (words?.length === 0) return { kept: null, lost: false, refused: null };
  const owner = words && (await formerUserId(request));
  const kept = owner ? sealWords(words, owner) : null;
  return { kept, lost: kept === null, refused: null };
}

export default function SignInAgain() {
  const { redirectTo, minutes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("again");
  if (answer && "words" in answer)
    return (
      <Alone>
        <WordsBack words={answer.words} back={answer.back} minutes={minutes} />
      </Alone>
    );
  const kept = answer?.kept;
  return (
    <Alone>
      <SignIn
        title={t("title")}
        lead={
          <>
            <p>{t("ended")}</p>
            {kept ? <p>{t("kept", { minutes })}</p> : null}
            {answer?.lost ? <p>{t("lost")}</p> : null}
          </>
        }
        redirectTo={redirectTo}
        lastResult={answer?.refused ?? undefined}
      >
        <input type="hidden" name="step" value="sign-in" />
        {kept ? <input type="hidden" name="kept" value={kept} /> : null}
      </SignIn>
    </Alone>
  );
}

/** No more frame than the school's name: those of site and office say who is signed in, which changes with this page's own answer. */
function Alone({ children }: { children: ReactNode }) {
  const school = useSchool();
  return (
    <>
      <header className="border-b border-line bg-surface">
        <Link
          to={paths.home()}
          className="mx-auto flex min-h-12 max-w-5xl items-center px-4 font-semibold sm:px-6 md:min-h-14"
        >
          <span className="truncate">{school?.name ?? "Bursar"}</span>
        </Link>
      </header>
      <main id="main" tabIndex={-1} className="px-4 outline-none sm:px-6">
        <DraftKeeper owner={null} />
        {children}
      </main>
    </>
  );
}
