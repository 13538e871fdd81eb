import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff, requireUser } from "#app/auth/session.server.ts";
import { Revisions } from "#app/features/outbox/revisions.server.ts";
import type { OutboxTail } from "#app/features/outbox/tail.server.ts";
import { type Db, db } from "#app/lib/db.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";

/** This process's revisions follow this tail from here on. */
export function followWith(tail: OutboxTail): void {
  const revisions = new Revisions(tail);
  const held = (globalThis as { __bursar?: Map<string, unknown> }).__bursar!;
  singleton("revisions", () => revisions);
  held.set("revisions", revisions);
}

const titles = (on: Db) => on.selectFrom("courses").select("title").orderBy("title").execute();

/** Routes that read the courses' titles, each in the way its name says. */
export function courseRoutes(hooks: { afterRead?: () => Promise<void> } = {}) {
  const read = async () => {
    const rows = await titles(db());
    await hooks.afterRead?.();
    return rows.map((row) => row.title);
  };
  return {
    root: { handle: { access: { read: "anyone" }, topics: [] }, loader: () => ({ school: "A school" }) },
    "routes/by-role": {
      handle: { access: { read: "payment:read" }, topics: ["enrollments"], scope: "role" },
      default: () => null,
      loader: async ({ request }: LoaderFunctionArgs) => {
        const staff = await requireStaff(request, "payment:read");
        return { titles: await read(), role: staff.role };
      },
      action: async ({ request }: LoaderFunctionArgs) => {
        await requireStaff(request, "payment:read");
        const title = (await request.formData()).get("title");
        if (!title) return data({ problem: "no title" }, { status: 422 });
        return addCourse(db(), title as string);
      },
    },
    "routes/by-user": {
      handle: { access: { read: "signed_in" }, topics: ["enrollments"] },
      default: () => null,
      loader: async ({ request }: LoaderFunctionArgs) => {
        const user = await requireUser(request);
        const other = request.headers.get("x-other") ?? "nothing else";
        return { titles: await read(), name: user.name, other };
      },
    },
    "routes/late": {
      handle: { access: { read: "anyone" }, topics: ["enrollments"], scope: "everyone" },
      default: () => null,
      loader: ({ request }: LoaderFunctionArgs) => ({
        titles: new URL(request.url).searchParams.has("fails")
          ? read().then(() => ({ errorId: "err_1" }))
          : read().then((value) => ({ value })),
      }),
    },
    "routes/list.json": {
      handle: { access: { read: "anyone" }, topics: ["enrollments"], scope: "everyone" },
      loader: async () => Response.json(await read()),
    },
    "routes/callbacks": {
      handle: { access: { read: "anyone", write: "credential" } },
      action: async () => new Response(null, { status: 200 }),
    },
    "routes/undeclared": {
      handle: { access: { read: "anyone" } },
      default: () => null,
      loader: async () => ({ titles: await read() }),
    },
  };
}

/** Writes a course and says so, as a verb does. */
export async function addCourse(on: Db, title: string) {
  await on.transaction().execute(async (trx) => {
    const id = `crs_${crypto.randomUUID().replaceAll("-", "")}`;
    const words = { summary: "What it teaches.", description: "What it teaches." };
    await trx
      .insertInto("courses")
      .values({ id, title, ...words, status: "published" })
      .execute();
    await trx
      .insertInto("outbox_events")
      .values({
        topic: "enrollments",
        kind: "course.created",
        subject_type: "course",
        subject_id: id,
        subject_version: 1,
        data: "{}",
      })
      .execute();
  });
  return { added: title };
}
