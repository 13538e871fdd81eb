import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

/**
 * Which way imports may point: the first rule whose `from` fits a file decides. A pattern is a path's beginning;
 * what is not named is refused. Vocabulary and database types may be imported from anywhere in the application.
 */
const rules: Array<{ from: RegExp; may: RegExp[]; why: string }> = [
  {
    from: /^app\/features\/(\w+)\/.*\.tsx$/,
    may: [/^app\/(components|lib|features|messages)\//, /^app\/paths\.ts$/],
    why: "a feature's view draws components; it never knows routes, HTTP or who is signed in",
  },
  {
    from: /^app\/features\/mail\//,
    may: [/^app\/(lib|features|messages)\//, /^app\/paths\.ts$/],
    why: "a letter links to pages, and knows as little of HTTP as any feature",
  },
  {
    from: /^app\/features\//,
    may: [/^app\/(lib|features|messages)\//, /^app\/gateways\/registry\.server\.ts$/],
    why: "features never import HTTP, auth, routes, components or one gateway's folder",
  },
  {
    from: /^app\/gateways\/registry\.server\.ts$/,
    may: [/^app\/(gateways|lib)\//],
    why: "only the registry knows each gateway",
  },
  {
    from: /^app\/gateways\/paymob\//,
    may: [/^app\/gateways\/(paymob\/|[\w.-]+\.ts$)/, /^app\/lib\//],
    why: "a gateway knows lib and nothing of us or of another gateway",
  },
  {
    from: /^app\/gateways\/ikhokha\//,
    may: [/^app\/gateways\/(ikhokha\/|[\w.-]+\.ts$)/, /^app\/lib\//],
    why: "a gateway knows lib and nothing of us or of another gateway",
  },
  {
    from: /^app\/gateways\//,
    may: [/^app\/gateways\/[\w.-]+\.ts$/, /^app\/lib\//],
    why: "what gateways share knows none of them",
  },
  { from: /^app\/lib\//, may: [/^app\/lib\//], why: "lib has no domain words" },
  {
    from: /^app\/auth\//,
    may: [/^app\/(auth|lib|messages|features\/people)\//],
    why: "auth stands on people alone",
  },
  {
    from: /^app\/messages\//,
    may: [/^app\/(messages|lib)\//],
    why: "the catalogue is words",
  },
  {
    from: /^app\/components\//,
    may: [/^app\/(components|lib|messages)\//, /^app\/paths\.ts$/],
    why: "components have no domain",
  },
  {
    from: /^app\/http\//,
    may: [/^app\/(http|lib|auth|messages|features\/(outbox|performance))\//],
    why: "the server reaches routes through the build only; beyond that it knows what changed, how long it took, and words for what no route answers",
  },
  {
    from: /^app\/jobs\//,
    may: [/^app\/(jobs|lib|features)\//, /^app\/gateways\/registry\.server\.ts$/],
    why: "jobs call verbs",
  },
  { from: /^app\/paths\.ts$/, may: [/^app\/lib\//], why: "paths are plain" },
  {
    from: /^app\/routes\//,
    may: [/^app\/(?!routes\/|gateways\/(paymob|ikhokha)\/)/, /^db\/migrate\.server\.ts$/],
    why: "a route knows everything but other routes and one gateway's folder",
  },
  {
    from: /^app\/[\w.]+\.tsx$/,
    may: [/^app\/(components|lib|styles|auth|http|messages)\//, /^app\/paths\.ts$/],
    why: "the root draws the frame",
  },
  {
    from: /^db\/(migrations|schema|tables)/,
    may: [/^db\/(schema\.ts|tables\/)/],
    why: "migrations are frozen, the schema is types",
  },
  { from: /^db\//, may: [/^(app\/(lib|features|gateways)|db)\//], why: "seeds call verbs" },
  {
    from: /^scripts\/(bench|chaos)\//,
    may: [/^app\/(?!routes\/)/, /^(scripts|db|tests\/support)\//],
    why: "measurements may share the tests' support, and import no route",
  },
  {
    from: /^scripts\//,
    may: [/^app\/(?!routes\/)/, /^(scripts|db)\//, /^(build|remix\.config\.js|tests\/gateways\/fixtures)/],
    why: "scripts import no route",
  },
];

/** Types and words everyone may speak. */
const vocabulary = [
  /^app\/gateways\/gateway\.ts$/,
  /^app\/features\/payments\/payment\.ts$/,
  /^app\/features\/exceptions\/exception\.ts$/,
  /^db\/(schema\.ts|tables\/)/,
];

/** What each feature stands on, besides outbox and audit; no arrow points back. */
const standsOn: Record<string, string[]> = {
  audit: [],
  presence: [],
  outbox: [],
  performance: [],
  ledger: [],
  people: [],
  views: [],
  reports: ["payments", "enrollments", "courses"],
  exports: [],
  exceptions: ["people"],
  courses: ["people"],
  waitlist: ["enrollments", "courses", "people"],
  enrollments: ["courses", "exceptions", "people"],
  payments: ["ledger", "exceptions", "enrollments", "courses", "people"],
  checkout: ["waitlist", "payments", "enrollments", "courses", "exceptions", "people"],
  webhooks: ["performance", "payments", "enrollments", "courses", "exceptions"],
  refunds: ["payments", "enrollments", "courses", "exceptions", "ledger"],
  reconciliation: ["payments", "enrollments", "courses", "exceptions", "ledger"],
  approvals: ["refunds", "payments", "enrollments", "courses", "people", "exceptions"],
  mail: ["people", "payments", "enrollments", "courses", "checkout"],
  support: ["waitlist", "mail", "checkout", "approvals", "payments", "enrollments", "courses", "people"],
};
const featureOf = (path: string) => /^app\/features\/(\w+)\//.exec(path)?.[1];

/** Each import of a file, resolved to a path from the root; packages keep their name. */
function importsOf(path: string, source: string): Array<{ to: string; typeOnly: boolean }> {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const statements = code.matchAll(
    /^\s*(?:import|export)\b([^;"'()=]*?)\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm,
  );
  return [...statements].map(([, clause, named, effect, dynamic]) => {
    const target = (named ?? effect ?? dynamic)!;
    const to = target.startsWith("#")
      ? target.slice(1)
      : target.startsWith(".")
        ? posix.join(posix.dirname(path), target)
        : target;
    return { to, typeOnly: /^\s*type\b/.test(clause ?? "") };
  });
}

function violationsOf(path: string, source: string): string[] {
  const rule = rules.find((one) => one.from.test(path));
  if (!rule) return [`${path}: no rule says what it may import`];
  const own = featureOf(path);
  return importsOf(path, source).flatMap(({ to, typeOnly }) => {
    const told = `${path} imports ${to}`;
    if (to === "use-intl" && path.startsWith("app/") && !path.startsWith("app/messages/"))
      return [
        `${told}: useTranslations comes from #app/messages/use-translations.ts, which loads what it names`,
      ];
    if (!/^(app|db|scripts|tests)\//.test(to)) {
      const isHttp = /^(express|@remix-run\/(node|express|server-runtime)|react-dom\/server)$/.test(to);
      return isHttp && /^app\/(features|gateways|lib|components)\//.test(path) && !typeOnly
        ? [`${told}: HTTP stays at the edge`]
        : [];
    }
    if (!path.endsWith(".tsx") && to.endsWith(".tsx") && !typeOnly && !/^app\/(routes|entry)/.test(path))
      return [`${told}: what the worker may import has no JSX`];
    if (vocabulary.some((one) => one.test(to))) return [];
    // A shared word of the interface, such as a badge's tone, costs nothing at run time.
    if (typeOnly && own && to.startsWith("app/components/")) return [];
    // Whose events a viewer hears is auth's to say, in the outbox's words.
    if (typeOnly && path.startsWith("app/auth/") && to.startsWith("app/features/outbox/")) return [];
    // A route with parts is a folder of its own.
    const folder = /^app\/routes\/[^/]+\//.exec(path)?.[0];
    if (folder && to.startsWith(folder)) return [];
    if (!rule.may.some((one) => one.test(to))) return [`${told}: ${rule.why}`];
    const other = featureOf(to);
    if (!own || !other || own === other || other === "outbox" || other === "audit") return [];
    const known = standsOn[own];
    if (!known) return [`${told}: say in this test what ${own} stands on`];
    return known.includes(other) ? [] : [`${told}: ${own} does not stand on ${other}`];
  });
}

const sources = ["app", "db", "scripts"].flatMap((folder) =>
  readdirSync(new URL(`../${folder}`, import.meta.url), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
    .map((file) => `${folder}/${file}`),
);
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

test("imports point one way", () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap((path) => violationsOf(path, read(path)))).toEqual([]);
});

test("the arrows between features make no circle", () => {
  const reaches = (from: string, to: string): boolean =>
    standsOn[from]!.some((next) => next === to || reaches(next, to));
  for (const feature of Object.keys(standsOn)) expect(reaches(feature, feature), feature).toBe(false);
});

test.each<[string, string, string]>([
  [
    "a feature reaching for a route",
    "app/features/payments/pay.ts",
    `import { action } from "#app/routes/logout.ts";`,
  ],
  [
    "… by a relative path",
    "app/features/payments/pay.ts",
    `import { action } from "../../routes/logout.ts";`,
  ],
  [
    "… over several lines",
    "app/features/payments/pay.ts",
    `import {\n  action,\n  loader,\n} from "#app/routes/logout.ts";`,
  ],
  ["… dynamically", "app/features/payments/pay.ts", `const it = await import("#app/routes/logout.ts");`],
  ["… by export", "app/features/payments/pay.ts", `export { action } from "#app/routes/logout.ts";`],
  ["… for its effect", "app/features/payments/pay.ts", `import "#app/routes/logout.ts";`],
  [
    "a feature that knows who is signed in",
    "app/features/checkout/buy.server.ts",
    `import { getUser } from "#app/auth/session.server.ts";`,
  ],
  [
    "a feature in one gateway's folder",
    "app/features/webhooks/read.ts",
    `import { sign } from "#app/gateways/paymob/signature.server.ts";`,
  ],
  [
    "a feature that answers requests",
    "app/features/checkout/buy.server.ts",
    `import { redirect } from "@remix-run/node";`,
  ],
  [
    "an arrow back",
    "app/features/payments/pay.ts",
    `import { buy } from "#app/features/checkout/buy.server.ts";`,
  ],
  [
    "an arrow back, types only",
    "app/features/courses/list.ts",
    `import type { Paid } from "#app/features/payments/paid.ts";`,
  ],
  [
    "a gateway that knows us",
    "app/gateways/paymob/pay.ts",
    `import { db } from "#app/features/payments/apply-evidence.server.ts";`,
  ],
  [
    "a gateway that knows another",
    "app/gateways/ikhokha/pay.ts",
    `import { sign } from "#app/gateways/paymob/signature.server.ts";`,
  ],
  ["lib with a domain", "app/lib/money.ts", `import { isPaid } from "#app/features/payments/pay.ts";`],
  [
    "JSX in the worker",
    "app/features/payments/pay.ts",
    `import { Badge } from "#app/features/payments/payment-status-badge.tsx";`,
  ],
  ["words past the loader of words", "app/routes/a.tsx", `import { useTranslations } from "use-intl";`],
  ["a route importing a route", "app/routes/a.tsx", `import { loader } from "#app/routes/b.tsx";`],
  [
    "a feature nobody placed",
    "app/features/loyalty/points.ts",
    `import { x } from "#app/features/payments/pay.ts";`,
  ],
])("a planted violation is seen: %s", (_, path, source) => {
  expect(violationsOf(path, source)).toHaveLength(1);
});

test("what is allowed is not complained of", () => {
  const source = `
    // import { action } from "#app/routes/logout.ts";
    import type { GatewayName } from "#app/gateways/gateway.ts";
    import { isPaid } from "#app/features/payments/payment.ts";
    import { gateways } from "#app/gateways/registry.server.ts";
    import { sql } from "kysely";`;
  expect(violationsOf("app/features/webhooks/read.server.ts", source)).toEqual([]);
});
