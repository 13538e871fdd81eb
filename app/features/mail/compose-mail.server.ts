import { resultPath } from "#app/features/checkout/result-link.server.ts";
import { type LetterFrame, oneLine } from "#app/features/mail/letter.ts";
import { findLetterFacts } from "#app/features/mail/letter-facts.server.ts";
import { type OutdatedReason, whyOutdated } from "#app/features/mail/outdated.ts";
import { renderHtml } from "#app/features/mail/render-html.ts";
import { renderText } from "#app/features/mail/render-text.ts";
import { writeLetter } from "#app/features/mail/write-letter.ts";
import type { Db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isolate, isolateLeftToRight } from "#app/lib/isolate.ts";
import { lettersIn } from "#app/messages/letters.ts";
import type { Locale } from "#app/messages/locales.ts";

export interface ComposedMail {
  to: { id: string; name: string; address: string };
  locale: Locale;
  messageId: string;
  writtenAt: Date;
  subject: string;
  text: string;
  html: string;
  /** The text as staff may read it. */
  shown: string;
  /** Why it must not be sent any more; null while it is true. */
  outdated: OutdatedReason | null;
}

/** Writes a mail out in its reader's language from what is true now. Its links are made here and stored nowhere. */
export async function composeMail(db: Db, mailId: string): Promise<ComposedMail> {
  const { APP_URL, SCHOOL_NAME, SCHOOL_TIME_ZONE, SUPPORT_EMAIL } = env();
  const facts = await findLetterFacts(db, mailId);
  const words = lettersIn(facts.locale);
  const letter = writeLetter(facts, {
    words,
    timeZone: SCHOOL_TIME_ZONE,
    appUrl: APP_URL,
    payUrl: facts.payment && facts.course ? APP_URL + resultPath(facts.course.id, facts.payment.id) : null,
  });
  const frame: LetterFrame = {
    locale: facts.locale,
    school: SCHOOL_NAME,
    greeting: words("frame.greeting", { name: isolate(oneLine(facts.to.name, 80)) }),
    questions: words("frame.questions", { support: isolateLeftToRight(SUPPORT_EMAIL) }),
    automatic: words("frame.automatic", { school: isolate(SCHOOL_NAME) }),
    privateLink: words("frame.privateLink"),
  };
  return {
    to: { ...facts.to, name: oneLine(facts.to.name, 80) },
    locale: facts.locale,
    messageId: facts.messageId,
    writtenAt: facts.writtenAt,
    subject: letter.subject,
    text: renderText(letter, frame, { shown: false }),
    html: renderHtml(letter, frame),
    shown: renderText(letter, frame, { shown: true }),
    outdated: whyOutdated(facts),
  };
}
