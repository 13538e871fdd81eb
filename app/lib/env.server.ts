import { isIP } from "node:net";
import { z } from "zod";
import { singleton } from "#app/lib/singleton.server.ts";

const optionalText = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || undefined);
const flag = z
  .enum(["0", "1", ""])
  .optional()
  .transform((value) => value === "1");
const missing = (what: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? `is missing: ${what}` : `must be ${what}`;
const port = z.coerce.number("must be a port").int("must be a port").min(0).max(65535);
const anOrigin = "an address such as https://school.example.com";
const origin = z
  .url({ protocol: /^https?$/, error: missing(anOrigin) })
  .transform((url) => url.replace(/\/+$/, ""));
const isBareAddress = (url: string) => {
  const { search, hash, username, password } = new URL(url);
  return !search && !hash && !username && !password;
};
const optionalOrigin = z.union([z.literal("").transform(() => undefined), origin]).optional();

const smtpUrl = optionalText.refine(
  (text) => text === undefined || (/^smtps?:\/\//.test(text) && URL.canParse(text)),
  "must be an smtp:// or smtps:// address, such as smtps://user:password@smtp.example.com",
);
const mailFrom = optionalText.refine(
  (text) => text === undefined || /^(?:[^\p{Cc}<>@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u.test(text),
  "must be an address, alone or behind a name: School <office@school.example>",
);

/** One of `PAYMOB_INTEGRATION_IDS`: `id:method:currency`, and `:retired` where no new checkout may use it. */
export interface PaymobIntegration {
  id: number;
  method: string;
  currency: string;
  retired: boolean;
}

const integrationIds = z
  .string()
  .optional()
  .transform((text, context): PaymobIntegration[] => {
    const parts = (text ?? "")
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean);
    return parts.flatMap((part) => {
      const match = /^([1-9]\d*):([a-z_]+):([A-Z]{3})(:retired)?$/.exec(part);
      if (match)
        return [
          {
            id: Number(match[1]),
            method: match[2]!,
            currency: match[3]!,
            retired: match[4] !== undefined,
          },
        ];
      context.addIssue({
        code: "custom",
        message: `"${part}" is not id:method:currency, such as 4097558:card:EGP`,
      });
      return [];
    });
  });

const Variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().trim().default("127.0.0.1"),
  APP_URL: origin.refine(isBareAddress, `must be ${anOrigin}, with no query and no user`),
  DATABASE_URL: z
    .string({ error: missing("a postgresql:// address") })
    .regex(/^postgres(ql)?:\/\//, "must be a postgresql:// address"),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(20),
  BURSAR_DATA_DIR: z.string().default(".data"),
  SESSION_SECRET: z
    .string("is missing: 32 characters or more, several separated by commas while one is being replaced")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine(
      (list) => list.length > 0 && list.every((part) => part.length >= 32),
      "each secret needs 32 characters or more",
    ),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  TRUST_PROXY: optionalText.refine(
    (text) =>
      text === undefined ||
      /^(?:true|false|\d+)$/.test(text) ||
      text.split(",").every((part) => isProxy(part.trim())),
    "must be how many proxies to believe (1), or their addresses and networks, separated by commas",
  ),
  EVENT_BUS_URL: optionalText,
  SMTP_URL: smtpUrl,
  MAIL_FROM: mailFrom,
  SENTRY_DSN: optionalText,
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalText,
  METRICS_TOKEN: optionalText,
  PAYMOB_BASE_URL: optionalOrigin,
  PAYMOB_CHECKOUT_URL: optionalText,
  PAYMOB_SECRET_KEY: optionalText,
  PAYMOB_PUBLIC_KEY: optionalText,
  PAYMOB_HMAC_SECRET: optionalText,
  PAYMOB_INTEGRATION_IDS: integrationIds,
  PAYMOB_API_KEY: optionalText,
  IKHOKHA_BASE_URL: optionalOrigin,
  IKHOKHA_APP_ID: optionalText,
  IKHOKHA_APP_SECRET: optionalText,
  IKHOKHA_ENTITY_ID: optionalText,
  SANDBOX_PORT: port.default(3001),
  BURSAR_DEMO: flag,
  SUPPORT_EMAIL: z.string().trim().default("support@example.com"),
  SCHOOL_NAME: z.string().trim().default("Nile & Cape Academy"),
  SCHOOL_TIME_ZONE: z
    .string()
    .trim()
    .refine(isTimeZone, "is no time zone, such as Africa/Cairo")
    .default("Africa/Cairo"),
});

/** The school's time zone alone, for a command that needs nothing else of the environment. */
export const readTimeZone = (source: NodeJS.ProcessEnv): string =>
  Variables.shape.SCHOOL_TIME_ZONE.parse(source.SCHOOL_TIME_ZONE || undefined);

const EnvSchema = Variables.superRefine(checkTogether, { when: () => true });

/** What only shows between variables. Runs beside problems of single ones, so that one message can list them all. */
function checkTogether(env: z.output<typeof Variables>, context: z.RefinementCtx): void {
  const problem = (name: string, message: string) => {
    if (context.issues.some((issue) => issue.path?.[0] === name)) return;
    context.addIssue({ code: "custom", path: [name], message });
  };
  const url = URL.canParse(env.APP_URL) ? new URL(env.APP_URL) : null;
  if (url?.protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(url.hostname))
    problem("APP_URL", "must be https: plain http is accepted on loopback only");
  // PAYMOB_HMAC_SECRET is not demanded here: without it Paymob is simply off and its webhook route answers 404.
  const paymob = ["PAYMOB_SECRET_KEY", "PAYMOB_PUBLIC_KEY", "PAYMOB_API_KEY"] as const;
  if (paymob.some((name) => env[name])) {
    for (const name of [...paymob, "PAYMOB_BASE_URL", "PAYMOB_CHECKOUT_URL"] as const)
      if (!env[name]) problem(name, "is missing: Paymob's other keys are set");
    if (env.PAYMOB_INTEGRATION_IDS.length === 0)
      problem("PAYMOB_INTEGRATION_IDS", "is missing: Paymob's other keys are set");
    if (env.PAYMOB_CHECKOUT_URL && !/\{publicKey\}.*\{clientSecret\}/.test(env.PAYMOB_CHECKOUT_URL))
      problem("PAYMOB_CHECKOUT_URL", "must contain {publicKey} and {clientSecret}");
  }
  const ikhokha = ["IKHOKHA_APP_ID", "IKHOKHA_APP_SECRET"] as const;
  if (ikhokha.some((name) => env[name]))
    for (const name of [...ikhokha, "IKHOKHA_BASE_URL", "IKHOKHA_ENTITY_ID"] as const)
      if (!env[name]) problem(name, "is missing: iKhokha's other keys are set");
}

/** A named range, an address or a network, as express understands them: it throws at anything else. */
function isProxy(part: string): boolean {
  if (/^(?:loopback|linklocal|uniquelocal)$/.test(part)) return true;
  const [address = "", range, ...more] = part.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  if (range === undefined) return true;
  return /^\d{1,3}$/.test(range)
    ? Number(range) > 0 && Number(range) <= (version === 4 ? 32 : 128)
    : version === 4 && isIP(range) === 4;
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

export type Env = z.output<typeof EnvSchema>;

/** Every problem of the environment in one message, a line each, naming the variable. */
export class EnvError extends Error {}

/** Reads and checks the environment. Throws EnvError with all problems at once; never falls back to a default secret. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = EnvSchema.safeParse(present);
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    (issue) => `  ${issue.path.join(".") || "environment"}: ${issue.message}`,
  );
  throw new EnvError(`The environment is not complete (see .env.example):\n${lines.join("\n")}`);
}

/** This process's environment, checked once. */
export function env(): Env {
  return singleton("env", () => readEnv(process.env));
}
